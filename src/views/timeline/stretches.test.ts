import { expect, test } from 'vitest';
import type { Mark, MarkKind } from '../../store/trace';
import { stretchesOf } from './stretches';

const mark = (kind: MarkKind, server: number, at: number, depth: number): Mark => ({
  kind,
  server,
  at,
  depth,
  seq: null,
});

const marks = [
  mark('crash', 1, 100, 1),
  mark('start', 2, 120, 2),
  mark('pause', 2, 150, 3),
  mark('restart', 1, 200, 4),
  mark('resume', 2, 250, 5),
];

test('a crash is a gap until the restart, a pause a wait until it ends', () => {
  expect(stretchesOf(marks, [1, 2, 3], 5).map(({ stretches }) => stretches)).toEqual([
    [
      { from: 0, to: 100, status: 'up' },
      { from: 100, to: 200, status: 'crashed' },
      { from: 200, to: null, status: 'up' },
    ],
    [
      { from: 0, to: 150, status: 'up' },
      { from: 150, to: 250, status: 'paused' },
      { from: 250, to: null, status: 'up' },
    ],
    [{ from: 0, to: null, status: 'up' }],
  ]);
});

test('what lies beyond the cursor has not happened', () => {
  expect(stretchesOf(marks, [1], 3)[0]?.stretches).toEqual([
    { from: 0, to: 100, status: 'up' },
    { from: 100, to: null, status: 'crashed' },
  ]);
});

test('a paused server that crashes is crashed, and a crash at the very beginning leaves no life before', () => {
  const dead = [mark('pause', 1, 0, 1), mark('crash', 1, 0, 2)];
  expect(stretchesOf(dead, [1], 2)[0]?.stretches).toEqual([
    { from: 0, to: null, status: 'crashed' },
  ]);
});
