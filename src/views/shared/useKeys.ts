import { useEffect } from 'react';
import { pressAnywhere, pressClicker } from '../../store/keys';
import { useVerbs } from './useSession';

const TYPING = 'input, textarea, select, [contenteditable], dialog, [role="menu"]';
/** Where even a clicker must not reach: what is open above the story, and texts of many lines. */
const ABOVE = 'textarea, [contenteditable], dialog, [role="menu"]';
const PRESSABLE = 'button, [role="button"], a[href], summary, [role="tab"]';

/** Global keys: not while typing, and never instead of what the focused element does with the key itself. */
export function useKeys(more: (key: string) => boolean): void {
  const session = useVerbs();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || target?.closest(TYPING)) return;
      if ((event.key === ' ' || event.key === 'Enter') && target?.closest(PRESSABLE)) return;
      if (more(event.key) || pressAnywhere(session, event)) event.preventDefault();
    }
    function onClicker(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(ABOVE) || !pressClicker(session, event)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    window.addEventListener('keydown', onClicker, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onClicker, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [session, more]);
}
