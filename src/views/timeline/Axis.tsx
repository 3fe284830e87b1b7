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
    const texts = [...(group.current?.querySelectorAll<SVGTextElement>('text') ?? [])].map(
      (text) => ({
        text,
        at: Number(text.dataset.at),
        room: ((text.textContent?.length ?? 0) / 2) * LETTER * lanes.type,
      }),
    );
    const hideCutOff = () => {
      const view = viewport.view();
      for (const { text, at, room } of texts) {
        const visibility = xInView(view, at) < room ? 'hidden' : 'visible';
        if (text.style.visibility !== visibility) text.style.visibility = visibility;
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
