import { ABSENT, neededBy, REFUSED, replacementBy, type State } from './model';
import type { Problem } from './problem';
import { createRing } from './ring';
import { beginnings, createSupply, endings } from './supply';

/**
 * Sees dead ends before they are reached. Of the operations that still have to find a particular text, take the first to
 * return: either the key's text now is a beginning of that one, and appends will do the rest, or some write that is still
 * to come puts a beginning of it there. So a final get settles the order of all the appends before it without a search.
 */
export interface Lookahead {
  place(operation: number): void;
  takeBack(operation: number): void;
  /** False only if nothing can be reached from here. */
  allows(state: State): boolean;
}

/** Writes examined before hope is granted. */
const PATIENCE = 64;

export function createLookahead(problem: Problem): Lookahead {
  const { moves, calls, returns, completed, texts } = problem;
  const needs = moves.map(neededBy);
  const replacements = moves.map(replacementBy);
  /** Completed operations that need a state, by return. */
  const observers = indicesOf(needs)
    .filter((operation) => operation < completed)
    .sort(byNumber(returns));
  const ranks = new Map(observers.map((operation, rank) => [operation, rank]));
  /** Writes of a whole text that are not placed, by call. */
  const replacers = createRing(indicesOf(replacements).sort(byNumber(calls)), moves.length);
  const placed = new Uint8Array(moves.length);
  /** An answer that no state explains. */
  const isHopeless = observers.some((operation) => needs[operation] === REFUSED);
  /** All observers of lower rank are placed. */
  let rank = 0;
  const supplies = [createSupply(problem, beginnings), createSupply(problem, endings)];

  function canBeReplaced(observer: number, need: State): boolean {
    let patience = PATIENCE;
    let it = replacers.after(replacers.head);
    for (; it !== replacers.head; it = replacers.after(it)) {
      if ((calls[it] as number) > (returns[observer] as number)) return false;
      if (it !== observer && texts.mayStandAt(0, replacements[it] as number, need)) return true;
      if (--patience === 0) return true;
    }
    return false;
  }

  return {
    place(operation) {
      placed[operation] = 1;
      for (const supply of supplies) supply.place(operation);
      if (replacements[operation] !== null) replacers.unlink(operation);
      while (rank < observers.length && placed[observers[rank] as number] === 1) rank++;
    },
    takeBack(operation) {
      placed[operation] = 0;
      for (const supply of supplies) supply.takeBack(operation);
      if (replacements[operation] !== null) replacers.relink(operation);
      rank = Math.min(rank, ranks.get(operation) ?? rank);
    },
    allows(state) {
      if (isHopeless) return false;
      const observer = observers[rank];
      if (observer === undefined || state === ABSENT) return true;
      const need = needs[observer] as State;
      if (need === ABSENT) return false;
      if (!texts.mayStandAt(0, state, need) && !canBeReplaced(observer, need)) return false;
      return supplies.every((supply) => supply.allows(state));
    },
  };
}

/** The indices at which there is something. */
function indicesOf(values: readonly (number | null)[]): number[] {
  return [...values.keys()].filter((index) => values[index] !== null);
}

function byNumber(numbers: readonly number[]): (a: number, b: number) => number {
  return (a, b) => (numbers[a] as number) - (numbers[b] as number) || a - b;
}
