import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash, rollBetween, rollHappens } from './dice';

const word = fc.integer({ min: 0, max: 0xffffffff });
const part = fc.oneof(fc.integer(), fc.string());

/** The rolls of the keys 0, 1, 2, … under one seed. */
const rolls = (seed: number, count: number) =>
  Array.from({ length: count }, (_, i) => keyedHash(seed, 2, i));

describe('a keyed hash', () => {
  test('is an unsigned word, the same every time', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const hash = keyedHash(...parts);
        expect(hash).toBe(keyedHash(...parts));
        expect(hash).toBe(hash >>> 0);
      }),
    );
  });

  test.each([
    [[], 2462723854],
    [[1, 2, 3], 3906383291],
    [['retry 0', 7], 336748371],
    [[-1], 1806627073],
  ])('of %j never changes: recorded runs depend on it', (parts, hash) => {
    expect(keyedHash(...parts)).toBe(hash);
  });

  test.each([
    ['the order of the parts', [1, 2], [2, 1]],
    ['where one text ends', ['ab', 'c'], ['a', 'bc']],
    ['a part more', [1], [1, 0]],
    ['an empty text', ['a'], ['a', '']],
  ])('tells apart %s', (_what, a, b) => {
    expect(keyedHash(...a)).not.toBe(keyedHash(...b));
  });

  test('hardly ever meets itself', () => {
    expect(new Set(rolls(1, 50_000)).size).toBeGreaterThan(49_990);
  });
});

describe('a roll', () => {
  test('stays in its range, both ends included', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.nat({ max: 1_000_000 }), (roll, low, width) => {
        const drawn = rollBetween(roll, low, low + width);
        expect(Number.isInteger(drawn)).toBe(true);
        expect(drawn).toBeGreaterThanOrEqual(low);
        expect(drawn).toBeLessThanOrEqual(low + width);
      }),
    );
    expect(rollBetween(0, 5, 15)).toBe(5);
    expect(rollBetween(0xffffffff, 5, 15)).toBe(15);
  });

  test('is even: each of ten numbers comes up about as often', () => {
    const counts = new Array<number>(10).fill(0);
    for (const roll of rolls(7, 20_000))
      counts[rollBetween(roll, 0, 9)] = (counts[rollBetween(roll, 0, 9)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  test.each([0.01, 0.1, 0.5, 0.9])('happens about as often as %d says', (probability) => {
    const happened = rolls(3, 20_000).filter((roll) => rollHappens(roll, probability)).length;
    expect(Math.abs(happened / 20_000 - probability)).toBeLessThan(0.012);
  });

  test('never happens at 0 and always at 1', () => {
    fc.assert(
      fc.property(word, (roll) => {
        expect([rollHappens(roll, 0), rollHappens(roll, 1)]).toEqual([false, true]);
      }),
    );
  });

  test('for one thing says nothing about the roll for another', () => {
    const [a, b] = [rolls(1, 20_000), rolls(2, 20_000)];
    const both = a.filter((roll, i) => rollHappens(roll, 0.5) && rollHappens(b[i] as number, 0.5));
    expect(Math.abs(both.length - 5_000)).toBeLessThan(300);
    const neighbours = a.filter(
      (roll, i) => i > 0 && rollHappens(roll, 0.5) === rollHappens(a[i - 1] as number, 0.5),
    );
    expect(Math.abs(neighbours.length - 10_000)).toBeLessThan(400);
  });
});
