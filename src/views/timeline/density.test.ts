import { expect, test } from 'vitest';
import { densityPaths } from './density';
import { traced } from './flight.testkit';
import { layLanes } from './lanes';

const lanes = layLanes([1, 2, 3], 300, true, 1);
const bars = (path: string) => path.split('M').length - 1;

test('a bar a server, column and phase', () => {
  const messages = Array.from({ length: 3000 }, (_, i) =>
    traced({ id: i + 1, from: (i % 3) + 1, sentAt: i * 10, dueAt: i * 10 + 50 }),
  );
  const paths = densityPaths(messages, { origin: 0, perPx: 1000 }, lanes);
  // 30 ms are 30 pixels: eight columns on three lanes.
  expect(bars(paths['phase-1'])).toBe(24);
  expect(paths['phase-2']).toBe('');
});

test('never more than 1 200 columns, however wide', () => {
  const messages = Array.from({ length: 5000 }, (_, i) =>
    traced({ id: i + 1, sentAt: i * 100_000 }),
  );
  const paths = densityPaths(messages, { origin: 0, perPx: 1000 }, lanes);
  expect(bars(paths['phase-1'])).toBeLessThanOrEqual(1201);
});

test('nothing to draw is no path', () => {
  expect(densityPaths([], { origin: 0, perPx: 1000 }, lanes)['phase-1']).toBe('');
});
