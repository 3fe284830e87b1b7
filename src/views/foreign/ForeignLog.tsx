import { useMemo } from 'react';
import { cellKey, type ForeignCell, logAt, positionsOf } from '../../scenarios/foreign/logAt';
import { ballotText, type ForeignTrace } from '../../scenarios/foreign/trace';
import { Region } from '../shared/Region';

/** What the peers had promised, accepted and decided when the chosen line was written, and no more than they told. */
export function ForeignLog({ trace, chosen }: { trace: ForeignTrace; chosen: number }) {
  const positions = useMemo(() => positionsOf(trace), [trace]);
  const cells = useMemo(() => logAt(trace, chosen), [trace, chosen]);
  const place = trace.protocol === 'multi' ? 'slot' : 'instance';
  return (
    <Region name="Log">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="foreign-scroll" tabIndex={0} aria-label="Log at the chosen line">
        <table className="foreign-log">
          <caption>{`After ${trace.unit} ${trace.steps[chosen]?.line ?? 0}`}</caption>
          <thead>
            <tr>
              <th scope="col">{place}</th>
              {positions.map((position) => (
                <th key={position} scope="col">
                  {position}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trace.names.map((name, i) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {positions.map((position) => (
                  <Cell key={position} cell={cells.get(cellKey(i + 1, position))} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Region>
  );
}

function Cell({ cell }: { cell: ForeignCell | undefined }) {
  if (!cell) return <td data-state="empty">·</td>;
  const ballot = cell.ballot === null ? '' : ballotText(cell.ballot);
  return (
    <td data-state={cell.state}>
      <span>{cell.value ?? cell.state}</span>
      <small>{cell.state === 'decided' ? 'decided' : ballot}</small>
    </td>
  );
}
