/** A list of rows of one height, of which one may be open and taller by `extra`. */
export interface Rows {
  readonly count: number;
  readonly height: number;
  /** Index of the open row, or -1. */
  readonly open: number;
  readonly extra: number;
}

const OVERSCAN = 4;

export const totalHeight = ({ count, height, open, extra }: Rows): number =>
  count * height + (open >= 0 && open < count ? extra : 0);

/** Where a row begins. */
export const topOf = (row: number, { height, open, extra }: Rows): number =>
  row * height + (open >= 0 && row > open ? extra : 0);

/** The row at a height. */
function rowAt(y: number, { height, open, extra }: Rows): number {
  if (open < 0 || y < (open + 1) * height) return Math.floor(y / height);
  return Math.max(open, Math.floor((y - extra) / height));
}

/** The rows to draw: `first` up to, not including, `end`. */
export function drawnRows(
  scrollTop: number,
  viewport: number,
  rows: Rows,
): { readonly first: number; readonly end: number } {
  if (rows.height <= 0) return { first: 0, end: Math.min(rows.count, 1) };
  const first = rowAt(Math.max(0, scrollTop), rows) - OVERSCAN;
  const end = rowAt(scrollTop + viewport, rows) + 1 + OVERSCAN;
  return { first: Math.max(0, Math.min(first, rows.count)), end: Math.min(rows.count, end) };
}

/** Where to scroll so that a row is wholly seen; where it is already, if it is. */
export function scrollToRow(row: number, scrollTop: number, viewport: number, rows: Rows): number {
  const top = topOf(row, rows);
  const bottom = top + rows.height + (row === rows.open ? rows.extra : 0);
  if (bottom > scrollTop + viewport) return Math.min(top, bottom - viewport);
  return Math.min(scrollTop, top);
}
