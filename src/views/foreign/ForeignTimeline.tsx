import { useEffect, useMemo, useRef } from 'react';
import { type ForeignTrace, NOBODY, peerName } from '../../scenarios/foreign/trace';
import type { OpenForeign } from '../../store/foreign';
import { Region } from '../shared/Region';
import { AROUND, arrowsOf, type ForeignArrow, stepLabel } from './scene';

/** Pixels: a line's column, a peer's lane, and the room for the names of the lines. */
const COLUMN = 26;
const LANE = 64;
const HEAD = 28;

interface Props {
  readonly foreign: OpenForeign;
  /** The place of the chosen step, from 0. */
  readonly chosen: number;
  onChoose(step: number): void;
}

const xOf = (step: number) => (step + 0.5) * COLUMN;
const yOf = (lane: number) => HEAD + (lane - 0.5) * LANE;

/** The names of the lanes; who is not named has the last one, when there is anybody. */
function lanesOf(trace: ForeignTrace): readonly string[] {
  const unnamed = trace.steps.some(({ peer }) => peer === NOBODY);
  return unnamed ? [...trace.names, peerName(trace, NOBODY)] : trace.names;
}

function laneOf(trace: ForeignTrace, peer: number): number {
  return peer === NOBODY ? trace.peers + 1 : peer;
}

/** One lane a peer, one column a line of the file, an arrow from where a message was sent to where it was received. */
export function ForeignTimeline({ foreign, chosen, onChoose }: Props) {
  const { trace } = foreign;
  const arrows = useMemo(() => arrowsOf(trace), [trace]);
  const first = Math.max(0, chosen - AROUND);
  const end = Math.min(trace.steps.length, chosen + AROUND + 1);
  const lanes = useMemo(() => lanesOf(trace), [trace]);
  const longest = Math.max(...lanes.map((name) => name.length));
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    if (box) box.scrollLeft = xOf(chosen - first) - box.clientWidth / 2;
  }, [chosen, first]);
  const width = (end - first) * COLUMN;
  const height = yOf(lanes.length + 0.5);
  const inSight = ({ sent, received }: ForeignArrow) =>
    (received ?? sent ?? 0) >= first && (sent ?? received ?? 0) < end;
  return (
    <Region name="Timeline">
      <div className="foreign-diagram">
        <div className="foreign-names" aria-hidden="true" style={{ width: `${longest + 2}ch` }}>
          {lanes.map((name, i) => (
            <span key={name} style={{ top: yOf(i + 1) }}>
              {name}
            </span>
          ))}
        </div>
        <div ref={scroller} className="foreign-scroll">
          {/* biome-ignore lint/a11y/useSemanticElements: HTML has no place inside an SVG picture. */}
          <svg
            width={width}
            height={height}
            viewBox={`${first * COLUMN} 0 ${width} ${height}`}
            role="group"
            aria-label={told(foreign)}
          >
            <rect className="foreign-here" x={chosen * COLUMN} width={COLUMN} height={height} />
            {lanes.map((name, i) => (
              <path
                key={name}
                className="foreign-lane"
                d={`M${first * COLUMN},${yOf(i + 1)}h${width}`}
              />
            ))}
            {arrows.filter(inSight).map((arrow) => (
              <Arrow key={`${arrow.sent}/${arrow.received}`} trace={trace} arrow={arrow} />
            ))}
            <Marks foreign={foreign} first={first} end={end} chosen={chosen} onChoose={onChoose} />
          </svg>
        </div>
      </div>
    </Region>
  );
}

interface MarksProps extends Props {
  readonly first: number;
  readonly end: number;
}

/** A dot a line, on the lane of the peer that wrote it; the ones that break a property are larger. */
function Marks({ foreign: { trace, judgement }, first, end, chosen, onChoose }: MarksProps) {
  const broken = new Set(judgement.violations.map(({ step }) => step));
  return trace.steps.slice(first, end).map((step, i) => {
    const index = first + i;
    const isBroken = broken.has(index);
    const name = `${trace.unit} ${step.line}: ${stepLabel(trace, step)}`;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
      <g
        key={step.line}
        className="foreign-mark"
        role="button"
        tabIndex={index === chosen ? 0 : -1}
        aria-label={name}
        data-act={step.act}
        data-broken={isBroken || undefined}
        onClick={() => onChoose(index)}
        onKeyDown={(event) => event.key === 'Enter' && onChoose(index)}
      >
        <title>{name}</title>
        <rect
          className="foreign-hit"
          x={index * COLUMN}
          y={yOf(laneOf(trace, step.peer)) - LANE / 2}
          width={COLUMN}
          height={LANE}
        />
        <circle cx={xOf(index)} cy={yOf(laneOf(trace, step.peer))} r={isBroken ? 9 : 5} />
        {isBroken && (
          <text className="foreign-cross" x={xOf(index)} y={yOf(laneOf(trace, step.peer))}>
            !
          </text>
        )}
        {(index % 5 === 0 || isBroken) && (
          <text className="foreign-number" x={xOf(index)} y={16}>
            {step.line}
          </text>
        )}
      </g>
    );
  });
}

/** A message whose other end was not written down is a short stroke towards it. */
function Arrow({
  trace,
  arrow: { sent, received, step },
}: {
  trace: ForeignTrace;
  arrow: ForeignArrow;
}) {
  const from = laneOf(trace, step.from ?? NOBODY);
  const to = laneOf(trace, step.to ?? NOBODY);
  const stub = Math.sign(to - from) * LANE * 0.35;
  const start =
    sent === null ? [xOf(received ?? 0) - COLUMN / 2, yOf(to) - stub] : [xOf(sent), yOf(from)];
  const end =
    received === null ? [xOf(sent ?? 0) + COLUMN / 2, yOf(from) + stub] : [xOf(received), yOf(to)];
  return (
    <path
      className="foreign-arrow"
      data-act={step.act}
      data-half={sent === null || received === null || undefined}
      d={`M${start}L${end}`}
    />
  );
}

function told({ trace, judgement }: OpenForeign): string {
  const first = judgement.violations[0];
  const of = `${trace.steps.length} ${trace.unit}s of ${trace.names.join(', ')}`;
  return first ? `${of}; ${trace.unit} ${first.line} breaks ${first.property}` : of;
}
