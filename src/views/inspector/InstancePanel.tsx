import { type Choice, factsOf, type InstanceFacts, learnersOf } from '../../store/inspect';
import { protocolWords } from '../../store/protocolWords';
import { slideValue, slideVote } from '../../store/slideWords';
import { formatBallot, majorityOf, nameOf, shortValue } from '../../store/words';
import { inMs } from '../shared/inMs';
import { useSession } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** One instance or slot as an observer sees it, who sees everything at once. */
export function InstancePanel({ seq }: { seq: number }) {
  const moment = useSession((state) => state.moment);
  const observer = useSession((state) => state.preferences.observer);
  const facts = factsOf(moment.facts, seq);
  const { ballots, chosen } = facts;
  const { Position } = protocolWords(moment.protocol);
  const value = moment.protocol === 'basic' ? shortValue : slideValue;
  const servers = moment.world.nodes.map(({ address }) => address);
  const learned = learnersOf(moment, seq);
  const mistaken = observer ? mistakenIn(facts) : [];
  const known = learned.filter((server) => !mistaken.some((one) => one.server === server));
  const majority = majorityOf(servers.length);
  return (
    <>
      <h3 className="subject">
        {Position} {seq}
        <span className="status">as only an observer sees it</span>
      </h3>
      {observer ? (
        <ChosenFact chosen={chosen} value={value} />
      ) : (
        <p className="said">What is chosen is hidden (View).</p>
      )}
      <h4>{moment.protocol === 'basic' ? 'Proposed values' : 'Asked for by leaders'}</h4>
      <p className="said mono">{proposedIn(facts) || '–'}</p>
      <h4>Votes, by ballot ({majority} make a majority)</h4>
      {ballots.length === 0 ? (
        <p className="said">Nobody has accepted anything.</p>
      ) : (
        <table className="answers">
          <thead>
            <tr>
              <th scope="col">ballot</th>
              <th scope="col">value</th>
              <th scope="col">accepted by</th>
            </tr>
          </thead>
          <tbody>
            {ballots.map((votes) => (
              <tr key={`${formatBallot(votes.ballot)} ${votes.value}`}>
                <th scope="row">{formatBallot(votes.ballot)}</th>
                <td title={value(votes.value)}>{value(votes.value)}</td>
                <td>
                  {votes.acceptors
                    .toSorted((a, b) => a - b)
                    .map(nameOf)
                    .join(' ')}
                  {observer && votes.acceptors.length >= majority && <b className="star"> ★</b>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h4>
        Who knows: {known.length} of {servers.length}
      </h4>
      <ul className="quorum">
        {servers.map((server) => {
          const mistake = mistaken.find((one) => one.server === server);
          return (
            <li key={server} data-refused={mistake !== undefined || undefined}>
              <ThingLink thing={{ kind: 'cell', server, seq }}>{nameOf(server)}</ThingLink>{' '}
              {mistake && `⚠ decided ${value(mistake.value)}, which is not chosen`}
              {!mistake && (known.includes(server) ? '✓ knows the decision' : 'does not know')}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Given to Start, or asked for by leaders, each under its ballot. */
function proposedIn({ proposed, asked }: InstanceFacts): string {
  if (asked.length === 0) return proposed.map(shortValue).join(', ');
  const earlier = asked.length - MOST_ASKED;
  const latest = asked.slice(-MOST_ASKED).map(slideVote).join(', ');
  return earlier > 0 ? `… ${earlier} more, ${latest}` : latest;
}

/** Leaders that duel ask again and again. */
const MOST_ASKED = 8;

/** Who decided what no majority accepted: only a wrong rule leads to it. */
function mistakenIn({ learned, chosen }: InstanceFacts): InstanceFacts['learned'] {
  return learned.filter((fact) => !chosen.some(({ value }) => value === fact.value));
}

function ChosenFact({
  chosen,
  value: words,
}: {
  chosen: readonly Choice[];
  value: (value: string) => string;
}) {
  if (chosen.length === 0) return <p className="said">Nothing is chosen yet.</p>;
  const different = chosen.filter(
    ({ value }, i) => chosen.findIndex((other) => other.value === value) === i,
  );
  return different.map(({ ballot, value, at, acceptors }) => (
    <p key={value} className="chosen">
      ★ <b className="mono">{words(value)}</b> chosen at {inMs(at)}:{' '}
      {acceptors
        .toSorted((a, b) => a - b)
        .map(nameOf)
        .join(', ')}{' '}
      accepted it at <span className="mono">{formatBallot(ballot)}</span>.
    </p>
  ));
}
