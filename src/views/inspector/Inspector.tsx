import { type Subject, subjectOf } from '../../store/inspect';
import { Region } from '../shared/Region';
import { useSession, useVerbs } from '../shared/useSession';
import { EventPanel } from './EventPanel';
import { InstancePanel } from './InstancePanel';
import { MessagePanel } from './MessagePanel';
import { ServerPanel } from './ServerPanel';
import './inspector.css';

/** What is selected, in full, and why; without a selection, the server that the run is busy with. */
export function Inspector() {
  const session = useVerbs();
  const selection = useSession((state) => state.selection);
  const depth = useSession((state) => state.depth);
  const focus = useSession((state) => state.focus);
  const trace = useSession((state) => state.trace);
  const subject = subjectOf(selection, { depth, focus, trace, records: session });
  const following = subject.kind === 'server' && subject.following;
  return (
    <Region name="Inspector" tools={<Source following={following} />}>
      <div className="inspector">
        <Panel subject={subject} />
      </div>
    </Region>
  );
}

function Panel({ subject }: { subject: Subject }) {
  switch (subject.kind) {
    case 'server':
      return <ServerPanel seat={subject} following={subject.following} />;
    case 'message':
      return <MessagePanel key={subject.message.id} message={subject.message} />;
    case 'event':
      return <EventPanel depth={subject.depth} />;
    case 'instance':
      return <InstancePanel seq={subject.seq} />;
  }
}

function Source({ following }: { following: boolean }) {
  const { select } = useVerbs();
  if (following) return <span className="inspector-source">following the run</span>;
  return (
    <button
      type="button"
      className="button button-plain inspector-source"
      onClick={() => select(null)}
    >
      Follow the run
    </button>
  );
}
