import { describe, expect, test } from 'vitest';
import { ringPlaces } from './ring';

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('the ring', () => {
  test.each(COUNTS)('has %i places inside its square', (count) => {
    const places = ringPlaces(count);
    expect(places).toHaveLength(count);
    for (const { x, y } of places) {
      expect(Math.abs(x)).toBeLessThanOrEqual(1 + 1e-9);
      expect(Math.abs(y)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test.each(COUNTS.slice(2))('of %i fills its square', (count) => {
    const xs = ringPlaces(count).map(({ x }) => x);
    const ys = ringPlaces(count).map(({ y }) => y);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([-1, 1]);
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([-1, 1]);
  });

  test('begins at the top and goes clockwise', () => {
    const [first, second] = ringPlaces(5);
    expect(first?.x).toBeCloseTo(0);
    expect(first?.y).toBe(-1);
    expect(second?.x).toBeGreaterThan(0);
  });

  test('puts two side by side, and four in the corners', () => {
    expect(ringPlaces(2).map(({ x }) => x)).toEqual([-1, 1]);
    expect(ringPlaces(4).map(({ x, y }) => [Math.sign(x), Math.sign(y)])).toEqual([
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ]);
  });
});
