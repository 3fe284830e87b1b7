import { describe, expect, test } from 'vitest';
import { arrowAt, type Flight, grownAt, linesOf, loopDepth, pathOf } from './arrow';
import { flight, traced } from './flight.testkit';
import { laneY, layLanes } from './lanes';

const lanes = layLanes([1, 2, 3], 300, true, 1);
const scale = { origin: 0, perPx: 1000 };
const [y1, y3] = [laneY(lanes, 1), laneY(lanes, 3)];
const half = (y1 + y3) / 2;

describe('an arrow', () => {
  test('goes from its sending to its receipt', () => {
    const arrow = arrowAt(flight({ fate: 'received', endedAt: 180_000 }), 500_000, scale, lanes);
    expect(arrow.points).toEqual([
      { x: 100, y: y1 },
      { x: 180, y: y3 },
    ]);
    expect(arrow).toMatchObject({ sign: 'mark', complete: true });
  });

  test('grows with the clock while it is under way', () => {
    const arrow = arrowAt(flight({}), 150_000, scale, lanes);
    expect(arrow.head).toEqual({ x: 150, y: half });
    expect(arrow.complete).toBe(false);
    expect(arrowAt(flight({}), 90_000, scale, lanes).head).toEqual({ x: 100, y: y1 });
  });

  test('rests where it is held, while time goes on', () => {
    const arrow = arrowAt(flight({ heldAt: 150_000 }), 400_000, scale, lanes);
    expect(arrow.points).toEqual([
      { x: 100, y: y1 },
      { x: 150, y: half },
      { x: 400, y: half },
    ]);
  });

  test('waits before the lane of a server that does not take it', () => {
    const arrow = arrowAt(flight({}), 400_000, scale, lanes);
    expect(arrow.head).toEqual({ x: 400, y: y3 - 9 });
    expect(arrow.points).toHaveLength(3);
  });

  test('that was dropped ends where it was', () => {
    const arrow = arrowAt(flight({ fate: 'dropped', endedAt: 150_000 }), 500_000, scale, lanes);
    expect(arrow.head).toEqual({ x: 150, y: half });
    expect(arrow.sign).toBe('cross');
  });

  test('that was lost is a stub: half-way, at the wall, or before the deaf', () => {
    const [lost, cut, deaf] = (['lost', 'cut', 'deaf'] as const).map((fate) =>
      arrowAt(flight({ fate, endedAt: 100_000 }), 500_000, scale, lanes),
    );
    expect(lost?.head.x).toBe(145);
    expect(lost?.sign).toBe('cross');
    expect(Math.abs((cut?.head.y ?? 0) - y1)).toBeLessThan(30);
    expect(cut?.sign).toBe('wall');
    expect(y3 - (deaf?.head.y ?? 0)).toBeCloseTo(9);
  });

  test('that is lost is seen on its way before', () => {
    const lost = flight({ fate: 'lost', endedAt: 100_000 });
    expect(arrowAt(lost, 120_000, scale, lanes)).toMatchObject({ sign: 'mark', complete: false });
    expect(grownAt(lost, lanes)).toBe(145_000);
    expect(arrowAt(lost, grownAt(lost, lanes), scale, lanes).complete).toBe(true);
  });

  test('that met a crashed server ends in a cross on its lane', () => {
    const arrow = arrowAt(flight({ fate: 'crashed', endedAt: 200_000 }), 500_000, scale, lanes);
    expect(arrow).toMatchObject({ head: { x: 200, y: y3 }, sign: 'cross' });
  });

  test('takes no time where the network takes none', () => {
    const arrow = arrowAt(flight({ arrivesAt: 100_000 }), 100_000, scale, lanes);
    expect(arrow.head).toEqual({ x: 100, y: y3 });
  });
});

describe('a message to oneself', () => {
  const own = traced({ from: 3, to: 3 });
  const sag = loopDepth(lanes);
  const at = (change: Partial<Flight>, now: number) =>
    arrowAt(flight({ message: own, ...change }), now, scale, lanes);

  test('is a loop below its lane that comes back to it', () => {
    const { points, head, complete } = at({ fate: 'received', endedAt: 200_000 }, 500_000);
    expect(points[0]).toEqual({ x: 100, y: y3 });
    expect(head.x).toBe(200);
    expect(head.y).toBeCloseTo(y3);
    expect(complete).toBe(true);
    const depths = points.map(({ y }) => y - y3);
    expect(Math.max(...depths)).toBeCloseTo(sag);
    expect(Math.min(...depths)).toBeGreaterThanOrEqual(-1e-9);
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
  });

  test('stays above the next lane and the axis, however close they lie', () => {
    for (const [servers, height] of [
      [1, 200],
      [3, 300],
      [9, 240],
    ] as const) {
      const close = layLanes(
        Array.from({ length: servers }, (_, i) => i + 1),
        height,
        true,
        1,
      );
      if (servers > 1) expect(loopDepth(close)).toBeLessThan(close.gap / 2);
      expect(laneY(close, servers) + loopDepth(close)).toBeLessThan(close.bottom);
    }
  });

  test('grows with the clock, and its head is where its time is', () => {
    const quarter = at({}, 125_000);
    expect(quarter.head).toEqual({ x: 125, y: y3 + sag * Math.sin(Math.PI / 4) });
    expect(quarter.complete).toBe(false);
    expect(at({}, 150_000).head).toEqual({ x: 150, y: y3 + sag });
  });

  test('rests where it is held, and waits below the lane of a server that does not take it', () => {
    const held = at({ heldAt: 150_000 }, 400_000);
    expect(held.points.at(-2)).toEqual({ x: 150, y: y3 + sag });
    expect(held.head).toEqual({ x: 400, y: y3 + sag });
    const { points, head } = at({}, 400_000);
    expect(head.x).toBe(400);
    expect(head.y).toBeGreaterThan(y3);
    expect(head.y).toBeLessThan(y3 + sag);
    // It comes up to there and no higher.
    const rising = points.slice(points.findIndex(({ x }) => x > 150)).map(({ y }) => y);
    expect(rising).toEqual(rising.toSorted((a, b) => b - a));
  });

  test('that was dropped or lost ends on its way', () => {
    expect(at({ fate: 'dropped', endedAt: 150_000 }, 500_000)).toMatchObject({
      head: { x: 150, y: y3 + sag },
      sign: 'cross',
    });
    const lost = at({ fate: 'lost', endedAt: 100_000 }, 500_000);
    expect(lost.head.x).toBeCloseTo(145);
    expect(lost.head.y).toBeGreaterThan(y3 + sag / 2);
    expect(lost.sign).toBe('cross');
  });
});

test('an arrow is found by its straight pieces', () => {
  const arrow = arrowAt(flight({ heldAt: 150_000 }), 400_000, scale, lanes);
  expect(linesOf(7, arrow)).toEqual([
    { id: 7, from: { x: 100, y: y1 }, to: { x: 150, y: half } },
    { id: 7, from: { x: 150, y: half }, to: { x: 400, y: half } },
  ]);
});

test('a path is written with two decimals', () => {
  expect(
    pathOf([
      { x: 1, y: 2 },
      { x: 3.1267, y: 0 },
    ]),
  ).toBe('M1 2L3.13 0');
});
