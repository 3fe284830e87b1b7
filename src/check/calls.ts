import { type Address, CLERK_BASE, nameOf } from '../base/address';
import { askedBy, type ClerkContext, type ClerkState, type Operation } from '../kv';
import type { Micros } from '../sim/time';
import type { Operation as HistoryOperation } from './linearizability/history';

/** One call of a clerk, as its client sees it: the history that must be linearizable. */
export interface CallFact extends Operation {
  readonly calledAt: Micros;
  /** Null while it is outstanding. */
  readonly returnedAt: Micros | null;
  readonly result: string | null;
  /** Whom it asked, try after try: one server, or several at once. */
  readonly tries: readonly { readonly servers: readonly Address[]; readonly at: Micros }[];
  /** Who answered. */
  readonly answeredBy: Address | null;
}

/** What a step at a clerk shows of its calls. */
export interface ClerkStep {
  readonly before: ClerkState;
  readonly after: ClerkState;
  readonly at: Micros;
  /** The reply that the step received, if it received one. */
  readonly reply: { readonly from: Address; readonly result: string | null } | null;
}

export const isClerk = (address: Address): boolean => address > CLERK_BASE;

/** The calls after a step of their clerk: one may return and another begin in the same step. */
export function noteCalls(calls: readonly CallFact[], step: ClerkStep): readonly CallFact[] {
  const [was, is] = [step.before.context, step.after.context];
  if (was.operation?.id === is.operation?.id) {
    return is.operation && was.attempt !== is.attempt ? withTry(calls, is, step.at) : calls;
  }
  const returned = was.operation ? withReturn(calls, was.operation, step) : calls;
  return is.operation
    ? withTry([...returned, begun(is.operation, step.at)], is, step.at)
    : returned;
}

function begun(operation: Operation, at: Micros): CallFact {
  return {
    ...operation,
    calledAt: at,
    returnedAt: null,
    result: null,
    tries: [],
    answeredBy: null,
  };
}

function withTry(calls: readonly CallFact[], clerk: ClerkContext, at: Micros): readonly CallFact[] {
  const servers = askedBy(clerk);
  return replace(calls, clerk.operation as Operation, (call) => ({
    ...call,
    tries: [...call.tries, { servers, at }],
  }));
}

function withReturn(
  calls: readonly CallFact[],
  operation: Operation,
  { at, reply }: ClerkStep,
): readonly CallFact[] {
  return replace(calls, operation, (call) => {
    return {
      ...call,
      returnedAt: at,
      result: reply?.result ?? null,
      answeredBy: reply?.from ?? null,
    };
  });
}

function replace(
  calls: readonly CallFact[],
  { clerk, id }: Pick<Operation, 'clerk' | 'id'>,
  change: (call: CallFact) => CallFact,
): readonly CallFact[] {
  // The latest calls are the ones still open.
  const index = calls.findLastIndex((call) => call.clerk === clerk && call.id === id);
  return index < 0 ? calls : calls.with(index, change(calls[index] as CallFact));
}

/** The clients' history in the form that the checker judges: times are the run's own, in microseconds. */
export function historyOf(calls: readonly CallFact[]): readonly HistoryOperation[] {
  return calls.map(({ clerk, op, key, value, calledAt, returnedAt, result }) => {
    const call = { client: nameOf(clerk), key, call: calledAt, return: returnedAt };
    if (op === 'get') return { ...call, op, result };
    // Multi-Paxos answers an append with the key's new value; the MIT library with nothing.
    return op === 'append'
      ? { ...call, op, value, result: result || null }
      : { ...call, op, value };
  });
}
