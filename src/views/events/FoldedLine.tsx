import { useSession, useVerbs } from '../shared/useSession';
import { inMsOnly } from './inMsOnly';
import { Sign } from './Sign';

interface FoldedLineProps {
  readonly id: string;
  /** Which line it is, from 0, and of how many. */
  readonly nth: number;
  readonly total: number;
  readonly top: number;
  /** Of its first and its last event. */
  readonly depth: number;
  readonly last: number;
  readonly current: boolean;
  readonly lit: boolean;
  /** A search found it, or something in it. */
  readonly match: boolean;
}

/** Heartbeats that changed nothing, in one line; selecting it shows each of them. */
export function FoldedLine({
  id,
  nth,
  total,
  top,
  depth,
  last,
  current,
  lit,
  match,
}: FoldedLineProps) {
  const { eventAt } = useVerbs();
  const hidden = useSession(({ preferences }) => preferences.heartbeats === 'hidden');
  const count = last - depth + 1;
  const [from, to] = [eventAt(depth)?.at ?? 0, eventAt(last)?.at ?? 0];
  const words = `${count} heartbeat ${count === 1 ? 'event' : 'events'}${hidden ? ' hidden' : ', nothing new'}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active line
    <div
      id={id}
      role="option"
      className="event"
      aria-selected={false}
      aria-setsize={total}
      aria-posinset={nth + 1}
      aria-current={current ? 'step' : undefined}
      data-depth={depth}
      data-lit={lit || undefined}
      data-match={match || undefined}
      data-routine
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        className="event-line"
        title={`Heartbeats, their answers and checks from ${inMsOnly(from)} to ${inMsOnly(to)} ms. A click shows each of them.`}
      >
        <span className="event-time">{inMsOnly(from)}</span>
        <Sign sign={{ sign: 'heartbeat', done: 'deliver' }} />
        <span className="event-headline">{words}</span>
      </div>
    </div>
  );
}
