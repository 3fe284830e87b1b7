import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { statusIn } from '../check/reading';
import { NO_OP } from '../kv';
import { scenario } from './cluster.testkit';
import { HANDS, handAct, times, Walk } from './random.testkit';
import {
  callFor,
  expectLinearizable,
  expectTheLog,
  logOf,
  outstanding,
  planOf,
} from './randomClerks.testkit';
import { createRun } from './run';

// Random clusters, clerks and hands; then all is healed, every call must return, and all replicas must be equal.

const QUIET = [60_000, 30_000] as const;

const plan = planOf([...times(8, 'call' as const), ...HANDS], 25);

/** Every server hears of a new instance, and so of everything before it. */
function traffic(walk: Walk): void {
  for (const { address } of walk.moment.world.nodes) {
    const call = { op: 'get', key: 'a', value: '', servers: [address] } as const;
    walk.act({ type: 'call', node: CLERK_BASE + 1, request: { type: 'call', call } });
  }
  walk.untilQuiet(...QUIET);
}

test('200 random runs: linearizable, safe at every step, pure, and live once healed', () => {
  let [steps, calls, twice, filled, forgot] = [0, 0, 0, 0, 0];
  fc.assert(
    fc.property(plan, ({ turns, ...cluster }) => {
      const walk = new Walk(createRun(scenario([], cluster)));
      for (const turn of turns) {
        walk.rest(turn.rest);
        const { verb, pick, other } = turn;
        const act =
          verb === 'call'
            ? callFor(walk.moment, pick, other)
            : handAct(walk.moment.world, { ...turn, verb });
        if (act) walk.act(act);
      }
      expectLinearizable(walk.moment);
      walk.heal();
      walk.untilQuiet(...QUIET);
      expect(outstanding(walk.moment)).toEqual([]);
      traffic(walk);
      expect(outstanding(walk.moment)).toEqual([]);
      expectLinearizable(walk.moment);
      const log = logOf(walk.moment);
      expectTheLog(walk.moment, log);
      // Ghosts that show the runs were not empty ones.
      steps += walk.steps;
      calls += walk.moment.facts.calls.length;
      const operations = log.filter((entry) => entry !== NO_OP);
      if (new Set(operations).size < operations.length) twice++;
      if (operations.length < log.length) filled++;
      const isForgotten = walk.moment.world.nodes.some(
        ({ state }) => state && statusIn(state, 0).fate === 'forgotten',
      );
      if (isForgotten) forgot++;
    }),
    { numRuns: 200 },
  );
  expect(steps).toBeGreaterThan(20_000);
  expect(calls).toBeGreaterThan(1_000);
  expect(twice).toBeGreaterThan(10);
  expect(filled).toBeGreaterThan(5);
  expect(forgot).toBeGreaterThan(50);
});

describe('without faults', () => {
  const calm = fc.record({
    peers: fc.integer({ min: 1, max: 9 }),
    clerks: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
    delay: fc.constantFrom([5, 15], [1, 3], [10, 10]),
    calls: fc.array(fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })), {
      minLength: 10,
      maxLength: 25,
    }),
  });

  test('no no-op is ever chosen, however many clerks press, and every call returns', () => {
    fc.assert(
      fc.property(calm, ({ calls, delay, ...cluster }) => {
        const walk = new Walk(createRun(scenario([], { ...cluster, network: { delay } })));
        for (const [pick, other] of calls) walk.act(callFor(walk.moment, pick, other));
        walk.untilQuiet(...QUIET);
        expect(outstanding(walk.moment)).toEqual([]);
        const log = logOf(walk.moment);
        expect(log).not.toContain(NO_OP);
        expectTheLog(walk.moment, log);
      }),
      { numRuns: 100 },
    );
  });
});
