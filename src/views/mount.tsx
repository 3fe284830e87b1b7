import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { PageSession } from '../store/page';
import { App } from './App';
import { SessionProvider } from './shared/useSession';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './shared/index.css';

/** Draws the session into an element of the page. */
export function mount(element: HTMLElement, session: PageSession): void {
  createRoot(element).render(
    <StrictMode>
      <SessionProvider value={session}>
        <App />
      </SessionProvider>
    </StrictMode>,
  );
}
