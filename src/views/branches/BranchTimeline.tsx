import { useMemo } from 'react';
import { choicesOf } from '../../store/choices';
import type { TracedMessage } from '../../store/trace';
import { nameOf } from '../../store/words';
import { useSize } from '../shared/useSize';
import { round } from '../timeline/arrow';
import { crowdPaths } from '../timeline/crowdPaths';
import { LaneSign } from '../timeline/LaneSign';
import { type Lanes, laneY, layLanes } from '../timeline/lanes';
import { ticksBetween } from '../timeline/ticks';
import { type TimeScale, xOf } from '../timeline/timeScale';
import type { Side } from './Comparison';
import type { Times } from './TimeChoice';
import '../timeline/timeline.css';
import '../timeline/arrows.css';

interface BranchTimelineProps {
  readonly side: Side;
  /** Its messages that went otherwise on the other branch. */
  readonly apart: readonly TracedMessage[];
  readonly times: Times;
  /** The time that is compared. */
  readonly time: number;
}

const NAMES = 34;
const GAP = 26;
const FRAME = 63;
/** So much of the time after the fork is shown of the time before it. */
const BEFORE = 0.25;
const SHORTEST = 20_000;
const APART = 90;
/** More arrows than this are no picture any more. */
const MOST = 1_500;

/** One branch as a small space-time diagram, from a little before the fork. */
export function BranchTimeline({ side, apart, times, time }: BranchTimelineProps) {
  const [space, { width }] = useSize<HTMLDivElement>();
  const { course, moment, name } = side;
  const { nodes, clerks } = moment.world;
  const addresses = [...nodes, ...clerks].map(({ address }) => address);
  const height = FRAME + (addresses.length - 1) * GAP;
  const lanes = layLanes(addresses, height, false, 1);
  const room = Math.max(1, width - NAMES);
  const from = Math.max(0, times.fork - Math.max(SHORTEST, times.end - times.fork) * BEFORE);
  const to = Math.max(times.end, from + SHORTEST);
  const scale = { origin: from, perPx: (to - from) / (room - 8) };
  return (
    <div ref={space} className="apart-timeline">
      <p className="apart-timeline-name">{name}</p>
      <svg width={width} height={height} role="img" aria-label={saidOf(side, apart)}>
        {lanes.addresses.map((address) => (
          <text key={address} x={2} y={laneY(lanes, address)} dy="0.35em">
            {nameOf(address)}
          </text>
        ))}
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: only a frame that cuts off what is out of view */}
        <svg x={NAMES} width={room} height={height}>
          <Grid lanes={lanes} scale={scale} from={from} to={to} width={room} />
          <Arrows course={course} apart={apart} lanes={lanes} scale={scale} from={from} to={to} />
          {course.trace.marks
            .filter(({ kind, at }) => at >= from && (kind === 'crash' || kind === 'restart'))
            .map(({ kind, at, server, depth }) => (
              <g
                key={depth}
                className="tl-mark"
                transform={`translate(${round(xOf(scale, at))} ${laneY(lanes, server)})`}
              >
                <LaneSign kind={kind} />
              </g>
            ))}
          <Stars side={side} scale={scale} from={from} />
          <path className="apart-fork" d={`M${round(xOf(scale, times.fork))} 0V${lanes.bottom}`} />
          <path className="apart-now" d={`M${round(xOf(scale, time))} 0V${lanes.bottom}`} />
        </svg>
      </svg>
    </div>
  );
}

const saidOf = ({ name, course }: Side, apart: readonly TracedMessage[]): string =>
  `${name}: ${course.trace.messages.length} messages, ${apart.length} of them otherwise than on the other branch`;

interface Drawn {
  readonly lanes: Lanes;
  readonly scale: TimeScale;
  readonly from: number;
  readonly to: number;
}

function Grid({ lanes, scale, from, to, width }: Drawn & { width: number }) {
  return (
    <g className="apart-grid">
      {ticksBetween(from, to, scale.perPx, APART).map(({ at, label }) => (
        <g key={at} transform={`translate(${round(xOf(scale, at))})`}>
          <path d={`M0 18V${lanes.bottom}`} />
          <text y={lanes.bottom + 15} textAnchor={xOf(scale, at) < 12 ? 'start' : 'middle'}>
            {label}
          </text>
        </g>
      ))}
      {lanes.addresses.map((address) => (
        <path key={address} className="apart-lane" d={`M0 ${laneY(lanes, address)}H${width}`} />
      ))}
    </g>
  );
}

function Arrows({
  course,
  apart,
  lanes,
  scale,
  from,
  to,
}: Drawn & Pick<Side, 'course'> & Pick<BranchTimelineProps, 'apart'>) {
  const { trace, length } = course;
  const key = `${lanes.height} ${scale.perPx} ${from} ${to}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: lanes and scale are told by the key
  const { same, other } = useMemo(() => {
    const seen = trace.messages.filter(
      ({ sentAt, endedAt, dueAt }) => sentAt <= to && (endedAt ?? dueAt) >= from,
    );
    const differing = new Set(apart);
    const paths = (messages: readonly TracedMessage[]) =>
      crowdPaths(messages.slice(0, MOST), length, 0, scale, lanes);
    return {
      same: paths(seen.filter((message) => !differing.has(message))),
      other: paths(seen.filter((message) => differing.has(message))),
    };
  }, [trace, apart, length, key]);
  return (
    <>
      <g className="apart-same">
        {same.groups.map(({ key, lines }) => (
          <path key={key} d={lines} />
        ))}
        <path d={same.crosses} />
      </g>
      <g className="tl-crowd">
        {other.groups.map(({ key, phase, lines, heads }) => (
          <g key={key} className={`tl-crowd-${phase}`}>
            <path className="tl-crowd-lines" d={lines} />
            <path className="tl-crowd-heads" d={heads} />
          </g>
        ))}
        <path className="tl-crowd-crosses" d={other.crosses} />
      </g>
    </>
  );
}

/** The moments at which values became chosen, as far as the branch goes. */
function Stars({ side: { course }, scale, from }: Pick<Drawn, 'scale' | 'from'> & { side: Side }) {
  const choices = useMemo(() => choicesOf(course.momentAt(course.length).facts), [course]);
  return (
    <g className="apart-stars">
      {apartBy(
        choices.filter(({ at }) => at >= from),
        ({ at }) => xOf(scale, at),
      ).map(({ seq, value, at }) => (
        <text key={`${seq} ${value}`} x={round(xOf(scale, at))} y={14}>
          ★{seq}
        </text>
      ))}
    </g>
  );
}

const STAR = 28;

/** Those that do not stand on the one before. */
function apartBy<T>(things: readonly T[], x: (thing: T) => number): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return things.filter((thing) => {
    const stands = x(thing) - last >= STAR;
    if (stands) last = x(thing);
    return stands;
  });
}
