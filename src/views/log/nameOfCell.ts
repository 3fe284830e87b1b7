import { type Cell, cellName } from '../../store/cells';
import { clipped } from './clipped';

/** The accessible name of a cell, and its tooltip. */
export const nameOfCell = (cell: Cell, protocol: Parameters<typeof cellName>[1]): string =>
  cellName({ ...cell, value: clipped(cell.value) }, protocol);
