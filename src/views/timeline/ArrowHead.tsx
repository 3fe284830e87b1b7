import { memo } from 'react';
import type { Sign } from '../../store/words';
import { MessageMark } from '../shared/MessageMark';

interface ArrowHeadProps {
  readonly kind: Sign;
  readonly size: number;
  readonly type: number;
  readonly isHeld: boolean;
  readonly isUnderWay: boolean;
}

/** What stands at the head of an arrow. Its `data-sign` says which: the message's mark, a cross, a cross at a wall. */
export const ArrowHead = memo(function ArrowHead({
  kind,
  size,
  type,
  isHeld,
  isUnderWay,
}: ArrowHeadProps) {
  const arm = size * 0.42;
  return (
    <g className="tl-head">
      <g className="tl-upright">
        <circle className="tl-head-ring" r={size * 0.5 + 5} />
        {isUnderWay && <circle className="tl-head-target" r={Math.max(12, size)} />}
        <g className="tl-head-mark">
          <MessageMark sign={kind} size={size} />
        </g>
        <path
          className="tl-head-cross"
          d={`M${-arm} ${-arm}L${arm} ${arm}M${-arm} ${arm}L${arm} ${-arm}`}
        />
        <path className="tl-head-wall" d={`M${arm + 4} -8v16`} />
        {isHeld && (
          <path className="tl-head-pause" d={`M${size * 0.5 + 5} -5v10M${size * 0.5 + 10} -5v10`} />
        )}
        {isUnderWay && (
          <g className="tl-head-drop" transform={`scale(${type})`}>
            <circle r={9} />
            <path d="M-3.5 -3.5l7 7M-3.5 3.5l7 -7" />
          </g>
        )}
      </g>
    </g>
  );
});
