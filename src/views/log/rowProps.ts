import type { Light } from '../../store/light';
import type { ProtocolWords } from '../../store/protocolWords';
import type { Thing } from '../../store/things';
import type { Roving } from './useRoving';

/** What every row of the log is given. */
export interface RowProps {
  /** Its place in the grid, from 0. */
  readonly row: number;
  /** The columns to draw, from 0: the first of them holds position `words.first`. */
  readonly columns: readonly number[];
  /** How many there are. */
  readonly count: number;
  readonly words: ProtocolWords;
  readonly roving: Roving;
  readonly light: { readonly hover: Light; readonly selection: Light };
  readonly selection: Thing | null;
}

export const rowRole = (row: number) => ({ role: 'row', 'aria-rowindex': row + 1 }) as const;

export const gridRole = (position: ProtocolWords['position'], rows: number, columns: number) =>
  ({
    role: 'grid',
    'aria-label': `Log: server by ${position}`,
    'aria-rowcount': rows,
    'aria-colcount': columns,
  }) as const;
