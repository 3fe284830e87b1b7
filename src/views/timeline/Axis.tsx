import { memo } from 'react';
import { ticksBetween } from './ticks';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

const APART = 90;

/** Quiet lines at round moments, with their milliseconds below. */
export const Axis = memo(function Axis({ lanes, frame: { scale, from, to } }: Layer) {
  const ticks = ticksBetween(from, to, scale.perPx, APART * lanes.type);
  return (
    <g className="tl-axis">
      {ticks.map(({ at, label }) => (
        <g key={at} transform={`translate(${xOf(scale, at)})`}>
          <line y1={0} y2={lanes.bottom} />
          <text className="tl-upright" y={lanes.bottom + 15 * lanes.type} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
});
