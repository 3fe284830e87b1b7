import fc from 'fast-check';
import { expect } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { forEachAt } from '../base/intMap';
import { type CallFact, historyOf } from '../check/calls';
import { checkHistory } from '../check/linearizability/check';
import { serviceOf } from '../check/reading';
import { type AppendAnswer, readOperation } from '../kv';
import type { Act } from './cluster.testkit';
import { at, networkOf, turnOf } from './random.testkit';
import type { Moment } from './run';

// Clerks in random runs: what they call, and what they must have been told in the end.

/** Mostly small clusters, and now and then one of up to nine servers, under hands that rest so long at the most. */
export function planOf<V extends string>(verbs: readonly V[], mostRest: number) {
  return fc.record({
    peers: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }) },
      { weight: 1, arbitrary: fc.integer({ min: 6, max: 9 }) },
    ),
    clerks: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(),
    network: networkOf([1, 3], 0.3),
    turns: fc.array(turnOf(verbs, mostRest), { minLength: 8, maxLength: 40 }),
  });
}

const KEYS = ['a', 'b', '__proto__'] as const;
const OPS = ['get', 'put', 'append', 'append'] as const;

/** Some of the servers, in some order. */
function serversFor(count: number, pick: number): number[] {
  const first = pick % count;
  return Array.from({ length: 1 + ((pick >> 4) % count) }, (_, i) => 1 + ((first + i) % count));
}

/** A call whose value no other call has, so that a history tells as much as it can. */
export function callFor({ world, facts, protocol }: Moment, pick: number, other: number): Act {
  const node = CLERK_BASE + 1 + (pick % world.clerks.length);
  const op = at(OPS, other) ?? 'get';
  const key = at(KEYS, (pick >> 3) % 5) ?? 'a';
  const value = op === 'get' ? '' : `${facts.calls.length}.${pick}.${other} `;
  // Only a leader takes requests: a clerk that never asks it is never answered.
  const count = world.nodes.length;
  const servers =
    protocol === 'multi' ? world.nodes.map(({ address }) => address) : serversFor(count, other);
  return { type: 'call', node, request: { type: 'call', call: { op, key, value, servers } } };
}

/** What was chosen, position after position, from the first one on; undefined for nothing. */
export function logOf({ facts, protocol }: Moment): (string | undefined)[] {
  const first = FIRST[protocol];
  const log: (string | undefined)[] = [];
  forEachAt(facts.instances, ({ chosen }, position) => {
    if (chosen[0]) log[position - first] = chosen[0].value;
  });
  return Array.from(log);
}

const FIRST = { basic: 0, multi: 1, pmmc: 1 } as const;
const APPEND_ANSWER = { basic: 'nothing', multi: 'value', pmmc: 'value' } as const;

const tagOf = ({ clerk, id }: { clerk: number; id: number }) => `${clerk}.${id}`;

/** The log's meaning, worked out apart from src/kv and src/check: a map, and each operation's result, each counted once. */
function meaningOf(log: readonly (string | undefined)[], appendAnswer: AppendAnswer) {
  const map = new Map<string, string>();
  const results = new Map<string, string | null>();
  for (const entry of log) {
    const operation = readOperation(entry ?? '');
    if (!operation || results.has(tagOf(operation))) continue;
    const { op, key, value } = operation;
    const before = map.get(key) ?? null;
    const after = op === 'append' ? `${before ?? ''}${value}` : value;
    if (op !== 'get') map.set(key, after);
    const answer = op === 'append' && appendAnswer === 'value' ? after : '';
    results.set(tagOf(operation), op === 'get' ? before : answer);
  }
  return { map, results };
}

export function expectLinearizable({ facts }: Moment): void {
  const answer = checkHistory(historyOf(facts.calls));
  if (answer.verdict !== 'linearizable') expect({ answer, calls: facts.calls }).toBeNull();
}

/** Calls that have not returned, and clerks that have more to call. */
export const outstanding = ({ facts, world }: Moment): (CallFact | number)[] => [
  ...facts.calls.filter(({ returnedAt }) => returnedAt === null),
  ...world.clerks.flatMap(({ address, state }) => (state?.context.queue.length ? [address] : [])),
];

/** Everybody has executed the whole log, each operation once, and every clerk was told what the log says. */
export function expectTheLog(
  { world, facts, protocol }: Moment,
  log: readonly (string | undefined)[],
): void {
  expect(log.every((entry) => entry !== undefined)).toBe(true);
  const { map, results } = meaningOf(log, APPEND_ANSWER[protocol]);
  for (const { state } of world.nodes) {
    const service = serviceOf(state);
    expect(service?.applied).toBe(log.length - 1 + FIRST[protocol]);
    expect(new Map(service?.database)).toEqual(map);
  }
  for (const call of facts.calls) expect(call.result).toBe(results.get(tagOf(call)));
}
