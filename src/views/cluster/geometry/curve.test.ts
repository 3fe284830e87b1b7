import { describe, expect, test } from 'vitest';
import { curveBetween, curveLength, pointAt } from './curve';
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

  test('to oneself keeps off the doors to all others, and stays on the stage', () => {
    for (const count of [1, 2, 3, 5, 7]) {
      const ring = layoutFor({ count });
      for (let server = 1; server <= count; server++) {
        const loop = curveBetween(ring, server, server);
        for (const { x, y } of [0, 0.25, 0.5, 0.75, 1].map((t) => pointAt(loop, t))) {
          expect(x > 0 && x < ring.stage.width && y > 0 && y < ring.stage.height).toBe(true);
        }
        for (let other = 1; other <= count; other++) {
          if (other === server) continue;
          const door = curveBetween(ring, server, other).start;
          for (const end of [loop.start, loop.end])
            expect(lengthOf(minus(end, door))).toBeGreaterThan(5);
        }
      }
    }
  });

  test('is as long as it is drawn', () => {
    const { start, end } = curveBetween(layout, 1, 3);
    const length = curveLength(curveBetween(layout, 1, 3));
    expect(length).toBeGreaterThan(lengthOf(minus(end, start)));
    expect(length).toBeLessThan(1.2 * lengthOf(minus(end, start)));
  });

  test('connects clerks too', () => {
    const withClerks = layoutFor({ clerks: 2 });
    const { start, end } = curveBetween(withClerks, 102, 1);
    expect(start.y).toBeGreaterThan(end.y);
    expect(start.x).not.toBe(curveBetween(withClerks, 101, 1).start.x);
  });
});
