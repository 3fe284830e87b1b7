/**
 * The arithmetic of a log wider than its region: which columns are drawn, and where the newest is kept in view. Columns
 * count from 0, also where the first position is slot 1.
 */
export interface Lane {
  readonly scrollLeft: number;
  /** Room for columns, in pixels. */
  readonly width: number;
  readonly columnWidth: number;
}

/** Columns drawn beyond each edge, so that scrolling never shows paper. */
const OVERSCAN = 2;
/** When the newest column leaves the window, up to this share of the window is left free beyond it. */
const FREE_SHARE = 1 / 3;

/** How many whole columns fit. */
export function fitting({ width, columnWidth }: Lane): number {
  return columnWidth > 0 ? Math.max(1, Math.floor(width / columnWidth)) : 1;
}

const freeColumns = (lane: Lane) => Math.floor(fitting(lane) * FREE_SHARE);

/** The number of columns: all positions heard of, room to go on, and never less than a full window. */
export function columnCount(newest: number, lane: Lane): number {
  const begun = lane.columnWidth > 0 ? Math.ceil(lane.width / lane.columnWidth) : 1;
  // With the column that is seen in part, scrolling can always stop where a column begins.
  return Math.max(begun, newest + 1 + freeColumns(lane) + (begun - fitting(lane)));
}

/** The columns to draw: `first` up to, not including, `end`. */
export function drawnColumns(
  count: number,
  lane: Lane,
): { readonly first: number; readonly end: number } {
  const { scrollLeft, width, columnWidth } = lane;
  if (columnWidth <= 0) return { first: 0, end: Math.min(count, 1) };
  const first = Math.floor(scrollLeft / columnWidth) - OVERSCAN;
  const end = Math.ceil((scrollLeft + width) / columnWidth) + OVERSCAN;
  return { first: Math.max(0, Math.min(first, count - 1)), end: Math.min(count, end) };
}

/** Whether a column is wholly in view. */
export function isInView(column: number, { scrollLeft, width, columnWidth }: Lane): boolean {
  const left = column * columnWidth;
  // Browsers round scroll positions: a pixel counts for nothing.
  return left >= scrollLeft - 1 && left + columnWidth <= scrollLeft + width + 1;
}

/**
 * Where to scroll so that the newest column is seen. It goes by several columns at a time, so that the log seldom moves,
 * and depends on nothing but the newest: a step forth and back shows the same picture.
 */
export function scrollToNewest(newest: number, lane: Lane): number {
  const beyond = newest + 1 - fitting(lane);
  const stride = freeColumns(lane) + 1;
  return Math.max(0, Math.ceil(beyond / stride) * stride * lane.columnWidth);
}

/** Where to scroll so that this column is in the middle, or as near as may be. */
export function scrollToColumn(column: number, lane: Lane): number {
  if (isInView(column, lane)) return lane.scrollLeft;
  return Math.max(0, Math.round((column + 0.5) * lane.columnWidth - lane.width / 2));
}
