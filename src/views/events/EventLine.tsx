import { useRef } from 'react';
import type { ClusterEvent } from '../../check/cluster';
import type { Narration } from '../../store/narrator';
import { useSession } from '../shared/useSession';
import { type EventSign, signOf } from './eventSign';
import { inMsOnly } from './inMsOnly';
import { Sign } from './Sign';
import { useExtraHeight } from './useRows';

interface EventLineProps {
  readonly id: string;
  /** Which line it is, from 0, and of how many. */
  readonly nth: number;
  readonly total: number;
  readonly top: number;
  readonly depth: number;
  /** One of very many like it. */
  readonly routine: boolean;
  readonly event: ClusterEvent;
  readonly narration: Narration | undefined;
  readonly current: boolean;
  readonly selected: boolean;
  readonly lit: boolean;
  /** A search found it, or something in it. */
  readonly match: boolean;
  onExtra(height: number): void;
}

/** One event in one line; selected, with all that it did. */
export function EventLine(props: EventLineProps) {
  const {
    id,
    nth,
    total,
    top,
    depth,
    routine,
    event,
    narration,
    current,
    selected,
    lit,
    match,
    onExtra,
  } = props;
  const trace = useSession((state) => state.trace);
  const whole = useRef<HTMLDivElement>(null);
  useExtraHeight(whole, selected, onExtra);
  const sign: EventSign = signOf(event, trace);
  const headline = narration?.headline ?? '';
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active line
    <div
      ref={whole}
      id={id}
      role="option"
      className="event"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={nth + 1}
      aria-current={current ? 'step' : undefined}
      data-depth={depth}
      data-lit={lit || undefined}
      data-match={match || undefined}
      data-routine={routine || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
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
    </div>
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
