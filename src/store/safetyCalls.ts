import { nameOf } from '../base/address';
import type { CallFact } from '../check/calls';
import { wordsOf } from './keyValue';
import type { KeyHistory, Placed } from './safetyHistory';

/** One call as the picture shows it. */
export interface CallView {
  readonly call: CallFact;
  /** "put k=1", "append k+=x", "get k → x" */
  readonly words: string;
  /** Its place in the order of effect, from 1 on; null for none. */
  readonly number: number | null;
  /** What its key held right after it took effect; null for nothing, or where that is not known. */
  readonly holds: string | null;
  /** It is the one that no order has a place for. */
  readonly stuck: boolean;
}

/** The clients' calls on one key or on all, and whether one order explains them. */
export interface CallsView {
  readonly state: 'holds' | 'broken' | 'untested';
  readonly verdict: string;
  /** Why it is broken, or why nobody can say; null while all is well. */
  readonly reason: string | null;
  /** Those that are shown, in the order in which they began. */
  readonly calls: readonly CallView[];
  /** Earlier ones, which are not. */
  readonly leftOut: number;
}

const MOST_SHOWN = 120;

/** @param key null for all keys */
export function callsView(histories: readonly KeyHistory[], key: string | null): CallsView {
  const shown = histories.filter((one) => key === null || one.key === key);
  const order = mergedOrder(shown);
  const numbers = new Map(order.map(({ call, holds }, i) => [call, { number: i + 1, holds }]));
  const stuck = new Set(shown.map((one) => one.stuck));
  const all = shown.flatMap(({ calls }) => calls).sort((a, b) => a.calledAt - b.calledAt);
  const calls = all.slice(-MOST_SHOWN).map((call): CallView => {
    const place = numbers.get(call) ?? { number: null, holds: null };
    return { call, words: callWords(call), ...place, stuck: stuck.has(call) };
  });
  return { ...verdictOf(shown, all), calls, leftOut: all.length - calls.length };
}

/** The orders of several keys as one: each stays as it is, for sorting is stable. */
function mergedOrder(histories: readonly KeyHistory[]): readonly Placed[] {
  return histories.flatMap(({ order }) => order).sort((a, b) => a.at - b.at);
}

function verdictOf(
  shown: readonly KeyHistory[],
  calls: readonly CallFact[],
): Pick<CallsView, 'state' | 'verdict' | 'reason'> {
  const broken = shown.find(({ verdict }) => verdict === 'not linearizable');
  if (broken)
    return {
      state: 'broken',
      verdict: 'Not linearizable',
      reason: whyStuck(broken),
    };
  const open = shown.find(({ verdict }) => verdict !== 'linearizable');
  if (open)
    return {
      state: 'untested',
      verdict: 'Linearizable? Nobody knows',
      reason:
        open.verdict === 'too long'
          ? `${open.calls.length} calls on key ${open.key}: more than are put in order here.`
          : `Key ${open.key} is too hard: the search was given up.`,
    };
  const answers = calls.filter(({ returnedAt }) => returnedAt !== null).length;
  return {
    state: answers > 0 ? 'holds' : 'untested',
    verdict:
      answers === 0
        ? 'No answer has come yet'
        : answers === 1
          ? 'Linearizable: the one answer'
          : `Linearizable: all ${answers} answers`,
    reason: null,
  };
}

/** 'get x → 1 by C2 cannot be placed: x holds "12" by then; put x=2 by C1 had returned before it began.' */
function whyStuck({ key, order, stuck }: KeyHistory): string | null {
  if (!stuck) return null;
  const holds = order.at(-1)?.holds ?? null;
  const write = order.findLast(
    ({ call: { op, returnedAt } }) =>
      op !== 'get' && returnedAt !== null && returnedAt < stuck.calledAt,
  );
  const before = write && `${byWhom(write.call)} had returned before it began`;
  const held = `${key} holds ${holds === null ? 'nothing' : `“${clipped(holds)}”`} by then`;
  return `${byWhom(stuck)} cannot be placed: ${[held, before].filter(Boolean).join('; ')}.`;
}

const byWhom = (call: CallFact) => `${callWords(call)} by ${nameOf(call.clerk)}`;

const MOST_LETTERS = 14;

/** The end of a long value: that is where an append shows. */
function clipped(value: string): string {
  return value.length <= MOST_LETTERS ? value : `…${value.slice(-MOST_LETTERS)}`;
}

function callWords({ op, key, value, result, returnedAt }: CallFact): string {
  if (op === 'put') return `put ${key}=${clipped(value)}`;
  const answer = returnedAt === null ? null : result;
  if (op === 'append')
    return `append ${key}+=${clipped(value)}${answer ? ` → ${clipped(answer)}` : ''}`;
  if (returnedAt === null) return `get ${key}`;
  return `get ${key} → ${answer === null || answer === '' ? 'nothing' : clipped(answer)}`;
}

/** What is known of a call's place, as a sentence. */
export function placeWords({ call, number, holds, stuck }: CallView): string {
  const who = `${nameOf(call.clerk)} ${wordsOf(call)}`;
  if (stuck) return `${who}: no order has a place for it.`;
  if (number === null)
    return call.returnedAt === null
      ? `${who}: no answer yet; whether it took effect does not matter so far.`
      : `${who}: it came after the one that cannot be placed.`;
  const held = holds === null ? 'nothing' : `“${clipped(holds)}”`;
  return `${who}: took effect as number ${number}; then ${call.key} held ${held}.`;
}
