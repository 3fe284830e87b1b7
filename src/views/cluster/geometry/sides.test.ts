import { describe, expect, test } from 'vitest';
import { boundaries, seating } from './sides';

describe('who sits where on the ring', () => {
  test('everybody at home in a whole network', () => {
    expect(seating(5, null)).toEqual([1, 2, 3, 4, 5]);
  });

  test('neighbours stay where they are when they are cut off together', () => {
    expect(
      seating(5, [
        [1, 5],
        [2, 3, 4],
      ]),
    ).toEqual([1, 2, 3, 4, 5]);
    expect(seating(5, [[1, 2], [3], [4, 5]])).toEqual([1, 2, 3, 4, 5]);
  });

  test('a scattered side is brought together, and most stay at home', () => {
    const seats = seating(5, [
      [1, 3],
      [2, 4, 5],
    ]);
    expect([...seats].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(
      boundaries(seats, [
        [1, 3],
        [2, 4, 5],
      ]),
    ).toHaveLength(2);
    expect(seats.filter((server, i) => server === i + 1).length).toBeGreaterThanOrEqual(3);
  });

  test('everybody alone: everybody at home', () => {
    expect(seating(4, [[1], [2], [3], [4]])).toEqual([1, 2, 3, 4]);
  });
});
