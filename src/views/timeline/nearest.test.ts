import { expect, test } from 'vitest';
import { nearestLine } from './nearest';

const lines = [
  { id: 1, from: { x: 0, y: 0 }, to: { x: 100, y: 100 } },
  { id: 2, from: { x: 0, y: 100 }, to: { x: 100, y: 0 } },
  { id: 3, from: { x: 200, y: 50 }, to: { x: 200, y: 50 } },
];

test('the nearest line is meant, and none beyond reach', () => {
  expect(nearestLine(lines, { x: 20, y: 22 }, 6)).toBe(1);
  expect(nearestLine(lines, { x: 20, y: 77 }, 6)).toBe(2);
  expect(nearestLine(lines, { x: 50, y: 20 }, 6)).toBeNull();
});

test('a line ends where it ends, and may be a point', () => {
  expect(nearestLine(lines, { x: 110, y: 110 }, 6)).toBeNull();
  expect(nearestLine(lines, { x: 203, y: 50 }, 6)).toBe(3);
});

test('where two cross, the later one lies on top', () => {
  expect(nearestLine(lines, { x: 50, y: 50 }, 6)).toBe(2);
});
