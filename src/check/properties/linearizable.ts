import type { Because } from '../../base/actor';
import { CLERK_BASE } from '../../base/address';
import { type CallFact, historyOf, isClerk } from '../calls';
import type { Observed } from '../cluster';
import type { Facts } from '../facts';
import { checkHistory } from '../linearizability/check';
import type { Put } from '../linearizability/history';
import { BOTH, type Property } from './property';

/** What one judgement may try. Beyond it nothing is known, and nothing is claimed: it holds so far. */
const STEPS = 20_000;

/** When calls overlap for longer than so many returns, only every so many returns are judged, so that a run stays cheap. */
const JUDGED_EACH_TIME = 100;

/**
 * Judged at every return of a call, on what its key has gone through since it was last quiet; for keys are independent
 * (Herlihy and Wing), and what came before was judged before.
 */
export const linearizable: Property = {
  id: 'KV-linearizable',
  says: 'There is one order of all calls that explains every answer and keeps to real time.',
  protocols: BOTH,
  needsClerks: true,
  scope: 'server',
  of: 'clerk',
  concerns: (step, facts) => returnedIn(step, facts) !== null,
  judge(step, facts) {
    const returned = returnedIn(step, facts);
    return returned && judgeKey(returned.key, facts);
  },
  prove(_step, facts, { key }: Because) {
    const { calls } = tailOf(facts.calls.filter((call) => call.key === key));
    return { calls: calls.map(({ clerk, id }) => ({ clerk, id })) };
  },
};

/** The call that its clerk returned from in this step. */
function returnedIn({ before, after, outcome: { node } }: Observed, facts: Facts): CallFact | null {
  if (node === null || !isClerk(node)) return null;
  const index = node - CLERK_BASE - 1;
  const operation = before.clerks[index]?.state?.context.operation;
  const present = after.clerks[index]?.state?.context.operation;
  if (!operation || operation.id === present?.id) return null;
  return facts.calls.findLast(({ clerk, id }) => clerk === node && id === operation.id) ?? null;
}

function judgeKey(key: string, facts: Facts): Because | null {
  const { held, calls } = tailOf(facts.calls.filter((call) => call.key === key));
  const open = calls.filter(({ returnedAt }) => returnedAt === null).length;
  const returns = calls.length - open;
  if (open > 0 && returns % Math.ceil(returns / JUDGED_EACH_TIME) > 0) return null;
  const first = held === null ? [] : [wroteBefore(calls, held)];
  const answer = checkHistory([...first, ...historyOf(calls)], { steps: STEPS });
  if (answer.verdict !== 'not linearizable') return null;
  const { clerk, id, op, result } = calls[answer.stuck - first.length] as CallFact;
  return { key, clerk, id, op, result, holds: answer.holds };
}

interface Tail {
  /** What the key held before these calls; null for nothing. */
  readonly held: string | null;
  readonly calls: readonly CallFact[];
}

/**
 * The calls after the last one that was alone, if that one tells what the key held after it: whatever came before has
 * its place before them in every order, and can be told from nothing but this text.
 */
export function tailOf(all: readonly CallFact[]): Tail {
  const calls = [...all].sort((a, b) => a.calledAt - b.calledAt);
  let [from, held, known]: [number, string | null, string | null | undefined] = [0, null, null];
  let latest = Number.NEGATIVE_INFINITY;
  calls.forEach((call, i) => {
    const end = call.returnedAt ?? Number.POSITIVE_INFINITY;
    const next = calls[i + 1]?.calledAt ?? Number.POSITIVE_INFINITY;
    const isAlone = latest < call.calledAt && end < next;
    latest = Math.max(latest, end);
    known = isAlone ? heldAfter(call, known) : undefined;
    // Of the last call nothing is left to judge if it is cut off, too.
    if (known !== undefined && i < calls.length - 1) [from, held] = [i + 1, known];
  });
  return { held, calls: calls.slice(from) };
}

/** What the key holds after a call that was alone; undefined for unknown. */
function heldAfter(
  { op, value, result }: CallFact,
  before: string | null | undefined,
): string | null | undefined {
  if (op === 'put') return value;
  if (op === 'get') return result;
  return result || (before === undefined ? undefined : (before ?? '') + value);
}

/** A write that came before all of these calls. */
function wroteBefore(calls: readonly CallFact[], value: string): Put {
  const at = (calls[0]?.calledAt ?? 0) - 1;
  return { client: '', key: calls[0]?.key ?? '', op: 'put', value, call: at, return: at };
}
