import { memo, type Ref } from 'react';
import type { LabelPlace } from './geometry/labels';

interface BallotTextProps {
  readonly text: string;
  readonly place: LabelPlace;
  readonly faint: boolean;
  readonly ref?: Ref<SVGGElement>;
}

/** The ballot beside a message's mark. */
export const BallotText = memo(function BallotText({ text, place, faint, ref }: BallotTextProps) {
  return (
    <g ref={ref} className={faint ? 'is-faint' : undefined} aria-hidden>
      <text
        className="message-ballot"
        x={place.x}
        y={place.y}
        dy="0.36em"
        textAnchor={place.anchor}
      >
        {text}
      </text>
    </g>
  );
});
