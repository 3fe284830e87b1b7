import { quorumBehind } from '../../store/inspect';
import type { TracedMessage } from '../../store/trace';
import { formatBallot, nameOf, shortValue, tagOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** The majority that allowed a message. */
export function Quorum({
  message,
  causes,
}: {
  message: TracedMessage;
  causes: ReadonlySet<number>;
}) {
  const session = useVerbs();
  const trace = useSession((state) => state.trace);
  const servers = useSession((state) => state.moment.world.nodes.length);
  const quorum = quorumBehind(message, causes, trace, servers, session);
  if (!quorum) return null;
  const did = quorum.kind === 'promise' ? 'promised' : 'accepted';
  return (
    <>
      <h4>
        The majority behind it: {quorum.members.length} of {servers} {did} {tagOf(message.message)}
      </h4>
      <ul className="quorum">
        {quorum.members.map(({ server, message: answer }) => (
          <li key={server}>
            {answer ? (
              <ThingLink thing={{ kind: 'message', id: answer.id }}>{nameOf(server)}</ThingLink>
            ) : (
              <b>{nameOf(server)}</b>
            )}{' '}
            {answer ? reported(answer) : 'itself'}
          </li>
        ))}
      </ul>
    </>
  );
}

function reported({ message }: TracedMessage): string {
  if (message.kind !== 'promise') return 'accepted';
  const { vote } = message;
  return vote
    ? `reported ${shortValue(vote.value)} at ${formatBallot(vote.ballot)}`
    : 'reported no vote';
}
