import type { KeyboardEvent } from 'react';
import type { Session } from '../../store/session';

/** The keys that select instead of acting: Shift+Enter, Shift+Space, and V. */
export function isSelectKey({ key, shiftKey }: KeyboardEvent, session: Session): boolean {
  if (key === 'Enter' || key === ' ') return shiftKey;
  return key.toLowerCase() === 'v' && session.store.getState().preferences.letterKeys;
}
