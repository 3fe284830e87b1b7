import { describe, expect, test } from 'vitest';
import { foldedLines, type Lines, matchLines, plainLines } from './lines';

/** One letter an event: a dot is a routine one. */
function linesOf(events: string, open: number | null = null, least = 2, depth = events.length) {
  const branch = {};
  return foldedLines(branch, depth, open, least, (at) => events[at - 1] === '.');
}

const shown = (lines: Lines): string[] =>
  Array.from({ length: lines.count }, (_, nth) => {
    const { first, last, folded } = lines.at(nth);
    return `${first}${last > first ? `-${last}` : ''}${folded ? ' folded' : ''}`;
  });

describe('the lines of the event list', () => {
  test('fold routine events that follow each other', () => {
    expect(shown(linesOf('a...b.c'))).toEqual(['1', '2-4 folded', '5', '6', '7']);
  });

  test('fold even one of them where they are hidden', () => {
    expect(shown(linesOf('a.b', null, 1))).toEqual(['1', '2 folded', '3']);
  });

  test('show each event of the line that is open', () => {
    expect(shown(linesOf('a...b..', 3))).toEqual(['1', '2', '3', '4', '5', '6-7 folded']);
    expect(shown(linesOf('a.b', 2, 1))).toEqual(['1', '2', '3']);
  });

  test('end at the cursor', () => {
    expect(shown(linesOf('a...b', null, 2, 3))).toEqual(['1', '2-3 folded']);
    expect(shown(linesOf('a', null, 2, 0))).toEqual([]);
  });

  test.each([null, 3, 5, 7])('know on which line an event stands, with %s open', (open) => {
    const events = 'a...b..c';
    const lines = linesOf(events, open);
    for (let depth = 1; depth <= events.length; depth++) {
      const { first, last } = lines.at(lines.of(depth));
      expect(first <= depth && depth <= last).toBe(true);
    }
  });

  test('grow with their branch, and begin anew after a fork', () => {
    const [branch, fork] = [{}, {}];
    const isRoutine = (events: string) => (at: number) => events[at - 1] === '.';
    expect(shown(foldedLines(branch, 2, null, 2, isRoutine('a..')))).toEqual(['1', '2']);
    expect(shown(foldedLines(branch, 3, null, 2, isRoutine('a..')))).toEqual(['1', '2-3 folded']);
    expect(shown(foldedLines(fork, 3, null, 2, isRoutine('a.b')))).toEqual(['1', '2', '3']);
  });

  test('are one an event where nothing is folded', () => {
    expect(shown(plainLines(3))).toEqual(['1', '2', '3']);
    expect(plainLines(3).of(2)).toBe(1);
  });

  test('are the matches alone, up to the cursor, where nothing else is wanted', () => {
    const lines = matchLines([2, 5, 9], 8);
    expect(shown(lines)).toEqual(['2', '5']);
    expect([1, 2, 4, 5, 8].map((at) => lines.of(at))).toEqual([0, 0, 0, 1, 1]);
    expect(lines.beside(8, -1)).toBe(5);
    expect(lines.beside(5, -1)).toBe(2);
    expect(lines.beside(2, 1)).toBe(5);
    expect(lines.beside(3, 1)).toBe(5);
    expect(lines.beside(5, 7)).toBe(5);
    expect(lines.beside(2, -7)).toBe(2);
  });
});
