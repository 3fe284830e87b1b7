import type { Place } from './history';
import { ABSENT, type Move, REFUSED, type State, step } from './model';
import type { Problem } from './problem';

/** The same order without the pending operations that it can do without. */
export function withoutIdle(problem: Problem, order: readonly number[]): readonly number[] {
  const kept = [...order];
  const states = statesOf(problem, kept);
  for (let at = kept.length - 1; at >= 0; at--) {
    if ((kept[at] as number) < problem.completed) continue;
    const replayed = replayWithout(problem, kept, states, at);
    if (replayed === null) continue;
    kept.splice(at, 1);
    for (const [i, state] of replayed.entries()) states[at + i] = state;
    states.splice(at + replayed.length, 1);
  }
  return kept;
}

/** The state before each operation, and the one at the end. */
function statesOf({ texts, moves }: Problem, order: readonly number[]): State[] {
  const states: State[] = [ABSENT];
  for (const operation of order) {
    states.push(step(texts, states.at(-1) as State, moves[operation] as Move));
  }
  return states;
}

/**
 * The states that take the place of those from `at` on if that operation is left out, as far as they differ; null if
 * some result contradicts them.
 */
function replayWithout(
  { texts, moves }: Problem,
  order: readonly number[],
  states: readonly State[],
  at: number,
): State[] | null {
  const replayed: State[] = [];
  let state = states[at] as State;
  for (let i = at + 1; state !== states[i]; i++) {
    replayed.push(state);
    if (i === order.length) break;
    state = step(texts, state, moves[order[i] as number] as Move);
    if (state === REFUSED) return null;
  }
  return replayed;
}

/** The text that a key holds at the end of an order; null if it was never written. */
export function textAfter(problem: Problem, order: readonly number[]): string | null {
  const state = statesOf(problem, order).at(-1) as State;
  return state === ABSENT ? null : problem.texts.read(state);
}

/** Each as early as the order allows: at its own call, or when the one before it took effect. */
export function placesOf({ calls, indices }: Problem, order: readonly number[]): Place[] {
  let at = Number.NEGATIVE_INFINITY;
  return order.map((operation) => {
    at = Math.max(at, calls[operation] as number);
    return { operation: indices[operation] as number, at };
  });
}
