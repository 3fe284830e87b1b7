import type { Because } from '../../base/actor';
import { CLERK_BASE } from '../../base/address';
import { type CallFact, historyOf, isClerk } from '../calls';
import type { Observed } from '../cluster';
import type { Facts } from '../facts';
import { checkHistory } from '../linearizability/check';
import { BOTH, type Property } from './property';

/** What one judgement may try. Beyond it nothing is known, and nothing is claimed: it holds so far. */
const STEPS = 20_000;

/** A longer history of one key is judged at every so many of its returns, so that a whole run stays cheap. */
const JUDGED_EACH_TIME = 200;

/** Judged at every return of a call, on the history of its key alone; for keys are independent (Herlihy and Wing). */
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
    if (!returned) return null;
    const { key } = returned;
    const calls = facts.calls.filter((call) => call.key === key);
    const returns = calls.filter(({ returnedAt }) => returnedAt !== null).length;
    if (returns % Math.ceil(returns / JUDGED_EACH_TIME) > 0) return null;
    const answer = checkHistory(historyOf(calls), { steps: STEPS });
    if (answer.verdict !== 'not linearizable') return null;
    const stuck = calls[answer.stuck] as CallFact;
    const { clerk, id, op, result } = stuck;
    return { key, clerk, id, op, result, holds: answer.holds };
  },
  prove(_step, facts, { key }: Because) {
    const calls = facts.calls.filter((call) => call.key === key);
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
