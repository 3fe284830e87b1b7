import { MESSAGE_ACTIONS } from '../../store/actions';
import { protocolWords } from '../../store/protocolWords';
import { isCountedWrongly } from '../../store/quorums';
import { fateAt, type TracedMessage } from '../../store/trace';
import { nameOf, positionOfMessage, signOf, titleOf } from '../../store/words';
import { inMs } from '../shared/inMs';
import { KindMark } from '../shared/KindMark';
import { useLight } from '../shared/useLight';
import { useSession, useVerbs } from '../shared/useSession';
import { ActionButtons } from './ActionButtons';
import { Causes } from './Causes';
import { fateWords, messageFacts } from './messageWords';
import { PlaceLink } from './PlaceLink';
import { Positions } from './Positions';
import { Quorums } from './Quorums';
import { ThingLink } from './ThingLink';
import { WhatIfs } from './WhatIfs';
import { WhySent } from './WhySent';

/** One message in full, and why it was sent. */
export function MessagePanel({ message }: { message: TracedMessage }) {
  const session = useVerbs();
  const depth = useSession((state) => state.depth);
  const moment = useSession((state) => state.moment);
  const focus = useSession((state) => state.focus);
  const { causes } = useLight().selection;
  const fate = fateAt(message, depth);
  const held = moment.world.held.some(({ id }) => id === message.id);
  const { from, to, sentAt, dueAt, endedAt } = message;
  const seq = positionOfMessage(message.message);
  return (
    <>
      <h3 className="subject">
        <KindMark sign={signOf(message.message)} />
        <span className="mono">{titleOf(message.message)}</span>
        <span className="status">{fateWords(fate, held)}</span>
      </h3>
      {fate === 'underWay' && <ActionButtons actions={MESSAGE_ACTIONS} target={message.id} />}
      <WhatIfs thing={{ kind: 'message', id: message.id }} />
      <dl className="rows">
        <div>
          <dt>way</dt>
          <dd>
            <PlaceLink address={from} seq={seq} /> → <PlaceLink address={to} seq={seq} />
          </dd>
        </div>
        {seq !== null && (
          <div>
            <dt>{protocolWords(moment.protocol).position}</dt>
            <dd>
              <Positions message={message} />
            </dd>
          </div>
        )}
        {messageFacts(message.message, focus).map(([name, value]) => (
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
      {isCountedWrongly(message, session) && (
        <p className="wrong">It says no, and {nameOf(to)} counted it all the same: a wrong rule.</p>
      )}
      <h4>Why</h4>
      <WhySent message={message} />
      <Quorums message={message} causes={causes} />
      <Causes causes={causes} />
    </>
  );
}
