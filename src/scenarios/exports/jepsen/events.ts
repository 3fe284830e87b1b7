import { CLERK_BASE } from '../../../base/address';
import { type CallFact, historyOf } from '../../../check/calls';
import type { Operation } from '../../../check/linearizability/history';
import type { Micros } from '../../../sim/time';

/** One entry of a history as Jepsen, Knossos and Elle write it. */
export interface JepsenEvent {
  readonly index: number;
  /** `info`: nobody knows whether it happened; its process calls nothing any more. */
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  /** Clerk C1 is process 0. */
  readonly process: number;
  readonly f: JepsenFunction;
  /** The key, and what is written or was read: as of `jepsen.independent`, and of Maelstrom's lin-kv. */
  readonly value: readonly [key: string, argument: string | null];
  /** Nanoseconds since the beginning. */
  readonly time: number;
  /** What an append was answered: the key's new text, where the service tells it. */
  readonly result?: string;
}

export type JepsenFunction = 'read' | 'write' | 'append' | 'cas';

/** Jepsen counts nanoseconds. */
export const NANOS = 1_000;

/** One end of one call. */
interface End {
  readonly operation: Operation;
  readonly process: number;
  readonly at: Micros;
  readonly type: 'invoke' | 'ok' | 'info';
}

/**
 * The clerks' calls as entries in order. At one time calls stand before returns, for then they are concurrent, as in
 * our intervals, which are closed; only a clerk's own next call comes after its return.
 * @param until when the run was left: what has not returned by then may or may not have happened
 */
export function eventsOf(calls: readonly CallFact[], until: Micros): JepsenEvent[] {
  const ends = historyOf(calls).flatMap((operation, i) => {
    const process = (calls[i] as CallFact).clerk - CLERK_BASE - 1;
    return endsOf(operation, process, until);
  });
  const byTime = ends.sort((a, b) => a.at - b.at || phase(a) - phase(b));
  return inTurns(byTime).map(eventOf);
}

const phase = ({ type }: End) => (type === 'invoke' ? 0 : 1);

function endsOf(operation: Operation, process: number, until: Micros): End[] {
  const of = { operation, process };
  const begin: End = { ...of, at: operation.call, type: 'invoke' };
  return operation.return === null
    ? [begin, { ...of, at: until, type: 'info' }]
    : [begin, { ...of, at: operation.return, type: 'ok' }];
}

/** A clerk that is answered and calls again at one time: the call waits for the entry of its answer. */
function inTurns(byTime: readonly End[]): End[] {
  const calling = new Set<number>();
  const waiting: End[] = [];
  const out: End[] = [];
  for (const end of byTime) {
    if (end.type === 'invoke' && calling.has(end.process)) {
      waiting.push(end);
      continue;
    }
    out.push(end);
    if (end.type === 'invoke') {
      calling.add(end.process);
      continue;
    }
    calling.delete(end.process);
    const next = waiting.findIndex(({ process }) => process === end.process);
    if (next < 0) continue;
    calling.add(end.process);
    out.push(...waiting.splice(next, 1));
  }
  return out;
}

const F = { get: 'read', put: 'write', append: 'append', cas: 'cas' } as const;

function eventOf({ operation, process, at, type }: End, index: number): JepsenEvent {
  const told = type === 'ok' && operation.op === 'append' ? operation.result : null;
  return {
    index,
    type,
    process,
    f: F[operation.op],
    value: [operation.key, argumentOf(operation, type)],
    time: at * NANOS,
    ...(told && { result: told }),
  };
}

/** Clerks write and append texts; only a file can hold a compare-and-swap. */
function argumentOf(operation: Operation, type: End['type']): string | null {
  if (operation.op === 'put' || operation.op === 'append') return operation.value;
  return operation.op === 'get' && type === 'ok' ? (operation.result ?? null) : null;
}
