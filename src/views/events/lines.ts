import { countUpTo } from '../../store/eventSearch';

/** A line of the event list: one event, or several routine ones in a row. Depths, both ends included. */
export interface Line {
  readonly first: number;
  readonly last: number;
  /** It stands for routine events, and says no more than how many. */
  readonly folded: boolean;
  readonly routine: boolean;
}

/** The lines of a branch up to its cursor. */
export interface Lines {
  readonly count: number;
  /** The nth line, from 0. */
  at(nth: number): Line;
  /** Which line an event stands on. */
  of(depth: number): number;
  /** The event that is so many on from another, of those that can be chosen; it may lie beyond an end. */
  beside(depth: number, by: number): number;
}

const next = (depth: number, by: number) => depth + by;

/** One line an event. */
export const plainLines = (depth: number): Lines => ({
  count: depth,
  at: (nth) => ({ first: nth + 1, last: nth + 1, folded: false, routine: false }),
  of: (at) => at - 1,
  beside: next,
});

/** One line an event, of those in `matches` only. */
export function matchLines(matches: readonly number[], depth: number): Lines {
  const count = countUpTo(matches, depth);
  return {
    count,
    at(nth) {
      const match = matches[nth] ?? 0;
      return { first: match, last: match, folded: false, routine: false };
    },
    of: (at) => Math.max(0, countUpTo(matches, at) - 1),
    beside(at, by) {
      const upTo = countUpTo(matches, at);
      const from = matches[upTo - 1] === at || by > 0 ? upTo - 1 : upTo;
      return matches[Math.max(0, Math.min(count - 1, from + by))] ?? at;
    },
  };
}

// A branch's list of messages grows in place, and is another one after a fork: it stands for the branch.
const known = new WeakMap<object, Folds>();

/** Where lines begin, and which of them are routine, as far as the branch was `seen`. */
interface Folds {
  readonly starts: number[];
  readonly routine: boolean[];
  seen: number;
}

/**
 * Routine events that follow each other stand on one line, unless one of them is `open`: then each has its own.
 * @param least so many routine events in a row are folded
 * @param branch an object that is another one after a fork
 */
export function foldedLines(
  branch: object,
  depth: number,
  open: number | null,
  least: number,
  isRoutineAt: (depth: number) => boolean,
): Lines {
  const { starts, routine: routines } = foldsOf(branch, depth, isRoutineAt);
  const within = (at: number) => indexOf(starts, at);
  function folded(nth: number): Line {
    const first = starts[nth] ?? 1;
    const last = Math.min(depth, (starts[nth + 1] ?? Number.POSITIVE_INFINITY) - 1);
    const routine = routines[nth] === true;
    return { first, last, routine, folded: routine && last - first + 1 >= least };
  }
  const all = depth === 0 ? 0 : within(depth) + 1;
  if (open === null) return { count: all, at: folded, of: within, beside: next };

  const opened = within(open);
  const { first, last, routine } = folded(opened);
  const more = last - first;
  return {
    count: all + more,
    at(nth) {
      if (nth < opened) return folded(nth);
      if (nth > opened + more) return folded(nth - more);
      const single = first + nth - opened;
      return { first: single, last: single, routine, folded: false };
    },
    of(at) {
      const nth = within(at);
      if (nth === opened) return opened + at - first;
      return nth < opened ? nth : nth + more;
    },
    beside: next,
  };
}

function foldsOf(branch: object, depth: number, isRoutineAt: (depth: number) => boolean): Folds {
  const folds = known.get(branch) ?? { starts: [], routine: [], seen: 0 };
  known.set(branch, folds);
  for (; folds.seen < depth; folds.seen++) {
    const routine = isRoutineAt(folds.seen + 1);
    if (routine && folds.routine.at(-1) === true) continue;
    folds.starts.push(folds.seen + 1);
    folds.routine.push(routine);
  }
  return folds;
}

/** The last of the rising `starts` that is not beyond `depth`. */
function indexOf(starts: readonly number[], depth: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= depth) low = middle;
    else high = middle - 1;
  }
  return low;
}
