import type { ClusterMessage } from '../../check/cluster';
import { MessageMark } from '../shared/MessageMark';
import { useSession } from '../shared/useSession';

type Kind = ClusterMessage['kind'];

const AGREEMENT: readonly Kind[] = [
  'prepare',
  'promise',
  'accept',
  'accepted',
  'reject',
  'decided',
];

const CLERKS: readonly Kind[] = ['request', 'reply'];

/** The marks of the messages and their names. */
export function Legend() {
  const clerks = useSession(({ moment }) => moment.world.clerks.length > 0);
  return (
    <ul className="cluster-legend" aria-label="Message marks">
      {[...AGREEMENT, ...(clerks ? CLERKS : [])].map((kind) => (
        <li key={kind}>
          <svg viewBox="-9 -9 18 18" aria-hidden>
            <MessageMark kind={kind} />
          </svg>
          {kind}
        </li>
      ))}
    </ul>
  );
}
