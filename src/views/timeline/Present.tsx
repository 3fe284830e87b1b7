import { useRef } from 'react';
import type { Lanes } from './lanes';
import { usePresent } from './useTimeline';

/** What has not happened yet lies under a veil. */
export function Veil({ lanes }: { lanes: Lanes }) {
  const veil = useRef<SVGRectElement>(null);
  usePresent((x, width) => {
    veil.current?.setAttribute('x', String(x));
    veil.current?.setAttribute('width', String(Math.max(0, width - x)));
  });
  return <rect ref={veil} className="tl-veil" y={0} height={lanes.bottom} />;
}

/** The line of the present. */
export function Present({ lanes }: { lanes: Lanes }) {
  const line = useRef<SVGGElement>(null);
  usePresent((x) => line.current?.setAttribute('transform', `translate(${x})`));
  return (
    <g ref={line} className="tl-now">
      <line y1={0} y2={lanes.bottom} />
      <path d="M-5 0h10l-5 6z" />
    </g>
  );
}
