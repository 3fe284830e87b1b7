import type { ServerReport } from '../../store/inspect';
import { formatBallot, shortValue } from '../../store/words';

/** What one server has written down about one instance: the acceptor's registers and what the learner knows. */
export function Registers({ report: { acceptor, learner, forgotten } }: { report: ServerReport }) {
  const { promised, vote } = acceptor;
  return (
    <table className="registers">
      <caption className="visually-hidden">
        Acceptor’s registers, and what the learner knows
      </caption>
      <thead>
        <tr>
          <th scope="col" title="The highest ballot it promised">
            n_p
          </th>
          <th scope="col" title="The ballot at which it last accepted">
            n_a
          </th>
          <th scope="col" title="The value it last accepted">
            v_a
          </th>
          <th scope="col" title="What it knows to be chosen">
            decided
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td data-state={promised ? 'promised' : undefined}>{formatBallot(promised)}</td>
          <td data-state={vote ? 'accepted' : undefined}>{formatBallot(vote?.ballot ?? null)}</td>
          <td
            data-state={vote ? 'accepted' : undefined}
            title={vote ? shortValue(vote.value) : undefined}
          >
            {vote ? shortValue(vote.value) : '–'}
          </td>
          <td
            data-state={learner.value !== null ? 'decided' : undefined}
            title={learner.value !== null ? shortValue(learner.value) : undefined}
          >
            {learner.value !== null ? shortValue(learner.value) : forgotten ? 'forgotten' : '–'}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
