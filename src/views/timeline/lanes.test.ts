import { expect, test } from 'vitest';
import { laneAt, laneY, layLanes } from './lanes';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test('lanes share the height evenly, and nine still fit', () => {
  for (const servers of [1, 3, 5, 9]) {
    const lanes = layLanes(numbered(servers), 280, true, 1);
    expect(laneY(lanes, 1)).toBe(lanes.first);
    expect(laneY(lanes, servers)).toBeLessThan(lanes.bottom);
    if (servers > 1) expect(lanes.gap).toBeGreaterThanOrEqual(20);
  }
});

test('the observer’s lane lies above the servers, when there is one', () => {
  const shown = layLanes(numbered(5), 280, true, 1);
  expect(shown.observer).toBeLessThan(shown.first);
  expect(layLanes(numbered(5), 280, false, 1).observer).toBeNull();
});

test('a point belongs to the nearest lane within reach', () => {
  const lanes = layLanes(numbered(3), 280, true, 1);
  expect(laneAt(lanes, laneY(lanes, 2) + 5, 6)).toBe(2);
  expect(laneAt(lanes, laneY(lanes, 2) + lanes.gap / 2, 6)).toBeNull();
  expect(laneAt(lanes, 10_000, 6)).toBeNull();
});

test('clerks stand below the servers', () => {
  const lanes = layLanes([1, 2, 3, 101], 280, true, 1);
  expect(laneY(lanes, 101)).toBe(laneY(lanes, 3) + lanes.gap);
  expect(laneAt(lanes, laneY(lanes, 101), 6)).toBe(101);
});
