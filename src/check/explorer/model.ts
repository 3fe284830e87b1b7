/**
 * A small abstract model: a world is a row of integers from 0 to 2^32 - 1, of any length. So are those models written whose
 * states others have counted (CHECKING 2).
 */
export interface RowModel {
  initial(): readonly Ids[];
  /** Tells all successors, a row each; the same row as often as there are ways to it. */
  expand(row: Ids, emit: (next: Ids) => void): void;
  /** The one row that stands for all rows that are the same but for names (symmetry). */
  canonical?(row: Ids): Ids;
  /** The property that does not hold here; null when all hold. */
  broken?(row: Ids): string | null;
}

export type Ids = readonly number[];
