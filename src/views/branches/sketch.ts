import type { BranchView } from '../../store/branching';

/** One branch as a line in the sketch of the tree; lengths are parts of the longest branch. */
interface Twig {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** The row it comes down from; its own for the first branch. */
  readonly parentRow: number;
  readonly shown: boolean;
}

/** Every branch on a row of its own, along the scrubber's scale: where it left its parent, and how far it goes. */
export function twigsOf(branches: readonly BranchView[]): readonly Twig[] {
  const longest = Math.max(1, ...branches.map(({ length }) => length));
  const rows = new Map(branches.map(({ id }, row) => [id, row]));
  return branches.map(({ id, parent, forkDepth, length, shown }, row) => {
    const parentRow = parent === null ? row : (rows.get(parent) ?? row);
    return { id, from: forkDepth / longest, to: length / longest, row, parentRow, shown };
  });
}
