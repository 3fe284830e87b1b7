import type { Choice } from '../../store/inspect';
import { factsOf } from '../../store/inspect';
import type { ProtocolWords } from '../../store/protocolWords';
import { formatBallot, toMs } from '../../store/words';
import { useSession } from '../shared/useSession';
import { clipped, entry } from './clipped';
import { FROZEN, insetOf } from './place';
import { type RowProps, rowRole } from './rowProps';

/** What is chosen: a fact of the world that no server can see. */
export function ObserverRow({ row, columns, count, words, roving }: RowProps) {
  const facts = useSession((state) => state.moment.facts);
  return (
    <div className="log-row log-observer" {...rowRole(row)}>
      <div className="log-frozen" role="presentation">
        <div
          className="log-name"
          title="A value is chosen as soon as a majority accepted it at one ballot. No server sees this; you do."
          {...roving.props(row, 0, 'chosen', { role: 'rowheader', span: FROZEN })}
        >
          <span className="log-star">★</span> chosen
        </div>
      </div>
      <div
        className="log-lane"
        role="presentation"
        style={{ inlineSize: `calc(var(--log-column) * ${count})` }}
      >
        {columns.map((column) => {
          const seq = words.first + column;
          const { chosen } = factsOf(facts, seq);
          const name = nameOfChoice(words.position, seq, chosen);
          return (
            <div
              key={seq}
              className="log-fact"
              title={name}
              data-seq={seq}
              data-broken={values(chosen).length > 1 || undefined}
              style={insetOf(column)}
              {...roving.props(row, FROZEN + column, name)}
            >
              <Chosen chosen={chosen} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Chosen({ chosen }: { chosen: readonly Choice[] }) {
  const [first] = chosen;
  if (!first) return <span className="log-dot">·</span>;
  const several = values(chosen);
  return (
    <>
      <span className="log-text">
        {several.length > 1 ? `⚠ ${several.map(entry).join(' ')}` : entry(first.value)}
      </span>
      <span className="log-ballot">{formatBallot(first.ballot)}</span>
    </>
  );
}

const values = (chosen: readonly Choice[]) => [...new Set(chosen.map(({ value }) => value))];

/** "slot 3, chosen x at 1.S1, 230 ms". */
function nameOfChoice(
  position: ProtocolWords['position'],
  seq: number,
  chosen: readonly Choice[],
): string {
  const told = values(chosen).map((value) => {
    const { ballot, at } = chosen.find((choice) => choice.value === value) as Choice;
    return `chosen ${clipped(value)} at ${formatBallot(ballot)}, ${Math.round(toMs(at))} ms`;
  });
  return `${position} ${seq}, ${told.join('; ') || 'nothing chosen'}`;
}
