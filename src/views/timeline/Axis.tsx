import { memo, useEffect, useRef } from 'react';
import { ticksBetween } from './ticks';
import { xInView, xOf } from './timeScale';
import { type Layer, useViewport } from './useTimeline';

const APART = 90;

/** Quiet lines at round moments, with their milliseconds below. */
export const Axis = memo(function Axis({ lanes, frame: { scale, from, to } }: Layer) {
  const ticks = ticksBetween(from, to, scale.perPx, APART * lanes.type);
  const viewport = useViewport();
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    // A number that is cut off at the edge would be another number.
    const hideCutOff = () => {
      for (const text of group.current?.querySelectorAll<SVGTextElement>('text') ?? []) {
        const room = (Number(text.dataset.letters) / 2) * LETTER * lanes.type;
        const isCut = xInView(viewport.view(), Number(text.dataset.at)) < room;
        text.setAttribute('visibility', isCut ? 'hidden' : 'visible');
      }
    };
    hideCutOff();
    return viewport.onMove(hideCutOff);
  });
  return (
    <g ref={group} className="tl-axis">
      {ticks.map(({ at, label }) => (
        <g key={at} transform={`translate(${xOf(scale, at)})`}>
          <line y1={0} y2={lanes.bottom} />
          <text
            className="tl-upright"
            data-at={at}
            data-letters={label.length}
            y={lanes.bottom + 15 * lanes.type}
            textAnchor="middle"
          >
            {label}
          </text>
        </g>
      ))}
    </g>
  );
});

const LETTER = 7;
