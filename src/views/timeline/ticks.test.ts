import { expect, test } from 'vitest';
import { formatMs, ticksBetween } from './ticks';

test('ticks are round, and none lies before the beginning', () => {
  const ticks = ticksBetween(-100_000, 500_000, 1000, 80);
  expect(ticks.map(({ at }) => at)).toEqual([0, 100_000, 200_000, 300_000, 400_000, 500_000]);
  expect(ticks.map(({ label }) => label)).toEqual(['0', '100', '200', '300', '400', '500']);
});

test('close up they are parts of a millisecond', () => {
  expect(ticksBetween(1_000_000, 1_002_000, 5, 100).map(({ label }) => label)).toContain(
    '1\u202f000.5',
  );
});

test('thousands are set apart', () => {
  expect([0, 999, 1240, 12_345_678, 0.25].map(formatMs)).toEqual([
    '0',
    '999',
    '1\u202f240',
    '12\u202f345\u202f678',
    '0.25',
  ]);
});
