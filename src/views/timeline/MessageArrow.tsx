import { memo, useRef } from 'react';
import type { Micros } from '../../sim/time';
import type { TracedMessage } from '../../store/trace';
import { signOf } from '../../store/words';
import { useVerbs } from '../shared/useSession';
import { ArrowHead } from './ArrowHead';
import { type Arrow, arrowAt, type Flight, grownAt, pathOf, round } from './arrow';
import { labelOf } from './labelOf';
import type { Lanes } from './lanes';
import { Motion } from './Motion';
import { accessibleName } from './tale';
import type { TimeScale } from './timeScale';
import type { Tone } from './tone';

interface MessageArrowProps {
  readonly message: TracedMessage;
  readonly fate: TracedMessage['fate'];
  readonly arrivesAt: Micros;
  readonly heldAt: Micros | null;
  readonly scale: TimeScale;
  readonly lanes: Lanes;
  readonly tone: Tone;
  /** Only hinted at, unless it is asked about. */
  readonly isFaint: boolean;
  /** Where the ballot stands from the head; null where there is no room. */
  readonly labelX: number | null;
  readonly labelY: number;
  /** The one message that Tab comes to. */
  readonly isTabStop: boolean;
}

/** One message from its sending to its end. While it is under way it grows with the clock, outside React. */
export const MessageArrow = memo(function MessageArrow(props: MessageArrowProps) {
  const { message, fate, arrivesAt, heldAt, scale, lanes, tone, isFaint } = props;
  const { labelX, labelY, isTabStop } = props;
  const { clock } = useVerbs();
  const group = useRef<SVGGElement>(null);
  const flight: Flight = {
    message,
    fate,
    arrivesAt,
    heldAt,
    endedAt: fate === 'underWay' ? null : message.endedAt,
  };
  const arrow = arrowAt(flight, clock.now(), scale, lanes);
  const kind = signOf(message.message);

  const draw = (now: Micros) => {
    const moved = arrowAt(flight, now, scale, lanes);
    const d = pathOf(moved.points);
    for (const path of group.current?.querySelectorAll('path.tl-way') ?? [])
      path.setAttribute('d', d);
    for (const part of group.current?.querySelectorAll('.tl-at-head') ?? [])
      part.setAttribute('transform', headPlace(moved));
    group.current?.querySelector('.tl-message')?.setAttribute('data-sign', moved.sign);
  };

  const d = pathOf(arrow.points);
  return (
    <g ref={group} className={`tl-${tone}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing */}
      <g
        className="tl-message"
        data-message={message.id}
        data-kind={kind}
        data-fate={fate}
        data-sign={arrow.sign}
        data-faint={isFaint || undefined}
        role="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={accessibleName(message, fate)}
      >
        <path className="tl-way tl-hit" d={d} />
        <path className="tl-way tl-halo" d={d} />
        <path className="tl-way tl-line" data-held={heldAt !== null || undefined} d={d} />
        <g className="tl-at-head" transform={headPlace(arrow)}>
          <ArrowHead
            kind={kind}
            size={lanes.mark}
            type={lanes.type}
            isHeld={heldAt !== null}
            isUnderWay={fate === 'underWay'}
          />
        </g>
      </g>
      {/* Beside the button, so that the middle of the button is on its line. */}
      {labelX !== null && (
        <g className="tl-at-head" transform={headPlace(arrow)}>
          <text
            className="tl-label"
            data-left={fate === 'underWay' ? undefined : round(arrow.head.x + labelX)}
            x={labelX}
            y={labelY}
          >
            {labelOf(message)}
          </text>
        </g>
      )}
      {clock.now() < grownAt(flight, lanes) && <Motion draw={draw} />}
    </g>
  );
});

const headPlace = ({ head }: Arrow): string => `translate(${round(head.x)} ${round(head.y)})`;
