import { memo, useMemo } from 'react';
import { useSession } from '../shared/useSession';
import { laneY } from './lanes';
import { type Stretch, stretchesOf } from './stretches';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** A line a server as long as it is up: a gap while it is crashed, a wait while it is paused. */
export const Lives = memo(function Lives({ lanes, frame }: Layer) {
  const trace = useSession((state) => state.trace);
  const depth = useSession((state) => state.depth);
  const lives = useMemo(
    () => stretchesOf(trace.marks, lanes.addresses, depth),
    [trace, lanes.addresses, depth],
  );
  return (
    <g>
      {lives.map((life) =>
        life.stretches.map((stretch) => (
          <Line
            key={`${life.server}/${stretch.from}`}
            stretch={stretch}
            y={laneY(lanes, life.server)}
            frame={frame}
          />
        )),
      )}
    </g>
  );
});

function Line({ stretch, y, frame }: { stretch: Stretch; y: number; frame: Layer['frame'] }) {
  const from = Math.max(stretch.from, frame.from);
  const to = Math.min(stretch.to ?? frame.to, frame.to);
  if (from >= to) return null;
  return (
    <line
      className={`tl-life tl-life-${stretch.status}`}
      x1={xOf(frame.scale, from)}
      x2={xOf(frame.scale, to)}
      y1={y}
      y2={y}
    />
  );
}
