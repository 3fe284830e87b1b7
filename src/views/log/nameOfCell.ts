import { type Cell, cellName } from '../../store/cells';
import { clipped } from './clipped';

/** The accessible name of a cell, and its tooltip. */
export const nameOfCell = (cell: Cell): string => cellName({ ...cell, value: clipped(cell.value) });
