import type { Ids } from '../model';

/** All orders of the numbers below `count`. */
export function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [
      ...order.slice(0, at),
      count - 1,
      ...order.slice(at),
    ]),
  );
}

/**
 * The row with its blocks in ascending order: the same for all orders of interchangeable nodes, when each of the first
 * `count` blocks of this width is all about one node.
 */
export function sortedBlocks(row: Ids, count: number, width: number): number[] {
  const blocks = Array.from({ length: count }, (_, i) => row.slice(i * width, (i + 1) * width));
  return [...blocks.sort(compareRows).flat(), ...row.slice(count * width)];
}

export function leastRow(rows: readonly number[][]): number[] {
  return rows.reduce((least, row) => (compareRows(row, least) < 0 ? row : least));
}

/** All subsets of the numbers below `count` that have this size. */
export function subsets(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (count < size) return [];
  const last = count - 1;
  return [...subsets(last, size), ...subsets(last, size - 1).map((members) => [...members, last])];
}

function compareRows(a: Ids, b: Ids): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
