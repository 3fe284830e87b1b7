import { type Explanation, explain } from './explain';
import type { Operation, Place } from './history';
import { placesOf, withoutIdle } from './order';
import { type Numbered, type Problem, problemOf } from './problem';
import { type Limits, type Resource, search } from './search';

/**
 * Is there one order of all calls that explains every result and in which no call comes after one that began only when
 * it had returned? For registers that are put, appended to, swapped and read; `model.ts` is their whole specification.
 *
 * Herlihy and Wing, Linearizability (1990): the definition, and that each key may be judged alone. Wing and Gong,
 * Testing and verifying concurrent objects (1993): the search. Lowe, Testing for linearizability (2017): its memo. The
 * shape of the answer follows anishathalye/porcupine. Read `model.ts` first, then `search.ts`.
 */
export type Answer =
  /** Every completed operation, and those pending ones that must have taken effect. */
  | { readonly verdict: 'linearizable'; readonly order: readonly Place[] }
  | ({ readonly verdict: 'not linearizable'; readonly key: string } & Explanation)
  | { readonly verdict: 'unknown'; readonly key: string; readonly ranOutOf: Resource };

export interface Bounds {
  /** Operations tried for each key. */
  readonly steps?: number;
  /** Memory for what was tried, about. */
  readonly bytes?: number;
  /** Asked now and then; this room has no clock. */
  readonly isOutOfTime?: () => boolean;
}

const DEFAULT_STEPS = 5_000_000;
const DEFAULT_BYTES = 256 * 1024 * 1024;

/** Keys take turns, each turn ten times as long, so that a hard key does not hide an easy one's violation. */
const FIRST_TURN = 10_000;
const TURN_GROWTH = 10;

export function checkHistory(history: readonly Operation[], bounds: Bounds = {}): Answer {
  const limits: Limits = {
    steps: bounds.steps ?? DEFAULT_STEPS,
    bytes: bounds.bytes ?? DEFAULT_BYTES,
    isOutOfTime: bounds.isOutOfTime ?? (() => false),
  };
  const places: Place[] = [];
  let open: readonly Part[] = partsOf(history);
  for (let steps = FIRST_TURN; ; steps *= TURN_GROWTH) {
    const isLastTurn = steps >= limits.steps;
    const turn = takeTurn(open, { ...limits, steps: Math.min(steps, limits.steps) }, places);
    if (turn.guilty !== null) return accusation(turn.guilty, limits);
    const [first] = turn.open;
    if (first === undefined) return { verdict: 'linearizable', order: places.sort(byTime) };
    if (
      isLastTurn ||
      turn.open.every((part) => part.ranOutOf !== 'steps') ||
      limits.isOutOfTime()
    ) {
      return {
        verdict: 'unknown',
        key: first.key,
        ranOutOf: limits.isOutOfTime() ? 'time' : first.ranOutOf,
      };
    }
    open = turn.open;
  }
}

/** The operations on one key. */
interface Part {
  readonly key: string;
  readonly operations: readonly Numbered[];
  /** What the latest search of it lacked. */
  readonly ranOutOf: Resource;
}

function partsOf(history: readonly Operation[]): Part[] {
  const byKey = new Map<string, Numbered[]>();
  for (const [index, operation] of history.entries()) {
    const known = byKey.get(operation.key);
    if (known === undefined) byKey.set(operation.key, [{ operation, index }]);
    else known.push({ operation, index });
  }
  return [...byKey].map(([key, operations]) => ({ key, operations, ranOutOf: 'steps' }));
}

interface Turn {
  /** A part that has no order. */
  readonly guilty: Part | null;
  readonly open: readonly Part[];
}

/** Searches every open part within these limits; what has an order is added to `places`. */
function takeTurn(parts: readonly Part[], limits: Limits, places: Place[]): Turn {
  const open: Part[] = [];
  for (const part of parts) {
    // More steps do not help where memory was short.
    if (part.ranOutOf !== 'steps') {
      open.push(part);
      continue;
    }
    const problem = problemOf(part.operations);
    const outcome = search(problem, limits);
    if (outcome.kind === 'impossible') return { guilty: part, open };
    if (outcome.kind === 'ran out') open.push({ ...part, ranOutOf: outcome.of });
    else addPlaces(problem, outcome.order, places);
  }
  return { guilty: null, open };
}

function addPlaces(problem: Problem, order: readonly number[], places: Place[]): void {
  for (const place of placesOf(problem, withoutIdle(problem, order))) places.push(place);
}

/** Each key's order stays as it is, because sorting is stable. */
function byTime(a: Place, b: Place): number {
  return a.at - b.at;
}

function accusation({ key, operations }: Part, limits: Limits): Answer {
  return { verdict: 'not linearizable', key, ...explain(operations, limits) };
}
