import { serverOfEvent } from '../../store/inspect';
import { pseudocodeOf } from '../../store/pseudocode';
import { roleOfRule } from '../../store/records';
import { nameOf } from '../../store/words';
import { inMs } from '../shared/inMs';
import { useSession, useVerbs } from '../shared/useSession';
import { capped } from './capped';
import { MessageLink } from './MessageLink';
import { Pseudocode } from './Pseudocode';
import { ThingLink } from './ThingLink';
import { WhatIfs } from './WhatIfs';

/** One event in full: what happened, every rule that fired, and what was sent. */
export function EventPanel({ depth }: { depth: number }) {
  const session = useVerbs();
  const cursor = useSession((state) => state.depth);
  const trace = useSession((state) => state.trace);
  const protocol = useSession(({ moment }) => moment.protocol);
  const event = session.eventAt(depth);
  const narration = session.narrationAt(depth);
  const record = session.recordAt(depth);
  if (!event) return null;
  const server = serverOfEvent(depth, trace, session);
  const cause = 'wire' in event ? trace.messages[event.wire - 1] : undefined;
  const sent = capped(
    record?.posted.flatMap(({ wire }) => trace.messages[wire.id - 1] ?? []) ?? [],
  );
  const details = capped(narration?.details ?? []);
  const rules = record?.explanations.map(({ rule }) => rule) ?? [];
  const groups = pseudocodeOf(protocol).filter(({ role }) =>
    rules.some((rule) => roleOfRule(rule) === role),
  );
  return (
    <>
      <h3 className="subject">
        Event {depth}
        <span className="status">{inMs(event.at)}</span>
      </h3>
      <p className="headline">{narration?.headline}</p>
      {narration?.chosen && narration.chosen !== narration.headline && (
        <p className="chosen">★ {narration.chosen}</p>
      )}
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={depth === cursor}
          onClick={() => session.seek(depth)}
        >
          Go to this event
        </button>
      </div>
      <WhatIfs thing={{ kind: 'event', depth }} />
      <dl className="rows">
        {server !== null && (
          <div>
            <dt>at</dt>
            <dd>
              <ThingLink thing={{ kind: 'server', server }}>{nameOf(server)}</ThingLink>
            </dd>
          </div>
        )}
        {cause && (
          <div>
            <dt>message</dt>
            <dd>
              <MessageLink message={cause} />
            </dd>
          </div>
        )}
      </dl>
      {narration &&
        (narration.details.length > 1 || narration.details[0]?.text !== narration.headline) && (
          <>
            <h4>Step by step</h4>
            <ol className="details">
              {details.shown.map(({ rule, text }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a rule may fire twice, and the order is what is told
                <li key={`${rule} ${i}`}>{text}</li>
              ))}
            </ol>
            <More count={details.more} />
          </>
        )}
      {sent.shown.length > 0 && (
        <>
          <h4>Sent</h4>
          <ul className="things">
            {sent.shown.map((message) => (
              <li key={message.id}>
                <MessageLink message={message} />
              </li>
            ))}
          </ul>
          <More count={sent.more} />
        </>
      )}
      {groups.map((group) => (
        <section key={group.role}>
          <h4>{group.role}</h4>
          <Pseudocode group={group} rules={rules} />
        </section>
      ))}
    </>
  );
}

const More = ({ count }: { count: number }) =>
  count > 0 && <p className="said">… and {count} more.</p>;
