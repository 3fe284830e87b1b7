import { Check, Hand, X } from 'lucide-react';
import { memo, useRef } from 'react';
import type { Cell } from '../../store/cells';
import { formatBallot } from '../../store/words';
import { entry } from './clipped';
import { insetOf } from './place';
import { useFlash } from './useFlash';
import type { Roving } from './useRoving';

interface LogCellProps {
  readonly cell: Cell;
  /** Its column in the lane, from 0. */
  readonly column: number;
  /** Whether something hovered or selected elsewhere points here. */
  readonly lit: 'hover' | 'selection' | undefined;
  readonly grid: ReturnType<Roving['props']>;
}

/** Everything that is drawn of a cell stands in its name, but for the ballot of a vote that was decided since. */
function drawsTheSame(a: LogCellProps, b: LogCellProps): boolean {
  return (
    a.grid['aria-label'] === b.grid['aria-label'] &&
    a.grid['aria-selected'] === b.grid['aria-selected'] &&
    a.grid['data-row'] === b.grid['data-row'] &&
    a.grid.tabIndex === b.grid.tabIndex &&
    a.cell.ballot === b.cell.ballot &&
    a.lit === b.lit
  );
}

/** One server in one instance or slot. Every state has its own shape, pattern and glyph, so that colour says nothing alone. */
export const LogCell = memo(function LogCell({ cell, column, lit, grid }: LogCellProps) {
  const { server, seq, state, chosenUnknown, hole, down } = cell;
  const ref = useRef<HTMLDivElement>(null);
  const name = grid['aria-label'];
  useFlash(ref, name);
  return (
    <div
      ref={ref}
      className="log-cell"
      title={name}
      data-server={server}
      data-seq={seq}
      data-state={state}
      data-lit={lit}
      data-chosen={chosenUnknown || undefined}
      data-hole={hole || undefined}
      data-down={down || undefined}
      style={insetOf(column)}
      {...grid}
    >
      <span className="log-box">
        <CellContent {...cell} />
      </span>
    </div>
  );
}, drawsTheSame);

function CellContent({ state, value, ballot, hole, chosenUnknown }: Cell) {
  if (state === 'forgotten') return <X className="log-glyph" />;
  const star = chosenUnknown && <span className="log-star">★</span>;
  const at = ballot && <span className="log-ballot">{formatBallot(ballot)}</span>;
  if (hole) {
    return (
      <>
        <span className="log-hole">hole</span>
        <span className="log-value">
          {value !== null && <span className="log-text">{entry(value ?? '')}</span>}
          {at}
          {star}
        </span>
      </>
    );
  }
  switch (state) {
    case 'decided':
    case 'accepted':
      return (
        <>
          <span className="log-text">{entry(value ?? '')}</span>
          <span className="log-value">
            {state === 'decided' && <Check className="log-glyph" />}
            {at}
            {star}
          </span>
        </>
      );
    case 'promised':
      return (
        <>
          <span className="log-value">
            <Hand className="log-glyph" />
            {at}
          </span>
          {star}
        </>
      );
    case 'untouched':
      return star || <span className="log-dot">·</span>;
  }
}
