import { Hand } from 'lucide-react';
import type { PositionPair } from '../../store/branchComparison';
import type { Cell } from '../../store/cells';
import { protocolWords } from '../../store/protocolWords';
import { formatBallot, nameOf, shortValue } from '../../store/words';
import type { Side } from './Comparison';
import { Differs } from './Differs';

interface LogTableProps {
  readonly side: Side;
  readonly which: 'a' | 'b';
  readonly positions: readonly PositionPair[];
}

/** What was chosen and what each server holds on one branch, position by position; what differs is marked. */
export function LogTable({ side: { moment, name }, which, positions }: LogTableProps) {
  const { position } = protocolWords(moment.protocol);
  if (positions.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrow keys
    <section className="apart-scroll" tabIndex={0} aria-label={`Log of ${name}`}>
      <table className="apart-log">
        <thead>
          <tr>
            <th scope="col">{position}</th>
            {positions.map(({ seq }) => (
              <th key={seq} scope="col">
                {seq}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="apart-chosen">
            <th scope="row">★ chosen</th>
            {positions.map(({ seq, chosen }) => (
              <td key={seq} data-differs={chosen.differs || undefined}>
                <span className="apart-cell">
                  {chosen.differs && <Differs />}
                  <span className="apart-text" title={chosen[which] ?? 'nothing'}>
                    {chosen[which] === null ? '–' : shortValue(chosen[which])}
                  </span>
                </span>
              </td>
            ))}
          </tr>
          {moment.world.nodes.map(({ address, status }, i) => (
            <tr key={address}>
              <th scope="row">
                {nameOf(address)}
                {status !== 'up' && (
                  <span className="apart-status">{status === 'crashed' ? 'down' : 'paused'}</span>
                )}
              </th>
              {positions.map(({ seq, cells }) => {
                const pair = cells[i];
                return (
                  pair && (
                    <td
                      key={seq}
                      data-state={pair[which].state}
                      data-differs={pair.differs || undefined}
                    >
                      <span className="apart-cell">
                        {pair.differs && <Differs />}
                        <CellText cell={pair[which]} />
                      </span>
                    </td>
                  )
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A cell in a line of text: its sign, its ballot, its value. */
function CellText({ cell: { state, ballot, value, hole } }: { cell: Cell }) {
  const text = value === null ? '' : shortValue(value);
  const at = ballot === null ? '' : formatBallot(ballot);
  const words = {
    untouched: hole ? 'hole' : '·',
    promised: at,
    accepted: `${text} ${at}`,
    decided: `✓ ${text}`,
    forgotten: '✕',
  }[state];
  return (
    <>
      {state === 'promised' && <Hand size={12} aria-label="promised" />}
      <span className="apart-text" title={words}>
        {words}
      </span>
    </>
  );
}
