import { useMemo } from 'react';
import { useStore } from 'zustand';
import { protocolWords } from '../../store/protocolWords';
import { violationOf } from '../../store/safety';
import { proofView, type QuorumView } from '../../store/safetyProof';
import { nameOf } from '../../store/words';
import { capped } from '../inspector/capped';
import { MessageLink } from '../inspector/MessageLink';
import { ThingLink } from '../inspector/ThingLink';
import { useSession, useVerbs } from '../shared/useSession';

/** What shows that a property is broken: what happened, who did what, and which messages carried it. */
export function Proof({ property }: { property: string }) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  const trace = useSession((state) => state.trace);
  const violation = violationOf(moment, property);
  const servers = moment.world.nodes.length;
  const view = useMemo(
    () => violation && proofView(violation, trace, servers),
    [violation, trace, servers],
  );
  const findShortest = useStore(session.safety, (state) => state.findShortest);
  if (!violation || !view) return null;
  const { step } = violation;
  const { Position } = protocolWords(moment.protocol);
  const messages = capped(view.messages);
  // Without what it broke, which stands above.
  const happened = (session.narrationAt(step)?.details ?? [])
    .filter(({ rule }) => violationOf(moment, rule) === null)
    .map(({ text }) => text)
    .join(' ');
  return (
    <>
      <p>
        <b>What happened.</b> {happened}
      </p>
      {view.quorums.length + view.deeds.length > 0 && (
        <ul className="safety-deeds">
          {view.quorums.map((quorum) => (
            <li key={quorum.key}>
              <Quorum quorum={quorum} />
            </li>
          ))}
          {view.deeds.map(({ node, words }) => (
            <li key={`${node} ${words}`}>
              <ThingLink thing={{ kind: 'server', server: node }}>{words}</ThingLink>
            </li>
          ))}
          {view.shared && <li className="safety-shared">{view.shared}</li>}
        </ul>
      )}
      {view.position !== null && (
        <p>
          <ThingLink thing={{ kind: 'instance', seq: view.position }}>
            {Position} {view.position}
          </ThingLink>
        </p>
      )}
      {view.calls.length > 0 && (
        <button
          type="button"
          className="link"
          onClick={() => session.safety.setState({ tab: 'history' })}
        >
          The {view.calls.length === 1 ? 'call' : `${view.calls.length} calls`}, in History
        </button>
      )}
      {messages.shown.length > 0 && (
        <>
          <h4>The messages that carried it</h4>
          <ul className="safety-messages">
            {messages.shown.map((message) => (
              <li key={message.id}>
                <MessageLink message={message} />
              </li>
            ))}
          </ul>
          {messages.more > 0 && <p className="safety-hint">… and {messages.more} more.</p>}
        </>
      )}
      <div className="safety-acts">
        <button type="button" className="button" onClick={() => session.seek(step)}>
          Show the moment
        </button>
        <button type="button" className="button" onClick={() => session.seek(step - 1)}>
          Go back before it
        </button>
        {findShortest && (
          <button type="button" className="button" onClick={() => findShortest(property)}>
            Find the shortest run
          </button>
        )}
      </div>
    </>
  );
}

/** "1.S1: A was accepted by S1, S2 ✓ a majority" */
function Quorum({ quorum: { ballot, did, acceptors, isMajority } }: { quorum: QuorumView }) {
  return (
    <>
      <span className="mono">{ballot}</span>: {did}{' '}
      {acceptors.length === 0
        ? 'nobody'
        : acceptors.map((server, i) => (
            <span key={server}>
              {i > 0 && ', '}
              <ThingLink thing={{ kind: 'server', server }}>{nameOf(server)}</ThingLink>
            </span>
          ))}{' '}
      <span className="safety-majority" data-majority={isMajority || undefined}>
        {isMajority ? '✓ a majority' : '✕ no majority'}
      </span>
    </>
  );
}
