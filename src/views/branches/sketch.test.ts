import { expect, test } from 'vitest';
import { twigsOf } from './sketch';

test('each branch begins where it left, below the one it left', () => {
  const branch = { name: '', by: null, shown: false };
  const twigs = twigsOf([
    { ...branch, id: 0, parent: null, forkDepth: 0, length: 40 },
    { ...branch, id: 3, parent: 0, forkDepth: 10, length: 80, shown: true },
    { ...branch, id: 4, parent: 3, forkDepth: 60, length: 61 },
  ]);
  expect(twigs).toEqual([
    { id: 0, from: 0, to: 0.5, row: 0, parentRow: 0, shown: false },
    { id: 3, from: 0.125, to: 1, row: 1, parentRow: 0, shown: true },
    { id: 4, from: 0.75, to: 61 / 80, row: 2, parentRow: 1, shown: false },
  ]);
});

test('a run that has not begun has no length to divide by', () => {
  const empty = { id: 0, name: '', by: null, parent: null, forkDepth: 0, length: 0, shown: true };
  expect(twigsOf([empty])).toMatchObject([{ from: 0, to: 0 }]);
});
