import { memo } from 'react';
import type { Mark } from '../../store/trace';
import { useSession } from '../shared/useSession';
import { LaneSign } from './LaneSign';
import type { LaneMark } from './laneMarks';
import type { Lanes } from './lanes';
import { markSize } from './markSize';
import { TEXT_AT, tellMark, type WrittenMark } from './markWords';

/** What the servers did, on their lanes. A click selects the event. */
export const Marks = memo(function Marks({
  lanes,
  marks,
}: {
  readonly lanes: Lanes;
  readonly marks: readonly WrittenMark[];
}) {
  const selected = useSession(({ selection }) =>
    selection?.kind === 'event' ? selection.depth : null,
  );
  const focus = useSession((state) => state.focus);
  const protocol = useSession(({ moment }) => moment.protocol);
  const size = markSize(lanes.gap, lanes.type);
  return (
    <g className="tl-marks">
      {[...marks].sort(leadersLast).map((written) => (
        <g
          key={keyOf(written.mark)}
          className="tl-mark"
          data-depth={written.mark.depth}
          data-selected={written.mark.depth === selected || undefined}
          data-quiet={isElsewhere(written, focus) || undefined}
          transform={`translate(${written.x} ${written.y})`}
        >
          <g className="tl-upright">
            <g transform={`translate(${written.beside}) scale(${size})`}>
              <title>{tellMark(written, protocol)}</title>
              <rect className="tl-mark-target" x={-10} y={-22} width={20} height={20} rx={4} />
              <LaneSign kind={written.mark.kind} />
            </g>
            {written.text && (
              <text
                data-left={written.x + written.beside + TEXT_AT.x * size}
                transform={`translate(${written.beside + TEXT_AT.x * size} ${TEXT_AT.y * size}) scale(${lanes.type})`}
              >
                {written.text}
              </text>
            )}
          </g>
        </g>
      ))}
    </g>
  );
});

const keyOf = ({ depth, server, kind, seq }: Mark): string => `${depth}/${server}/${kind}/${seq}`;

/** Nothing may cover which ballot leads. */
const leadersLast = ({ mark: a }: WrittenMark, { mark: b }: WrittenMark): number =>
  Number(a.kind === 'lead') - Number(b.kind === 'lead');

/** It speaks of positions, and the one in focus is none of them. */
function isElsewhere({ mark: { seq }, last }: LaneMark, focus: number): boolean {
  return seq !== null && last !== null && (focus < seq || focus > last);
}
