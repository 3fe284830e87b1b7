import { addressOf, CLERK_BASE } from '../base/address';
import type { CallFact } from '../check/calls';
import type { Facts } from '../check/facts';
import { type Micros, toMs } from '../sim/time';
import type { ClerkName } from './format';

/** What DSLabs asks of the clients' results (CONFORMANCE 3.4, 3.6). */

/** The longest wait of this clerk, or of any, for one answer; calls still outstanding count. Milliseconds. */
export function longestWait({ calls }: Facts, now: Micros, clerk?: ClerkName): number {
  const own = clerk === undefined ? calls : calls.filter((call) => call.clerk === addressOf(clerk));
  return own.reduce((longest, { calledAt, returnedAt }) => {
    return Math.max(longest, toMs((returnedAt ?? now) - calledAt));
  }, 0);
}

/** ALL_RESULTS_SAME of the clients' last gets: each clerk has one that returned, and all returned the same. */
export function haveSameResults(
  { calls }: Facts,
  clerks: true | readonly ClerkName[],
  count: number,
): boolean {
  const addresses =
    clerks === true
      ? Array.from({ length: count }, (_, i) => CLERK_BASE + 1 + i)
      : clerks.map(addressOf);
  const results = addresses.map((address) => {
    const get = calls.findLast((call) => call.clerk === address && isReturnedGet(call));
    return get ? get.result : undefined;
  });
  return results.length > 0 && results[0] !== undefined && new Set(results).size === 1;
}

const isReturnedGet = ({ op, returnedAt }: CallFact) => op === 'get' && returnedAt !== null;

/** APPENDS_LINEARIZABLE: it looks at answers only, neither at their times nor at appends not answered. */
export function appendsAreOrdered({ calls }: Facts, key: string): boolean {
  const appends = calls.filter(
    (call) => call.op === 'append' && call.key === key && call.returnedAt !== null,
  );
  if (appends.some(({ result, value }) => !result?.endsWith(value))) return false;
  const results = appends.map(({ result }) => result ?? '');
  results.sort((a, b) => a.length - b.length);
  return results.every((result, i) => {
    const before = results[i - 1];
    return before === undefined || (before.length < result.length && result.startsWith(before));
  });
}
