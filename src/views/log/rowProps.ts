import type { Light } from '../../store/light';
import type { Thing } from '../../store/things';
import type { Roving } from './useRoving';

/** What every row of the log is given. */
export interface RowProps {
  /** Its place in the grid, from 0. */
  readonly row: number;
  /** The instances to draw. */
  readonly columns: readonly number[];
  /** How many there are. */
  readonly count: number;
  readonly roving: Roving;
  readonly light: { readonly hover: Light; readonly selection: Light };
  readonly selection: Thing | null;
}
