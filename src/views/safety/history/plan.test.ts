import { describe, expect, test } from 'vitest';
import type { CallView } from '../../../store/safetyCalls';
import { planOf } from './plan';

/** A call of a client; `number`: its place in the order of effect. */
function view(
  clerk: number,
  [calledAt, returnedAt]: readonly [number, number | null],
  number: number | null,
  words = 'get k',
): CallView {
  const told = { op: 'get', key: 'k', value: '', result: null, tries: [], answeredBy: null };
  const call = { ...told, clerk, id: calledAt, calledAt, returnedAt } as CallView['call'];
  return { call, words, number, holds: null, stuck: false };
}

const plan = (...calls: readonly CallView[]) => planOf(calls, [101, 102, 103], 1);

describe('bars', () => {
  test('overlap exactly where the calls do', () => {
    const { bars } = plan(
      view(101, [0, 10], 1),
      view(102, [5, 20], 2),
      view(103, [10, 30], 3),
      view(101, [11, 12], 4),
    );
    const overlap = (a: number, b: number) => {
      const [one, other] = [bars[a], bars[b]];
      return one && other && one.from <= other.to && other.from <= one.to;
    };
    expect([overlap(0, 1), overlap(0, 2), overlap(1, 2), overlap(0, 3)]).toEqual([
      true,
      // One began in the very moment in which the other returned.
      true,
      true,
      false,
    ]);
  });

  test('of one client follow one another, be it in the same moment', () => {
    const { bars } = plan(view(101, [0, 10], 1), view(101, [10, 20], 2));
    expect(bars[1]?.from).toBeGreaterThan(bars[0]?.to ?? 0);
  });

  test('have room for their words', () => {
    const { bars } = plan(view(101, [0, 1], 1, 'append k+=abcdefgh → abcdefgh'));
    expect((bars[0]?.to ?? 0) - (bars[0]?.from ?? 0)).toBeGreaterThan(29 * 7);
  });

  test('stay where they are as more happens', () => {
    const first = [view(101, [0, 10], 1), view(102, [5, 20], 2)];
    const before = plan(...first).bars;
    const after = plan(...first, view(103, [30, 40], 3)).bars;
    expect(after.slice(0, 2)).toEqual(before);
  });

  test('reach to the present while there is no answer', () => {
    const { bars, now } = plan(view(101, [0, null], null), view(102, [5, 20], 1));
    expect(bars[0]).toMatchObject({ open: true, to: now, point: null });
    expect(bars[1]?.to).toBeLessThan(now);
  });
});

describe('points', () => {
  test('lie within their bars, in their order', () => {
    const { bars } = plan(
      view(101, [0, 100], 3),
      view(102, [10, 90], 1),
      view(103, [20, 80], 2),
      view(102, [95, 120], 4),
    );
    for (const { from, to, point } of bars) {
      expect(point).toBeGreaterThanOrEqual(from);
      expect(point).toBeLessThanOrEqual(to);
    }
    const byNumber = bars.toSorted((a, b) => (a.view.number ?? 0) - (b.view.number ?? 0));
    const points = byNumber.map(({ point }) => point ?? 0);
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    expect(new Set(points).size).toBe(points.length);
  });
});
