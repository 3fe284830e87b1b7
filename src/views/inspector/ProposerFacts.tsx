import type { Answer, ProposerReport } from '../../store/inspect';
import { formatBallot, nameOf, shortValue, spaced, toMs } from '../../store/words';
import { useSession } from '../shared/useSession';
import { Fact } from './Fact';

/** A proposer's campaign: what it wants, at which ballot, and who answered what. */
export function ProposerFacts({ report }: { report: ProposerReport | null }) {
  const now = useSession((state) => state.moment.world.now);
  const servers = useSession((state) => state.moment.world.nodes.length);
  const {
    ballot = null,
    own = null,
    value = null,
    rounds = 0,
    majority = 0,
    retryAt = null,
  } = report ?? {};
  const answers = report?.answers ?? Array.from({ length: servers }, (_, i) => noAnswer(i + 1));
  const asked = ballot !== null;
  return (
    <>
      <dl className="facts">
        <Fact name="wants">{own === null ? '–' : shortValue(own)}</Fact>
        <Fact name="ballot">{formatBallot(ballot)}</Fact>
        <Fact name="asks for">{value === null ? '–' : shortValue(value)}</Fact>
        <Fact name="round">{rounds === 0 ? '–' : rounds}</Fact>
      </dl>
      <table className="answers">
        <thead>
          <tr>
            <th scope="col">needs {majority || '–'}</th>
            <th scope="col">
              promises <b>{report?.promises ?? 0}</b>
            </th>
            <th scope="col">
              acceptances <b>{report?.acceptances ?? 0}</b>
            </th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <tr key={answer.server}>
              <th scope="row">{nameOf(answer.server)}</th>
              <FirstPhase answer={answer} asked={asked} />
              <SecondPhase answer={answer} asked={value !== null} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="retry">
        {retryAt === null
          ? 'No retry timer is running.'
          : `Tries again in ${spaced(Math.max(0, Math.ceil(toMs(retryAt - now))))}\u00a0ms unless it is decided.`}
      </p>
    </>
  );
}

function FirstPhase({ answer: { promised, rejected }, asked }: { answer: Answer; asked: boolean }) {
  if (promised) {
    const { vote } = promised;
    const report = vote ? `${formatBallot(vote.ballot)}: ${shortValue(vote.value)}` : 'no vote';
    return (
      <td
        data-answer="promised"
        title={vote ? `promised, and reported its vote ${report}` : 'promised; it had no vote'}
      >
        {report}
      </td>
    );
  }
  return rejected?.phase === 1 ? (
    <Rejected promised={formatBallot(rejected.promised)} />
  ) : (
    <None asked={asked} />
  );
}

function SecondPhase({
  answer: { accepted, rejected },
  asked,
}: {
  answer: Answer;
  asked: boolean;
}) {
  if (accepted) return <td data-answer="accepted">accepted</td>;
  return rejected?.phase === 2 ? (
    <Rejected promised={formatBallot(rejected.promised)} />
  ) : (
    <None asked={asked} />
  );
}

function Rejected({ promised }: { promised: string }) {
  return (
    <td data-answer="rejected" title={`rejected: it had promised ${promised}`}>
      ✕ has {promised}
    </td>
  );
}

function None({ asked }: { asked: boolean }) {
  return (
    <td data-answer="none" title={asked ? 'no answer yet' : undefined}>
      {asked ? '…' : '–'}
    </td>
  );
}

const noAnswer = (server: number): Answer => ({
  server,
  promised: null,
  accepted: false,
  rejected: null,
});
