import { useEffect } from 'react';
import { useMedia } from './useMedia';
import { useSession } from './useSession';

/** Puts the chosen theme on the document. */
export function useTheme(): void {
  const theme = useSession((state) => state.preferences.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    document.documentElement.dataset.theme = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  }, [theme, dark]);
}
