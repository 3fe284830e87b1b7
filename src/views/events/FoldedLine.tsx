import { useSession, useVerbs } from '../shared/useSession';
import { inMsOnly } from './inMsOnly';
import { Line, type LineProps } from './Line';
import { Sign } from './Sign';

interface FoldedLineProps extends LineProps {
  /** Its last event. */
  readonly last: number;
}

/** Heartbeats that changed nothing, in one line; selecting it shows each of them. */
export function FoldedLine({ last, ...frame }: FoldedLineProps) {
  const { depth } = frame;
  const { eventAt } = useVerbs();
  const hidden = useSession(({ preferences }) => preferences.heartbeats === 'hidden');
  const count = last - depth + 1;
  const [from, to] = [eventAt(depth)?.at ?? 0, eventAt(last)?.at ?? 0];
  const words = `${count} heartbeat ${count === 1 ? 'event' : 'events'}${hidden ? ' hidden' : ', nothing new'}`;
  return (
    <Line selected={false} routine {...frame}>
      <div
        className="event-line"
        title={`Heartbeats, their answers and checks from ${inMsOnly(from)} to ${inMsOnly(to)} ms. A click shows each of them.`}
      >
        <span className="event-time">{inMsOnly(from)}</span>
        <Sign sign={{ sign: 'heartbeat', done: 'deliver' }} />
        <span className="event-headline">{words}</span>
      </div>
    </Line>
  );
}
