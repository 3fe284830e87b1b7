import { describe, expect, test } from 'vitest';
import { curveBetween, pointAt } from './curve';
import { layoutFor } from './layout.testkit';
import { lengthOf, minus } from './plane';

describe('the way of a message', () => {
  const layout = layoutFor();
  const servers = [1, 2, 3, 4, 5];
  const pairs = servers.flatMap((from) =>
    servers.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  test('begins and ends beside the cards', () => {
    for (const [from, to] of pairs) {
      const curve = curveBetween(layout, from, to);
      expect(pointAt(curve, 0)).toEqual(curve.start);
      expect(pointAt(curve, 1)).toEqual(curve.end);
      for (const middle of layout.middles) {
        for (const { x, y } of [curve.start, curve.end]) {
          const inside =
            Math.abs(x - middle.x) < layout.card.width / 2 &&
            Math.abs(y - middle.y) < layout.card.height / 2;
          expect(inside).toBe(false);
        }
      }
    }
  });

  test('is another one in each direction', () => {
    for (const [from, to] of pairs) {
      const there = pointAt(curveBetween(layout, from, to), 0.5);
      const back = pointAt(curveBetween(layout, to, from), 0.5);
      expect(lengthOf(minus(there, back))).toBeGreaterThan(5);
    }
  });

  test('leads back for a message to oneself', () => {
    const { start, bend, end } = curveBetween(layout, 2, 2);
    expect(lengthOf(minus(start, end))).toBeGreaterThan(5);
    expect(lengthOf(minus(start, bend))).toBeGreaterThan(20);
  });

  test('connects clerks too', () => {
    const withClerks = layoutFor({ clerks: 2 });
    const { start, end } = curveBetween(withClerks, 102, 1);
    expect(start.y).toBeGreaterThan(end.y);
    expect(start.x).not.toBe(curveBetween(withClerks, 101, 1).start.x);
  });
});
