import { expect, test } from 'vitest';
import type { TracedMessage } from '../../store/trace';
import { densityPaths, phaseOf } from './density';
import { heartbeat, traced } from './flight.testkit';
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

test('messages of both protocols are counted by their part, refusals apart', () => {
  const [low, high] = [
    { round: 1, server: 1 },
    { round: 2, server: 3 },
  ];
  const p2b = { kind: 'p2b', ballot: low, slot: 1, promised: low, attempt: 0 } as const;
  const sent: TracedMessage['message'][] = [
    { kind: 'p1a', ballot: low, attempt: 0 },
    { ...p2b, accepted: true },
    { ...p2b, accepted: false, promised: high },
    { kind: 'decision', ballot: low, first: 1, values: ['x'], beat: 1 },
    heartbeat,
  ];
  expect(sent.map((message) => phaseOf(traced({ message })))).toEqual([
    'phase-1',
    'phase-2',
    'reject',
    'phase-3',
    'pulse',
  ]);
  const beats = Array.from({ length: 10 }, (_, i) => traced({ message: heartbeat, sentAt: i }));
  const paths = densityPaths(beats, { origin: 0, perPx: 1000 }, lanes);
  expect(bars(paths.pulse)).toBe(1);
  expect(paths['phase-1']).toBe('');
});
