import type { Action } from './actions';
import { MESSAGE_ACTIONS, NETWORK_ACTIONS, SERVER_ACTIONS } from './actions';
import type { Session } from './session';
import type { Thing } from './things';

/** What of a keyboard event matters here. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Does what an action table holds for this key and target. False when it holds nothing possible. */
export function pressOn<T>(
  session: Session,
  actions: readonly Action<T>[],
  target: T,
  key: string,
): boolean {
  const { moment, preferences } = session.store.getState();
  const isLetter = /^[a-z?]$/i.test(key);
  if (isLetter && !preferences.letterKeys) return false;
  const pressed = isLetter ? key.toLowerCase() : key;
  const action = actions.find(
    (candidate) => candidate.key === pressed && candidate.possible(moment, target),
  );
  action?.perform(session, target);
  return action !== undefined;
}

/** A key pressed on whatever is selected. */
export function pressOnThing(session: Session, thing: Thing | null, key: string): boolean {
  switch (thing?.kind) {
    case 'message':
      return pressOn(session, MESSAGE_ACTIONS, thing.id, key);
    case 'server':
    case 'cell':
      return pressOn(session, SERVER_ACTIONS, thing.server, key);
    default:
      return false;
  }
}

/** The keys that work everywhere. False when the key means nothing here. */
export function pressAnywhere(session: Session, press: KeyPress): boolean {
  if (press.altKey) return false;
  if (press.ctrlKey || press.metaKey) return pressWithCommand(session, press);
  const move = MOVES[press.key];
  if (move && !press.shiftKey) {
    move(session);
    return true;
  }
  const { selection, preferences } = session.store.getState();
  if (press.key.toLowerCase() === 'u' && preferences.letterKeys) {
    session.undo();
    return true;
  }
  return (
    pressOnThing(session, selection, press.key) ||
    pressOn(session, NETWORK_ACTIONS, null, press.key)
  );
}

const MOVES: Readonly<Record<string, (session: Session) => void>> = {
  ' ': toggle,
  ArrowRight: (session) => session.step(),
  PageDown: (session) => session.step(),
  ArrowLeft: (session) => session.stepBack(),
  PageUp: (session) => session.stepBack(),
  Home: (session) => session.goToStart(),
  End: (session) => session.goToEnd(),
  Escape: (session) => {
    session.dismissToast();
    session.select(null);
  },
};

function toggle(session: Session): void {
  if (session.store.getState().playing) session.pause();
  else session.play();
}

function pressWithCommand(session: Session, { key, shiftKey }: KeyPress): boolean {
  if (key.toLowerCase() !== 'z') return false;
  if (shiftKey) session.redo();
  else session.undo();
  return true;
}
