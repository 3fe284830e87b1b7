import { type CallFact, historyOf } from '../check/calls';
import { checkHistory } from '../check/linearizability/check';
import type { Place } from '../check/linearizability/history';
import type { Micros } from '../sim/time';

/** One call that took effect, in the order that explains all answers. */
export interface Placed {
  readonly call: CallFact;
  /** The earliest moment at which it can have, in that order. */
  readonly at: Micros;
  /** What its key held right after it; null for nothing. */
  readonly holds: string | null;
}

/** Whether the calls on one key have an order that explains every answer. */
export interface KeyHistory {
  readonly key: string;
  readonly calls: readonly CallFact[];
  /** `too long`: more calls than a page judges while it is stepped. */
  readonly verdict: 'linearizable' | 'not linearizable' | 'unknown' | 'too long';
  /** That order or, if there is none, all that had returned before the one that cannot be placed. */
  readonly order: readonly Placed[];
  /** The call that cannot be placed. */
  readonly stuck: CallFact | null;
}

/** Enough for what a person looks at; a page must not stand still while it is stepped. */
const MOST_JUDGED = 300;
const STEPS = 20_000;

/**
 * Judges the calls of a moment, key by key, for keys are independent (Herlihy and Wing). A step touches one call at most:
 * what it leaves as it was is remembered from one moment to the next.
 */
export function createHistoryJudge(): (calls: readonly CallFact[]) => readonly KeyHistory[] {
  const remembered = new Map<string, KeyHistory>();
  let latest: { calls: readonly CallFact[]; judged: readonly KeyHistory[] } | null = null;

  function judged(key: string, calls: readonly CallFact[]): KeyHistory {
    const known = remembered.get(key);
    if (known && isSame(known.calls, calls)) return known;
    const judgement = judge(key, calls);
    remembered.set(key, judgement);
    return judgement;
  }

  return (calls) => {
    if (latest?.calls !== calls)
      latest = { calls, judged: [...byKey(calls)].map(([key, own]) => judged(key, own)) };
    return latest.judged;
  };
}

/** In the order in which keys were first called for. */
function byKey(calls: readonly CallFact[]): ReadonlyMap<string, readonly CallFact[]> {
  const keys = new Map<string, CallFact[]>();
  for (const call of calls) {
    const known = keys.get(call.key);
    if (known) known.push(call);
    else keys.set(call.key, [call]);
  }
  return keys;
}

/** That a call was tried once more is no part of its history. */
function isSame(before: readonly CallFact[], after: readonly CallFact[]): boolean {
  return (
    before.length === after.length &&
    after.every((call, i) => call === before[i] || isSameCall(call, before[i]))
  );
}

function isSameCall(call: CallFact, other: CallFact | undefined): boolean {
  return (
    call.clerk === other?.clerk &&
    call.id === other.id &&
    call.calledAt === other.calledAt &&
    call.returnedAt === other.returnedAt &&
    call.result === other.result &&
    call.op === other.op &&
    call.value === other.value
  );
}

function judge(key: string, calls: readonly CallFact[]): KeyHistory {
  const none = { key, calls, order: [], stuck: null };
  if (calls.length > MOST_JUDGED) return { ...none, verdict: 'too long' };
  const answer = checkHistory(historyOf(calls), { steps: STEPS });
  const { verdict } = answer;
  switch (verdict) {
    case 'unknown':
      return { ...none, verdict };
    case 'linearizable':
      return { ...none, verdict, order: placed(answer.order, calls) };
    case 'not linearizable': {
      const stuck = calls[answer.stuck] ?? null;
      return { ...none, verdict, order: placed(answer.prefix, calls), stuck };
    }
  }
}

/** Each call with what its key held after it, by doing one after the other. */
function placed(order: readonly Place[], calls: readonly CallFact[]): Placed[] {
  let holds: string | null = null;
  return order.flatMap(({ operation, at }) => {
    const call = calls[operation];
    if (!call) return [];
    if (call.op === 'put') holds = call.value;
    if (call.op === 'append') holds = (holds ?? '') + call.value;
    return [{ call, at, holds }];
  });
}
