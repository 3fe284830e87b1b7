import { useRef } from 'react';
import type { ClusterEvent } from '../../check/cluster';
import type { Narration } from '../../store/narrator';
import { useSession } from '../shared/useSession';
import { type EventSign, signOf } from './eventSign';
import { inMsOnly } from './inMsOnly';
import { Line, type LineProps } from './Line';
import { Sign } from './Sign';
import { useExtraHeight } from './useRows';

interface EventLineProps extends LineProps {
  readonly selected: boolean;
  readonly routine: boolean;
  readonly event: ClusterEvent;
  readonly narration: Narration | undefined;
  onExtra(height: number): void;
}

/** One event in one line; selected, with all that it did. */
export function EventLine({ event, narration, onExtra, ...frame }: EventLineProps) {
  const { selected } = frame;
  const trace = useSession((state) => state.trace);
  const whole = useRef<HTMLDivElement>(null);
  useExtraHeight(whole, selected, onExtra);
  const sign: EventSign = signOf(event, trace);
  const headline = narration?.headline ?? '';
  return (
    <Line whole={whole} {...frame}>
      <div className="event-line" title={headline}>
        <span className="event-time">{inMsOnly(event.at)}</span>
        <Sign sign={sign} />
        <span className="event-headline">{headline}</span>
        {narration?.chosen && (
          <span className="event-star" title={narration.chosen}>
            ★
          </span>
        )}
      </div>
      {selected && <EventDetails narration={narration} />}
    </Line>
  );
}

/** What else the event did. */
function EventDetails({ narration }: { narration: Narration | undefined }) {
  const others = narration?.details.filter(({ text }) => !narration.headline.includes(text)) ?? [];
  return others.map(({ rule, text }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a rule may fire twice, and the order is what is told
    <p key={`${rule} ${i}`} className="event-detail">
      {text}
    </p>
  ));
}
