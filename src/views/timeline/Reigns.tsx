import { memo, useRef } from 'react';
import type { Reign } from '../../store/reigns';
import { formatBallot, nameOf } from '../../store/words';
import { useVerbs } from '../shared/useSession';
import { laneY } from './lanes';
import { Motion } from './Motion';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

interface ReignsProps extends Layer {
  readonly reigns: readonly Reign[];
}

/** A band along a lane while its server believes that it leads, a thin one while it runs phase 1. */
export const Reigns = memo(function Reigns({ reigns, lanes, frame }: ReignsProps) {
  const seen = reigns.filter(({ from, to }) => from <= frame.to && (to ?? frame.to) >= frame.from);
  return (
    <g>
      {seen.map((reign) => (
        <Band key={`${reign.server}/${reign.from}`} reign={reign} lanes={lanes} frame={frame} />
      ))}
    </g>
  );
});

const HALF = { leading: 5, electing: 2.5 };

/** One that has not ended grows with the clock, outside React. */
function Band({ reign, lanes, frame }: Layer & { reign: Reign }) {
  const { clock } = useVerbs();
  const band = useRef<SVGRectElement>(null);
  const { server, state, ballot, from, to } = reign;
  const x = xOf(frame.scale, Math.max(from, frame.from));
  const widthAt = (now: number) => Math.max(0, xOf(frame.scale, Math.min(to ?? now, frame.to)) - x);
  const half = HALF[state] * lanes.type;
  const does = state === 'leading' ? 'believes that it leads' : 'runs phase 1';
  return (
    <>
      <rect
        ref={band}
        className={`tl-reign tl-reign-${state}`}
        x={x}
        y={laneY(lanes, server) - half}
        width={widthAt(clock.now())}
        height={2 * half}
      >
        <title>{`${nameOf(server)} ${does}, with ${formatBallot(ballot)}`}</title>
      </rect>
      {to === null && (
        <Motion draw={(now) => band.current?.setAttribute('width', String(widthAt(now)))} />
      )}
    </>
  );
}
