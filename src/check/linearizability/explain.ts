import { failedToSwap, type Place } from './history';
import { placesOf, textAfter, withoutIdle } from './order';
import { type Numbered, problemOf } from './problem';
import { type Limits, search } from './search';

/** Why the history of a key has no order. */
export interface Explanation {
  /** Everything that had returned before, in an order that explains it. */
  readonly prefix: readonly Place[];
  /** The operation whose return left no order: its index in the history. */
  readonly stuck: number;
  /** What the key holds at the end of the prefix; null if it was never written. */
  readonly holds: string | null;
}

/** The verdict stands already; its explanation may not cost much more than it did. */
const STEPS_PER_PROBE = 200_000;

/**
 * The first return at which the history stopped being linearizable. Until a moment, an operation that returns later is a
 * pending one; what has an order until some moment has one until every earlier moment, so halving finds the first
 * without. Unlike how far a search got, this does not depend on the ways the search took.
 */
export function explain(operations: readonly Numbered[], limits: Limits): Explanation {
  const finished = operations.filter(({ operation }) => operation.return !== null).sort(byReturn);
  const bounds = { ...limits, steps: Math.min(limits.steps, STEPS_PER_PROBE) };
  let explained: Omit<Explanation, 'stuck'> = { prefix: [], holds: null };
  let low = -1;
  let high = finished.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const problem = problemOf(until(finished[middle] as Numbered, operations));
    const outcome = search(problem, bounds);
    if (outcome.kind === 'ran out') break;
    if (outcome.kind === 'impossible') {
      high = middle;
      continue;
    }
    low = middle;
    const order = withoutIdle(problem, outcome.order);
    explained = { prefix: placesOf(problem, order), holds: textAfter(problem, order) };
  }
  return { ...explained, stuck: (finished[high] as Numbered).index };
}

function byReturn(a: Numbered, b: Numbered): number {
  return (a.operation.return as number) - (b.operation.return as number) || a.index - b.index;
}

/**
 * What was known when `last` returned. An operation that returned later may be left out; a swap takes effect only as it
 * did in the end, so one that failed has none.
 */
function until(last: Numbered, operations: readonly Numbered[]): Numbered[] {
  const end = last.operation.return as number;
  return operations
    .filter(({ operation }) => operation.call <= end)
    .filter((it) => !isOpenAt(last, it) || !failedToSwap(it.operation))
    .map((it) =>
      isOpenAt(last, it) ? { ...it, operation: { ...it.operation, return: null } } : it,
    );
}

function isOpenAt(last: Numbered, it: Numbered): boolean {
  return it.operation.return === null || byReturn(it, last) > 0;
}
