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
  const move = (press.shiftKey ? FINE_MOVES : MOVES)[press.key];
  if (move) {
    move(session);
    return true;
  }
  const { selection, preferences } = session.store.getState();
  if (preferences.letterKeys && pressLetter(session, press.key)) return true;
  return (
    pressOnThing(session, selection, press.key) ||
    pressOn(session, NETWORK_ACTIONS, null, press.key)
  );
}

/**
 * The keys of a presentation clicker. While a story is told they belong to it wherever the focus was left: on the
 * slider, in a list or in the log they would do something else, on the slider even the opposite.
 */
export function pressClicker(session: Session, press: KeyPress): boolean {
  const isPlain = !press.altKey && !press.ctrlKey && !press.metaKey && !press.shiftKey;
  if (!isPlain || !/^Page(Down|Up)$/.test(press.key) || !tellsStory(session)) return false;
  return pressAnywhere(session, press);
}

/** What single letters do that belong to no thing. */
function pressLetter(session: Session, key: string): boolean {
  switch (key.toLowerCase()) {
    case 'u':
      session.undo();
      return true;
    case 'g':
      session.openForm({ kind: 'goTo' });
      return true;
    case 'm':
      if (session.store.getState().search.finds === null) return false;
      session.goToMatch(key === 'M' ? 'previous' : 'next');
      return true;
    default:
      return false;
  }
}

type Move = (session: Session) => void;

const MOVES: Readonly<Record<string, Move>> = {
  ' ': toggle,
  ArrowRight: goOn,
  PageDown: goOn,
  ArrowLeft: goBack,
  PageUp: goBack,
  Home: (session) => session.goToStart(),
  End: (session) => session.goToEnd(),
  Escape: leave,
};

/** With Shift: single events, in a story too. */
const FINE_MOVES: Readonly<Record<string, Move>> = {
  ArrowRight: (session) => session.step(),
  ArrowLeft: (session) => session.stepBack(),
};

function tellsStory({ store }: Session): boolean {
  return store.getState().stepping === 'beats';
}

function goOn(session: Session): void {
  if (tellsStory(session)) session.nextBeat();
  else session.step();
}

function goBack(session: Session): void {
  if (tellsStory(session)) session.previousBeat();
  else session.stepBack();
}

/** Closes what is open and clears the selection; when there is neither, the story is left, at the same moment. */
function leave(session: Session): void {
  const { toast, problem, selection } = session.store.getState();
  if (toast || problem || selection) {
    session.dismissToast();
    session.report(null);
    session.select(null);
  } else if (tellsStory(session)) {
    session.stepBy('events');
    session.tell('The keys go event by event now. “Step by beats” goes back to the story.');
  }
}

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
