import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { readScenario } from '../../store/catalogue';
import { explorerOfHand } from '../../store/explorer.testkit';
import { openPage, type PageSession } from '../../store/page';
import { SessionProvider } from './useSession';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** happy-dom lays nothing out: everything measures as if it were this large. */
const SIZES: readonly (readonly [selector: string, width: number, height: number])[] = [
  ['.log-probe', 68, 20],
  ['.log-frozen', 146, 20],
  ['.events-probe', 10, 24],
];

function sizeOf(element: Element): readonly [number, number] {
  const known = SIZES.find(([selector]) => element.matches(selector));
  return known ? [known[1], known[2]] : [540, 240];
}

/** What was shown before goes, and what it listened to with it. */
let shown: Root | null = null;

/** A session that stands still at the beginning of a script, and a view drawn from it. */
export async function show(
  view: ReactElement,
  cluster: object,
  script: readonly unknown[],
): Promise<{
  session: PageSession;
  page: HTMLElement;
  explorer: ReturnType<typeof explorerOfHand>;
  act(does: () => void): Promise<void>;
}> {
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: {
      configurable: true,
      get: function (this: Element) {
        return sizeOf(this)[0];
      },
    },
    offsetHeight: {
      configurable: true,
      get: function (this: Element) {
        return sizeOf(this)[1];
      },
    },
  });
  const explorer = explorerOfHand();
  const told = { protocol: 'basic', peers: 3, delivery: 'manual', ...cluster };
  const file = { format: 'paxoscope/1', title: 'A test', cluster: told, script };
  const session = await openPage({
    frames: { request: () => {} } as never,
    keeper: { load: () => ({}), save: () => {} },
    link: {
      scenario: 'test',
      seed: null,
      theme: null,
      protocol: null,
      preemption: null,
      paused: true,
      run: null,
    },
    loadScenario: async () => readScenario(JSON.stringify(file)),
    loadCatalogue: async () => [],
    lastSession: { load: () => null, save: () => {}, whenQuiet: () => {} },
    explorer: explorer.explorer,
  });
  const page = document.createElement('div');
  document.body.replaceChildren(page);
  await act(async () => shown?.unmount());
  const root = createRoot(page);
  shown = root;
  await act(async () => root.render(<SessionProvider value={session}>{view}</SessionProvider>));
  return { session, page, explorer, act: (does) => act(async () => does()) };
}

export const steps = (session: PageSession, count: number) => {
  for (let i = 0; i < count; i++) session.step();
};

/** A key pressed on whatever has the focus. */
export function press(key: string, more: KeyboardEventInit = {}): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
}

/** The element with this accessible name, of those that `label` it. */
export function named(page: HTMLElement, name: string): HTMLElement {
  const found = [...page.querySelectorAll<HTMLElement>('[aria-label]')].find(
    (element) => element.ariaLabel === name || element.getAttribute('aria-label') === name,
  );
  if (!found) throw new Error(`nothing is called "${name}"`);
  return found;
}
