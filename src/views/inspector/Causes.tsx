import { messagesOf } from '../../store/quorums';
import { useSession } from '../shared/useSession';
import { capped } from './capped';
import { MessageLink } from './MessageLink';

/** What happened before a message and led to it, the latest first. */
export function Causes({ causes }: { causes: ReadonlySet<number> }) {
  const trace = useSession((state) => state.trace);
  if (causes.size === 0) return null;
  const { shown, more } = capped(messagesOf(causes, trace).toReversed());
  return (
    <>
      <h4>Without these it would not have been sent</h4>
      <ul className="things">
        {shown.map((cause) => (
          <li key={cause.id}>
            <MessageLink message={cause} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="said">… and {more} earlier ones.</p>}
    </>
  );
}
