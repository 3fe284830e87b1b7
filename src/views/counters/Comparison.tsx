import { CONTENDERS, isWayOf } from '../../store/comparison';
import { inMs } from '../shared/inMs';
import { useSession } from '../shared/useSession';
import { COLUMNS } from './columns';
import { Row } from './Row';
import { scaleOf } from './scales';
import { useComparison } from './useComparison';

/** A row for each way to agree, a bar for each number. */
export function Comparison({ onClose }: { onClose(): void }) {
  const through = useComparison();
  const cluster = useSession(({ scenario }) => scenario.cluster);
  const now = useSession(({ moment }) => moment.world.now);
  const done = [...through.values()];
  const scales = COLUMNS.map((column) => scaleOf(done.map(column.value)));
  return (
    <div className="compare">
      <p>
        The same calls at the same times, the same faults, weather and seed, up to {inMs(now)}.
        Without a leader every command pays for phase 1, and servers that propose at the same time
        for it again; a leader pays once for all slots, until another takes the lead away.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls sideways */}
      <section className="compare-scroll" aria-label="Comparison" tabIndex={0}>
        <table className="compare-table" aria-busy={done.length < CONTENDERS.length}>
          <thead>
            <tr>
              <th scope="col">Way to agree</th>
              {COLUMNS.map(({ title, hint }) => (
                <th key={title} scope="col" title={hint}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CONTENDERS.map((contender) => (
              <Row
                key={contender.name}
                contender={contender}
                compared={through.get(contender) ?? null}
                isPresent={isWayOf(cluster, contender)}
                until={now}
                scales={scales}
                onClose={onClose}
              />
            ))}
          </tbody>
        </table>
      </section>
      <p className="compare-note">
        Clients of a leader ask every server; without one they ask one server after the other.
        Messages count as in a script’s <code>sent</code>: lost ones too, copies not.
      </p>
      <p className="visually-hidden" role="status">
        {done.length === CONTENDERS.length ? 'The comparison is complete.' : ''}
      </p>
    </div>
  );
}
