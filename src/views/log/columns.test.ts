import { describe, expect, test } from 'vitest';
import {
  columnCount,
  drawnColumns,
  isInView,
  type Lane,
  scrollToColumn,
  scrollToNewest,
} from './columns';

const lane = (scrollLeft = 0): Lane => ({ scrollLeft, width: 394, columnWidth: 68 });

describe('the columns of the log', () => {
  test('fill the window before anything was proposed', () => {
    expect(columnCount(-1, lane())).toBe(6);
  });

  test('leave room beyond the newest', () => {
    expect(columnCount(20, lane())).toBe(23);
  });

  test('drawn are those in view and a few beyond', () => {
    expect(drawnColumns(10_000, lane())).toEqual({ first: 0, end: 8 });
    expect(drawnColumns(10_000, lane(5000 * 68))).toEqual({ first: 4998, end: 5008 });
    expect(drawnColumns(10, lane(4 * 68))).toEqual({ first: 2, end: 10 });
  });

  test('before they are measured one column is drawn', () => {
    expect(drawnColumns(10, { scrollLeft: 0, width: 0, columnWidth: 0 })).toEqual({
      first: 0,
      end: 1,
    });
  });
});

describe('following the newest instance', () => {
  test('always shows it, and never scrolls further than there are columns', () => {
    for (let newest = -1; newest < 200; newest++) {
      const scrollLeft = scrollToNewest(newest, lane(12_345));
      const end = columnCount(newest, lane()) * 68;
      expect(newest < 0 || isInView(newest, lane(scrollLeft))).toBe(true);
      expect(scrollLeft + 394).toBeLessThanOrEqual(end);
      expect(scrollLeft % 68).toBe(0);
    }
  });

  test('moves less often than instances come', () => {
    const places = Array.from({ length: 30 }, (_, newest) => scrollToNewest(newest, lane()));
    expect(new Set(places).size).toBeLessThan(15);
  });
});

test('a column out of view is brought to the middle, one in view stays', () => {
  expect(scrollToColumn(3, lane())).toBe(0);
  expect(isInView(100, lane(scrollToColumn(100, lane())))).toBe(true);
});
