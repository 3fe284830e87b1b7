import { MESSAGE_ACTIONS } from '../../store/actions';
import { messagesOf } from '../../store/inspect';
import { fateAt, type TracedMessage } from '../../store/trace';
import { instanceOfMessage, titleOf } from '../../store/words';
import { inMs } from '../shared/inMs';
import { KindMark } from '../shared/KindMark';
import { useLight } from '../shared/useLight';
import { useSession } from '../shared/useSession';
import { ActionButtons } from './ActionButtons';
import { MessageLink } from './MessageLink';
import { fateWords, messageFacts } from './messageWords';
import { PlaceLink } from './PlaceLink';
import { Quorum } from './Quorum';
import { ThingLink } from './ThingLink';
import { WhySent } from './WhySent';

/** One message in full, and why it was sent. */
export function MessagePanel({ message }: { message: TracedMessage }) {
  const depth = useSession((state) => state.depth);
  const moment = useSession((state) => state.moment);
  const trace = useSession((state) => state.trace);
  const { causes } = useLight().selection;
  const fate = fateAt(message, depth);
  const held = moment.world.held.some(({ id }) => id === message.id);
  const { from, to, sentAt, dueAt, endedAt } = message;
  const seq = instanceOfMessage(message.message);
  return (
    <>
      <h3 className="subject">
        <KindMark kind={message.message.kind} />
        <span className="mono">{titleOf(message.message)}</span>
        <span className="status">{fateWords(fate, held)}</span>
      </h3>
      {fate === 'underWay' && <ActionButtons actions={MESSAGE_ACTIONS} target={message.id} />}
      <dl className="rows">
        <div>
          <dt>way</dt>
          <dd>
            <PlaceLink address={from} seq={seq} /> → <PlaceLink address={to} seq={seq} />
          </dd>
        </div>
        {seq !== null && (
          <div>
            <dt>instance</dt>
            <dd>
              <ThingLink thing={{ kind: 'instance', seq }}>{seq}</ThingLink>
            </dd>
          </div>
        )}
        {messageFacts(message.message).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
        <div>
          <dt>sent</dt>
          <dd>
            <ThingLink thing={{ kind: 'event', depth: message.sentDepth }}>
              {inMs(sentAt)}
            </ThingLink>
          </dd>
        </div>
        <div>
          <dt>{fate === 'underWay' ? 'due' : 'ended'}</dt>
          <dd>
            {fate === 'underWay' || endedAt === null || message.endDepth === null ? (
              held ? (
                'when it is released'
              ) : (
                inMs(dueAt)
              )
            ) : (
              <ThingLink thing={{ kind: 'event', depth: message.endDepth }}>
                {inMs(endedAt)}
              </ThingLink>
            )}
          </dd>
        </div>
      </dl>
      <h4>Why</h4>
      <WhySent message={message} />
      <Quorum message={message} causes={causes} />
      {causes.size > 0 && (
        <>
          <h4>Without these it would not have been sent</h4>
          <ul className="things">
            {messagesOf(causes, trace)
              .toReversed()
              .map((cause) => (
                <li key={cause.id}>
                  <MessageLink message={cause} />
                </li>
              ))}
          </ul>
        </>
      )}
    </>
  );
}
