import { describe, expect, test } from 'vitest';
import { lastKey } from '../base/intMap';
import { isMulti } from '../check/cluster';
import type { Moment } from './run';
import { shippedIn } from './shipped.testkit';

// DSLabs' run tests (CONFORMANCE 3.6) but for the one about Java threads. Every property is judged at every event,
// LOGS_CONSISTENT with its markers among them; each file ends with its own verdict on that and on the clients' history.

const { files, load, play } = shippedIn('dslabs');

/** Long runs have fewer seeds here. All files pass with twenty: `npm run --silent scenario -- FILE --seeds 20`. */
const SEEDS: Readonly<Record<string, number>> = {
  'd08-synchronous.json': 5,
  'd09-concurrent-appends.json': 10,
  'd10-message-count.json': 4,
  'd11-garbage.json': 5,
  'd14-synchronous-unreliable.json': 4,
  'd15-concurrent-appends-unreliable.json': 6,
  'd16-partition-and-heal.json': 2,
  'd17-repartitioning.json': 1,
  'd18-repartitioning-unreliable.json': 1,
  'd19-full-throughput.json': 1,
};
const MOST_SEEDS = 20;

test('all are here', () => {
  const numbers = files.map((name) => name.slice(0, 3));
  const expected = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 27];
  expect([...new Set(numbers)]).toEqual(expected.map((n) => `d${String(n).padStart(2, '0')}`));
});

/** A run that agreed on nothing would prove nothing. */
function agreedOn({ facts, world }: Moment): number {
  const known = world.nodes.map(({ state }) =>
    state && isMulti(state) ? state.learner.context.executed : 0,
  );
  return Math.max(lastKey(facts.instances), ...known);
}

describe.each(files)('%s', (name) => {
  const { cluster, script } = load(name);
  const seeds = SEEDS[name] ?? MOST_SEEDS;

  test(`passes with ${seeds} seeds`, () => {
    for (let i = 0; i < seeds; i++) {
      const end = play(name, cluster.seed + i);
      expect(end.violations).toEqual([]);
      if (name !== 'd05-minority.json') expect(agreedOn(end)).toBeGreaterThan(0);
    }
  });

  test('ends with its own verdict', () => {
    expect(script.at(-1)).toMatchObject({
      verb: 'expect',
      arg: { safe: true, linearizable: true },
    });
  });
});
