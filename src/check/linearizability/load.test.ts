import { describe, expect, test } from 'vitest';
import { faultOfPart } from './bruteForce.testkit';
import { type Bounds, checkHistory } from './check';
import { append, cas, createDice, executed, get, put, type Shape } from './histories.testkit';
import type { Operation } from './history';

/** Milliseconds of this process alone: how busy the machine is besides is no concern of ours. */
function timed(history: readonly Operation[], bounds: Bounds = {}) {
  const start = process.cpuUsage();
  const answer = checkHistory(history, bounds);
  return { answer, ms: process.cpuUsage(start).user / 1000 };
}

const THOUSAND: Shape = { operations: 1000, clients: 30, keys: 10, pending: 5, values: null };

describe('a thousand calls over ten keys', () => {
  test.each<[name: string, shape: Shape]>([
    ['distinct values', THOUSAND],
    ['few values', { ...THOUSAND, values: ['a', 'b', 'c'] }],
    ['many lost answers', { ...THOUSAND, pending: 15 }],
    ['five clients', { ...THOUSAND, clients: 5 }],
    ['a hundred clients', { ...THOUSAND, clients: 100 }],
    ['appends that tell the new text', { ...THOUSAND, kinds: ['append'], told: 100 }],
  ])('that happened: %s', (_name, shape) => {
    for (let seed = 1; seed <= 5; seed++) {
      const history = executed(createDice(seed), shape);
      const { answer, ms } = timed(history);
      expect(answer.verdict).toBe('linearizable');
      expect(ms).toBeLessThan(1000);
      if (answer.verdict !== 'linearizable') continue;
      expect(faultOfPart(history, answer.order)).toBeNull();
    }
  });

  test('one of whose answers is wrong', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const history = executed(createDice(seed), THOUSAND);
      const at = history.findLastIndex((it) => it.op === 'get' && it.return !== null);
      history[at] = { ...(history[at] as Operation & { op: 'get' }), result: 'never put' };
      const { answer, ms } = timed(history);
      expect(answer).toMatchObject({ verdict: 'not linearizable', stuck: at });
      expect(ms).toBeLessThan(1000);
    }
  });
});

describe('a long history', () => {
  const LENGTH = 10_000;
  const indices = Array.from({ length: LENGTH }, (_, i) => i);

  test('of one key', () => {
    const shape = { ...THOUSAND, operations: LENGTH, clients: 8, keys: 1, pending: 0 };
    const { answer, ms } = timed(executed(createDice(1), shape));
    expect(answer.verdict).toBe('linearizable');
    expect(ms).toBeLessThan(5000);
  });

  test('of appends by ten clients at once, settled by one get at the end', () => {
    const result = indices.map((i) => `${i ^ 3} `).join('');
    const appends = indices.map((i) => append(`C${i % 10}`, 'x', `${i} `, [i, i + 9]));
    const { answer, ms } = timed([...appends, get('C0', 'x', result, [20_000, 20_001])]);
    expect(answer.verdict).toBe('linearizable');
    expect(ms).toBeLessThan(5000);
  });

  describe('of appends that tell the new text, by ten clients at once', () => {
    const appends = indices.slice(0, 2000).map((i) => {
      const told = indices.slice(0, (i ^ 3) + 1).map((k) => `${k ^ 3} `);
      return append(`C${i % 10}`, 'x', `${i} `, [i, i + 9], told.join(''));
    });

    test('and tell the truth', () => {
      const { answer, ms } = timed(appends);
      expect(answer.verdict).toBe('linearizable');
      expect(ms).toBeLessThan(5000);
    });

    test('and one of them does not', () => {
      const lie = { ...(appends[1990] as Operation & { op: 'append' }), result: '0 1 1990 ' };
      const { answer, ms } = timed(appends.with(1990, lie));
      expect(answer).toMatchObject({ verdict: 'not linearizable', stuck: 1990 });
      expect(ms).toBeLessThan(10_000);
    });
  });

  test('of appends that nobody reads', () => {
    const appends = indices.map((i) => append(`C${i % 10}`, 'x', `value ${i} `, [i, i + 9]));
    const { answer, ms } = timed(appends);
    expect(answer.verdict).toBe('linearizable');
    expect(ms).toBeLessThan(5000);
  });

  test('of calls that all overlap', () => {
    const puts = indices.slice(0, 300).map((i) => put(`C${i}`, 'x', `${i}`, [0, 10]));
    const { answer, ms } = timed([...puts, get('C0', 'x', '7', [11, 12])]);
    expect(answer.verdict).toBe('linearizable');
    expect(ms).toBeLessThan(5000);
  });
});

/**
 * Swaps that all overlap, one for each edge of a graph: an order of them is a walk over every edge once. There is none,
 * because two edges more lead out of a than into it, but that shows in no edge alone.
 */
function hardHistory(): Operation[] {
  const nodes = [...'abcdefg'];
  const edges = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => [from, to]));
  const all = [...edges, ['a', 'b'], ['a', 'c']] as [string, string][];
  const swaps = all.map((edge, i) => cas(`C${i}`, 'x', edge, true, [2, 9]));
  return [put('C0', 'x', 'a', [0, 1]), ...swaps];
}

describe('a hard history', () => {
  test('is unknown when its steps are used up', () => {
    const { answer, ms } = timed(hardHistory(), { steps: 50_000 });
    expect(answer).toEqual({ verdict: 'unknown', key: 'x', ranOutOf: 'steps' });
    expect(ms).toBeLessThan(5000);
  });

  test('is unknown when its memory is used up', () => {
    const { answer } = timed(hardHistory(), { bytes: 2_000_000 });
    expect(answer).toEqual({ verdict: 'unknown', key: 'x', ranOutOf: 'memory' });
  });

  test('is unknown soon after its time is used up', () => {
    const end = performance.now() + 300;
    const isOutOfTime = () => performance.now() > end;
    const { answer, ms } = timed(hardHistory(), { steps: Number.POSITIVE_INFINITY, isOutOfTime });
    expect(answer).toEqual({ verdict: 'unknown', key: 'x', ranOutOf: 'time' });
    expect(ms).toBeLessThan(1000);
  });

  test('does not hide the violation of another key', () => {
    const history = [...hardHistory(), get('C9', 'y', 'never put', [0, 1])];
    expect(timed(history, { steps: 50_000 }).answer).toMatchObject({
      verdict: 'not linearizable',
      key: 'y',
    });
  });
});
