import { checkHistory } from '../check/linearizability/check';
import type { Operation } from '../check/linearizability/history';
import { readJepsenJson } from '../scenarios/exports/jepsen/read';
import { spaced } from './words';

/** Whether a text is meant as a history of client calls: a list, as Jepsen writes it. */
export function looksLikeHistory(text: string): boolean {
  return /^[\s\uFEFF]*\[/.test(text);
}

/** What became of a history of client calls, in a title and a sentence. */
export interface HistoryVerdict {
  readonly verdict: 'linearizable' | 'not linearizable' | 'unknown' | 'refused';
  readonly title: string;
  readonly reason: string;
}

/** Enough for thousands of calls; a page must not stand still for longer. */
const STEPS = 1_000_000;

/** Reads an untrusted history of client calls, and judges whether it is linearizable. */
export function judgeHistory(text: string): HistoryVerdict {
  const read = readJepsenJson(text);
  if (!read.ok)
    return {
      verdict: 'refused',
      title: 'This history cannot be opened',
      reason: `${read.pointer || '/'}: ${read.reason}`,
    };
  const { operations } = read;
  const answer = checkHistory(operations, { steps: STEPS });
  const { verdict } = answer;
  const calls = `${spaced(operations.length)} calls`;
  switch (verdict) {
    case 'linearizable':
      return { verdict, title: 'This history is linearizable', reason: `${calls} were judged.` };
    case 'unknown':
      return {
        verdict,
        title: 'This history is too hard to judge',
        reason: `Key ${JSON.stringify(answer.key)}: the search ran out of ${answer.ranOutOf}.`,
      };
    case 'not linearizable': {
      const stuck = operations[answer.stuck];
      const holds = answer.holds === null ? 'nothing' : JSON.stringify(answer.holds);
      return {
        verdict,
        title: 'This history is not linearizable',
        reason: `${stuck ? callInWords(stuck) : 'A call'} has no place: before it the key held ${holds}. ${calls} were read.`,
      };
    }
  }
}

/** "get x → 3 by client 2" */
function callInWords(operation: Operation): string {
  const { op, key, client } = operation;
  const result = 'result' in operation && operation.result != null ? ` → ${operation.result}` : '';
  return `${op} ${key}${result} by client ${client}`;
}
