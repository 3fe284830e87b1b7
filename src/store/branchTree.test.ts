import { describe, expect, test } from 'vitest';
import {
  entryOf,
  firstTree,
  fork,
  MOST_NAME,
  mayRemove,
  renamed,
  sharedDepth,
  without,
  withPath,
} from './branchTree';

const MAIN = [0, 1, 2, 3, 4];

/** main has five moments; something was done at depth 2, and that went on for two. */
const forked = () =>
  withPath(fork(firstTree(MAIN), 2, [0, 1, 2, 5], 'Dropped it.'), [0, 1, 2, 5, 6]);

describe('a fork', () => {
  test('keeps the old future, and says where it began and by what', () => {
    const tree = forked();
    expect(entryOf(tree, 0)?.path).toEqual(MAIN);
    expect(entryOf(tree, 1)).toEqual({
      id: 1,
      name: 'what if 1',
      parent: 0,
      forkDepth: 2,
      by: 'Dropped it.',
      path: [0, 1, 2, 5, 6],
    });
    expect(tree.current).toBe(1);
  });

  test('by doing again what was done follows the branch that has it', () => {
    const onMain = { ...forked(), current: 0 };
    const again = fork(onMain, 2, [0, 1, 2, 5], 'Dropped it.');
    expect(again.current).toBe(1);
    expect(again.entries).toBe(onMain.entries);
    expect(fork(forked(), 2, [0, 1, 2, 3], 'Nothing.').current).toBe(0);
  });

  test('before the fork of its branch hangs on the branch that the moment belongs to', () => {
    const tree = fork(forked(), 1, [0, 1, 7], 'Killed S1.');
    expect(entryOf(tree, 2)).toMatchObject({ parent: 0, forkDepth: 1 });
    const sibling = fork(forked(), 2, [0, 1, 2, 9], 'Held it.');
    expect(entryOf(sibling, 2)).toMatchObject({ parent: 0, forkDepth: 2 });
    const later = fork(forked(), 3, [0, 1, 2, 5, 8], 'Killed S1.');
    expect(entryOf(later, 2)).toMatchObject({ parent: 1, forkDepth: 3 });
  });
});

describe('a branch', () => {
  test('is renamed to one line of moderate length, and never to nothing', () => {
    expect(entryOf(renamed(forked(), 1, '  S1\n dies '), 1)?.name).toBe('S1 dies');
    expect(entryOf(renamed(forked(), 1, ' '), 1)?.name).toBe('what if 1');
    expect(entryOf(renamed(forked(), 1, 'x'.repeat(500)), 1)?.name).toHaveLength(MOST_NAME);
  });

  test('is thrown away unless it is shown or the first', () => {
    const tree = { ...forked(), current: 0 };
    expect([mayRemove(tree, 0), mayRemove(tree, 1), mayRemove(forked(), 1)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(without(tree, 1).entries).toHaveLength(1);
    expect(without(tree, 0)).toBe(tree);
  });

  test('leaves what was made on it to its parent', () => {
    const three = fork(forked(), 3, [0, 1, 2, 5, 8], 'Killed S1.');
    const rest = without({ ...three, current: 0 }, 1);
    expect(entryOf(rest, 2)).toMatchObject({ parent: 0, forkDepth: 2 });
    // An id is never used again.
    expect(fork(rest, 0, [0, 9], 'x').entries.at(-1)?.id).toBe(3);
  });
});

test('two branches share their events up to where they part', () => {
  expect(sharedDepth(MAIN, [0, 1, 2, 5, 6])).toBe(2);
  expect(sharedDepth(MAIN, [0, 1])).toBe(1);
  expect(sharedDepth(MAIN, MAIN)).toBe(4);
});
