import { describe, expect, test } from 'vitest';
import { forEachAt } from '../base/intMap';
import { historyOf } from '../check/calls';
import { checkHistory } from '../check/linearizability/check';
import { serviceOf } from '../check/reading';
import { lookUp, NO_OP } from '../kv';
import type { Moment } from './run';
import { shippedIn } from './shipped.testkit';

// The lab's key/value tests (CONFORMANCE 2.2), each under twenty seeds; and what the files cannot say.

const SEEDS = 20;
const { files, load, play } = shippedIn('mit-kvpaxos');

/** What was chosen, instance after instance. */
function logOf({ facts }: Moment): string[] {
  const values: string[] = [];
  forEachAt(facts.instances, ({ chosen }) => {
    if (chosen[0]) values.push(chosen[0].value);
  });
  return values;
}

const noOps = (moment: Moment) => logOf(moment).filter((value) => value === NO_OP);

/** Operations that stand in the log more than once. */
function repeated(moment: Moment): string[] {
  const log = logOf(moment).filter((value) => value !== NO_OP);
  return log.filter((value, i) => log.indexOf(value) < i);
}

/** What the last gets of this key returned, of the servers one after the other. */
function readsOf({ facts }: Moment, key: string, count: number): (string | null)[] {
  const gets = facts.calls.filter((call) => call.op === 'get' && call.key === key);
  return gets.slice(-count).map(({ result }) => result);
}

/** What a file means to show, and cannot say: of the last moment of each run. */
const MEANT: Readonly<Record<string, (end: Moment) => void>> = {
  't-k01-basic.json': (end) => {
    expect(noOps(end)).toEqual([]);
    expect(repeated(end)).toEqual([]);
  },
  't-k02-done.json': (end) => {
    expect(noOps(end)).toEqual([]);
    // Fills of one length all look alike to the file; here each key holds its own.
    for (const { state } of end.world.nodes) {
      const database = serviceOf(state)?.database ?? [];
      for (let key = 0; key < 10; key++) {
        const puts = end.facts.calls.filter((call) => call.op === 'put' && call.key === `${key}`);
        expect(puts).toHaveLength(2);
        expect(lookUp(database, `${key}`) === puts[1]?.value).toBe(true);
      }
    }
  },
  't-k03-partition.json': (end) => {
    const [waited] = end.facts.calls.filter(({ op, clerk }) => op === 'get' && clerk === 102);
    expect(waited?.result).toBe('15');
  },
  't-k04-unreliable.json': (end) => {
    expect(repeated(end).length).toBeGreaterThan(0);
    const reads = readsOf(end, 'k', 3);
    expect(new Set(reads).size).toBe(1);
    const pieces = reads[0]?.match(/x \d \d y/g) ?? [];
    expect(pieces.join('')).toBe(reads[0]);
    expect(pieces.length).toBe(25);
    for (let client = 0; client < 5; client++) {
      expect(pieces.filter((piece) => piece.startsWith(`x ${client}`))).toEqual(
        [0, 1, 2, 3, 4].map((n) => `x ${client} ${n} y`),
      );
    }
  },
  't-k05-hole.json': (end) => {
    expect(noOps(end).length).toBeGreaterThan(0);
  },
  't-k06-many-partition.json': (end) => {
    expect(repeated(end).length).toBeGreaterThan(0);
    expect(noOps(end).length).toBeGreaterThan(0);
  },
};

test('all six are here', () => {
  expect(files).toEqual(Object.keys(MEANT));
});

/** Of so many runs the history is judged here as well; the last step of every file judges it anyhow. */
const JUDGED = 3;

describe.each(files)('%s', (name) => {
  const scenario = load(name);

  test(`passes with ${SEEDS} seeds, and what its clerks saw has one order`, () => {
    for (let i = 0; i < SEEDS; i++) {
      const end = play(name, scenario.cluster.seed + i);
      const { calls } = end.facts;
      expect(end.violations).toEqual([]);
      expect(calls.filter(({ returnedAt }) => returnedAt === null)).toEqual([]);
      if (i < JUDGED) expect(checkHistory(historyOf(calls)).verdict).toBe('linearizable');
      MEANT[name]?.(end);
    }
  }, 300_000);
});

test('every file ends with its own verdict on the history', () => {
  for (const name of files) {
    expect(load(name).script.at(-1)).toMatchObject({
      verb: 'expect',
      arg: { safe: true, linearizable: true },
    });
  }
});
