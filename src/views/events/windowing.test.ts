import { describe, expect, test } from 'vitest';
import { drawnRows, type Rows, scrollToRow, topOf, totalHeight } from './windowing';

const closed: Rows = { count: 5000, height: 24, open: -1, extra: 0 };
const open: Rows = { ...closed, open: 100, extra: 60 };

describe('a long list', () => {
  test('is as high as its rows and what the open one shows', () => {
    expect(totalHeight(closed)).toBe(120_000);
    expect(totalHeight(open)).toBe(120_060);
    expect(totalHeight({ ...open, count: 50 })).toBe(1200);
  });

  test('has the rows below the open one further down', () => {
    expect(topOf(100, open)).toBe(2400);
    expect(topOf(101, open)).toBe(2484);
  });

  test.each([0, 1000, 2390, 2410, 2450, 2470, 2490, 60_000, 119_800])(
    'draws all that is seen at %i',
    (top) => {
      for (const rows of [closed, open]) {
        const { first, end } = drawnRows(top, 200, rows);
        expect(topOf(first, rows)).toBeLessThanOrEqual(top);
        expect(end === rows.count || topOf(end, rows) >= top + 200).toBe(true);
        expect(end - first).toBeLessThan(20);
      }
    },
  );

  test('scrolls no further than needed', () => {
    expect(scrollToRow(10, 0, 200, closed)).toBe(64);
    expect(scrollToRow(3, 0, 200, closed)).toBe(0);
    expect(scrollToRow(3, 500, 200, closed)).toBe(72);
    // An open row higher than the window begins at its top.
    expect(scrollToRow(100, 0, 50, open)).toBe(2400);
  });
});
