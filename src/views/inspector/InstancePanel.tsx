import { type Choice, factsOf, learnersOf } from '../../store/inspect';
import { formatBallot, majorityOf, nameOf, shortValue } from '../../store/words';
import { inMs } from '../shared/inMs';
import { useSession } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** One instance as an observer sees it, who sees everything at once. */
export function InstancePanel({ seq }: { seq: number }) {
  const moment = useSession((state) => state.moment);
  const observer = useSession((state) => state.preferences.observer);
  const { proposed, ballots, chosen } = factsOf(moment.facts, seq);
  const servers = moment.world.nodes.map(({ address }) => address);
  const learned = learnersOf(moment, seq);
  const majority = majorityOf(servers.length);
  return (
    <>
      <h3 className="subject">
        Instance {seq}
        <span className="status">as only an observer sees it</span>
      </h3>
      {observer ? (
        <ChosenFact chosen={chosen} />
      ) : (
        <p className="said">What is chosen is hidden (View).</p>
      )}
      <h4>Proposed values</h4>
      <p className="said mono">
        {proposed.length === 0 ? '–' : proposed.map(shortValue).join(', ')}
      </p>
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
            {ballots.map(({ ballot, value, acceptors }) => (
              <tr key={`${formatBallot(ballot)} ${value}`}>
                <th scope="row">{formatBallot(ballot)}</th>
                <td title={shortValue(value)}>{shortValue(value)}</td>
                <td>
                  {acceptors
                    .toSorted((a, b) => a - b)
                    .map(nameOf)
                    .join(' ')}
                  {observer && acceptors.length >= majority && <b className="star"> ★</b>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h4>
        Who knows: {learned.length} of {servers.length}
      </h4>
      <ul className="quorum">
        {servers.map((server) => (
          <li key={server}>
            <ThingLink thing={{ kind: 'cell', server, seq }}>{nameOf(server)}</ThingLink>{' '}
            {learned.includes(server) ? '✓ knows the decision' : 'does not know'}
          </li>
        ))}
      </ul>
    </>
  );
}

function ChosenFact({ chosen }: { chosen: readonly Choice[] }) {
  if (chosen.length === 0) return <p className="said">Nothing is chosen yet.</p>;
  const different = chosen.filter(
    ({ value }, i) => chosen.findIndex((other) => other.value === value) === i,
  );
  return different.map(({ ballot, value, at, acceptors }) => (
    <p key={value} className="chosen">
      ★ <b className="mono">{shortValue(value)}</b> chosen at {inMs(at)}:{' '}
      {acceptors
        .toSorted((a, b) => a - b)
        .map(nameOf)
        .join(', ')}{' '}
      accepted it at <span className="mono">{formatBallot(ballot)}</span>.
    </p>
  ));
}
