import type { Problem } from './problem';
import { createRing } from './ring';

/** No operation. */
export const NONE = -1;

/**
 * The calls and returns that are still to be explained, in order of time. An operation may be placed next if it was
 * called before the first return of those not placed: else that other one, being over, had to come first.
 */
export interface Timeline {
  /** Every completed operation is placed. */
  isDone(): boolean;
  /** The first operation that may be placed next: completed ones in order of call, then pending ones. */
  first(): number;
  /** The one after `operation`, which is a candidate itself or was so until it was placed just now. */
  after(operation: number): number;
  place(operation: number): void;
  /** Undoes the latest placing that was not undone. */
  takeBack(operation: number): void;
}

/** The linked list of Wing and Gong's search, as Lowe describes it; pending operations wait in a list of their own. */
export function createTimeline(problem: Problem): Timeline {
  const { calls, completed } = problem;
  const events = eventsOf(problem);
  const ring = createRing([...events.keys()], events.length);
  const pending = createRing([...calls.keys()].slice(completed), calls.length);
  const callEvent = new Int32Array(completed);
  const returnEvent = new Int32Array(completed);
  for (const [node, event] of events.entries()) {
    (event.isReturn ? returnEvent : callEvent)[event.operation] = node;
  }

  function fromEvent(node: number): number {
    const event = events[node];
    return event === undefined || event.isReturn
      ? fromPending(pending.after(pending.head))
      : event.operation;
  }

  function fromPending(node: number): number {
    return node !== pending.head && (calls[node] as number) <= firstReturn() ? node : NONE;
  }

  function firstReturn(): number {
    for (let node = ring.after(ring.head); node !== ring.head; node = ring.after(node)) {
      const event = events[node] as Event;
      if (event.isReturn) return event.time;
    }
    return Number.POSITIVE_INFINITY;
  }

  return {
    isDone: () => ring.after(ring.head) === ring.head,
    first: () => fromEvent(ring.after(ring.head)),
    after: (operation) =>
      operation < completed
        ? fromEvent(ring.after(callEvent[operation] as number))
        : fromPending(pending.after(operation)),
    place(operation) {
      if (operation >= completed) return pending.unlink(operation);
      // The return first, so that the call, once unlinked, does not lead to it.
      ring.unlink(returnEvent[operation] as number);
      ring.unlink(callEvent[operation] as number);
    },
    takeBack(operation) {
      if (operation >= completed) return pending.relink(operation);
      ring.relink(callEvent[operation] as number);
      ring.relink(returnEvent[operation] as number);
    },
  };
}

interface Event {
  readonly operation: number;
  readonly time: number;
  readonly isReturn: boolean;
}

/** Intervals are closed: at one moment all calls come before all returns. */
function eventsOf({ calls, returns, completed }: Problem): Event[] {
  const events: Event[] = [];
  for (let operation = 0; operation < completed; operation++) {
    events.push({ operation, time: calls[operation] as number, isReturn: false });
    events.push({ operation, time: returns[operation] as number, isReturn: true });
  }
  return events.sort((a, b) => a.time - b.time || Number(a.isReturn) - Number(b.isReturn));
}
