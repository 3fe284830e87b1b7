import { EMPTY, type Text, type Texts } from './texts';

/** What one key holds. */
export type State = Text | typeof ABSENT;

/** A key that was never written. */
export const ABSENT = -1;

/** No state: the register cannot have given that result, whatever it held. */
export const REFUSED = -2;

/** An operation as the register sees it: what was asked and what was answered. */
export type Move =
  | { readonly op: 'get'; readonly saw: State }
  | { readonly op: 'put'; readonly value: Text }
  /** `saw`: what its answer tells of the state before it; null if nothing. */
  | { readonly op: 'append'; readonly value: Text; readonly saw: State | null }
  | { readonly op: 'cas'; readonly saw: State; readonly value: Text; readonly swapped: boolean };

/** The whole specification: a register's state after a move, or REFUSED if the move's answer contradicts its state. */
export function step(texts: Texts, state: State, move: Move): State {
  switch (move.op) {
    case 'get':
      return fits(state, move.saw) ? state : REFUSED;
    case 'put':
      return move.value;
    case 'append':
      if (move.saw !== null && !fits(state, move.saw)) return REFUSED;
      return state === ABSENT ? move.value : texts.concat(state, move.value);
    case 'cas':
      if (move.swapped) return fits(state, move.saw) ? move.value : REFUSED;
      // Whether a key never written equals null or '' is left open, so there a swap may fail on either.
      return state !== ABSENT && state === move.saw ? REFUSED : state;
  }
}

function fits(state: State, seen: State): boolean {
  return state === seen || (state === ABSENT && seen === EMPTY);
}

/** A move that never changes the state, whatever the state is. */
export function isSilent(move: Move): boolean {
  return move.op === 'get' || (move.op === 'cas' && !move.swapped);
}

/** A move whose answer tells something about the state. */
export function looks(move: Move): boolean {
  return move.op === 'get' || move.op === 'cas' || (move.op === 'append' && move.saw !== null);
}

/** The state that a move needs to find, for those that need a particular one. */
export function neededBy(move: Move): State | null {
  if (move.op === 'put') return null;
  return move.op === 'cas' && !move.swapped ? null : move.saw;
}

/** The text that a move puts in place of all that was there, if it does. */
export function replacementBy(move: Move): Text | null {
  return move.op === 'put' || (move.op === 'cas' && move.swapped) ? move.value : null;
}

/** The text that is the end of what the key holds after a move, if the move writes one. */
export function endingBy(move: Move): Text | null {
  return move.op === 'append' ? move.value : replacementBy(move);
}
