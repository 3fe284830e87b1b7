import { memo } from 'react';
import type { Mark } from '../../store/trace';
import { nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';
import { LaneSign } from './LaneSign';
import type { PlacedMark } from './laneMarks';
import { laneY } from './lanes';
import { MARK_STEP, markSize } from './markSize';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** What the servers did, on their lanes. A click selects the event. */
export const Marks = memo(function Marks({
  lanes,
  frame,
  marks,
}: Layer & { marks: readonly PlacedMark[] }) {
  const selected = useSession(({ selection }) =>
    selection?.kind === 'event' ? selection.depth : null,
  );
  const focus = useSession((state) => state.focus);
  const size = markSize(lanes.gap, lanes.type);
  return (
    <g className="tl-marks">
      {marks.map(({ mark, nth }) => (
        <g
          key={`${mark.depth}/${mark.server}/${mark.kind}/${mark.seq}`}
          className="tl-mark"
          data-depth={mark.depth}
          data-selected={mark.depth === selected || undefined}
          data-quiet={(mark.seq !== null && mark.seq !== focus) || undefined}
          transform={`translate(${xOf(frame.scale, mark.at)} ${laneY(lanes, mark.server)})`}
        >
          <g className="tl-upright">
            <g transform={`translate(${nth * MARK_STEP * size}) scale(${size})`}>
              <title>{say(mark)}</title>
              <rect className="tl-mark-target" x={-10} y={-22} width={20} height={20} rx={4} />
              <LaneSign kind={mark.kind} />
              {mark.kind === 'start' && (
                <text x={11} y={-8.5}>
                  {mark.seq}
                </text>
              )}
            </g>
          </g>
        </g>
      ))}
    </g>
  );
});

const DOES: Readonly<Record<Mark['kind'], string>> = {
  start: 'starts instance',
  done: 'is done up to instance',
  retry: 'tries again: instance',
  decide: 'knows what is decided: instance',
  forget: 'forgets up to instance',
  crash: 'crashes',
  restart: 'restarts',
  pause: 'is paused',
  resume: 'goes on',
  poll: 'looks at Status',
};

function say({ kind, server, seq }: Mark): string {
  return `${nameOf(server)} ${DOES[kind]}${seq === null ? '' : ` ${seq}`}`;
}
