import { useMemo } from 'react';
import {
  executedBehind,
  type QuorumMember,
  type QuorumReport,
  quorumsBehind,
} from '../../store/quorums';
import { slideValue } from '../../store/slideWords';
import type { TracedMessage } from '../../store/trace';
import { formatBallot, nameOf, shortValue } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** As many slots of one message as are accounted for. */
const MOST = 3;

/** The majorities that allowed a message. */
export function Quorums({
  message,
  causes,
}: {
  message: TracedMessage;
  causes: ReadonlySet<number>;
}) {
  const session = useVerbs();
  const trace = useSession((state) => state.trace);
  const servers = useSession((state) => state.moment.world.nodes.length);
  const quorums = useMemo(
    () => quorumsBehind(message, { trace, records: session, servers, causes }),
    [message, trace, session, servers, causes],
  );
  const executed = useMemo(() => executedBehind(message, session), [message, session]);
  const more = quorums.length - MOST;
  return (
    <>
      {quorums.slice(0, MOST).map((quorum) => (
        <Quorum key={quorum.slot} quorum={quorum} servers={servers} />
      ))}
      {more > 0 && <p className="said">… and {more} more slots.</p>}
      {executed && (
        <>
          <h4>Executed everywhere, so it may be cleared</h4>
          <p className="said">
            {executed.map((slot, i) => `${nameOf(i + 1)} up to ${slot}`).join(', ')}
          </p>
        </>
      )}
    </>
  );
}

function Quorum({ quorum, servers }: { quorum: QuorumReport; servers: number }) {
  return (
    <>
      <h4>{title(quorum, servers)}</h4>
      <ul className="quorum">
        {quorum.members.map((member) => (
          <li key={member.server} data-refused={member.refused || undefined}>
            <Name member={member} /> {said(member, quorum.slot === null ? shortValue : slideValue)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was counted; and what there was to count, where that is less. */
function title({ kind, ballot, slot, members }: QuorumReport, servers: number): string {
  const counted = `${members.length} of ${servers}`;
  const at = formatBallot(ballot);
  const right = members.filter(({ refused }) => !refused).length;
  if (right < members.length)
    return `It counted ${counted} for slot ${slot}, and ${right} accepted`;
  const did = kind === 'promise' ? 'promised' : 'accepted';
  const what = kind === 'accepted' && slot !== null ? `slot ${slot} at ${at}` : at;
  return `The majority behind it: ${counted} ${did} ${what}`;
}

function Name({ member: { server, message } }: { member: QuorumMember }) {
  return message ? (
    <ThingLink thing={{ kind: 'message', id: message.id }}>{nameOf(server)}</ThingLink>
  ) : (
    <b>{nameOf(server)}</b>
  );
}

type ValueWords = (value: string) => string;

function said(member: QuorumMember, words: ValueWords): string {
  if (member.refused) return '✕ said no, and was counted all the same';
  if (!member.message) return member.report ? `itself, ${reported(member, words)}` : 'itself';
  return reported(member, words);
}

function reported({ report }: QuorumMember, words: ValueWords): string {
  if (!report) return 'accepted';
  const { vote, decided } = report;
  if (decided !== null) return `reported ${words(decided)} as decided`;
  return vote
    ? `reported ${words(vote.value)} at ${formatBallot(vote.ballot)}`
    : 'reported no vote';
}
