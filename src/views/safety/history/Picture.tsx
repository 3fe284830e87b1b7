import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useState } from 'react';
import type { Address } from '../../../base/address';
import { type CallView, placeWords } from '../../../store/safetyCalls';
import { nameOf, spaced, toMs } from '../../../store/words';
import { useCallLight } from '../../keyvalue/useCallLight';
import { useVerbs } from '../../shared/useSession';
import { useSize } from '../../shared/useSize';
import { CallBar, TOP } from './CallBar';
import { Patterns } from './Patterns';
import { Point } from './Point';
import { planOf } from './plan';

interface PictureProps {
  /** In the order in which they began. */
  readonly calls: readonly CallView[];
  /** One a client. */
  readonly lanes: readonly Address[];
  /** Whether a line leads from point to point: what happens on several keys has no order of its own. */
  readonly connected: boolean;
}

const NAMES = 30;
const LARGE_FROM = 640;
const LARGE = 1.3;

/** A lane a client, a bar a call from call to return, and on it the point where it took effect. */
export function Picture({ calls, lanes, connected }: PictureProps) {
  const { select, hover } = useVerbs();
  const lit = useCallLight();
  const [probe, { width: hundred }] = useSize<HTMLSpanElement>();
  const [space, { width: room }] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<string | null>(null);
  const patterns = useId();
  const type = (hundred / 100 || 1) * (room >= LARGE_FROM ? LARGE : 1);
  const plan = useMemo(() => planOf(calls, lanes, type), [calls, lanes, type]);
  const { bars, laneHeight, ticks, now, width } = plan;
  const top = TOP * type;
  const height = top + lanes.length * laneHeight;
  const focusable = bars.find(({ view }) => keyOf(view) === active) ?? bars.at(-1);
  const shown = bars.find(({ view: { call } }) => call.clerk === lit?.clerk && call.id === lit.id);
  const stuck = bars.find(({ view }) => view.stuck);
  const pointY = (lane: number) => top + lane * laneHeight + 25 * type;
  const way = bars
    .filter(({ point }) => point !== null)
    .sort((a, b) => (a.view.number ?? 0) - (b.view.number ?? 0))
    .map(({ point, lane }) => `${point},${pointY(lane)}`);

  // In sight stands the present or, where there is one, the call that cannot be placed.
  const target = stuck ? (stuck.from + stuck.to) / 2 + room / 2 : width + NAMES * type;
  useLayoutEffect(() => {
    const { current } = space;
    current?.scrollTo?.({ left: target - current.clientWidth });
  }, [target, space]);

  function onKeyDown(event: KeyboardEvent<SVGSVGElement>) {
    const at = bars.findIndex(({ view }) => view === focusable?.view);
    const next = bars[movedTo(event.key, at, bars.length)];
    const here = bars[at];
    if (next) {
      setActive(keyOf(next.view));
      event.currentTarget.querySelector<SVGElement>(`[data-call="${keyOf(next.view)}"]`)?.focus();
    } else if (event.key === 'Enter' && here) select(thingOf(here.view));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <span ref={probe} className="hist-probe" aria-hidden="true" />
      <div ref={space} className="hist-picture" style={{ fontSize: `${12 * type}px` }}>
        <svg className="hist-names" width={NAMES * type} height={height} aria-hidden="true">
          <text className="hist-unit" y={11 * type}>
            ms
          </text>
          {lanes.map((clerk, lane) => (
            <text key={clerk} y={top + lane * laneHeight + 15 * type}>
              {nameOf(clerk)}
            </text>
          ))}
        </svg>
        {/* biome-ignore lint/a11y/useSemanticElements: there is no other element for a group of drawn things */}
        <svg
          className="hist-calls"
          width={width}
          height={height}
          role="group"
          aria-label="Calls of the clients in the order in which they began"
          onKeyDown={onKeyDown}
        >
          <Patterns id={patterns} type={type} />
          <g className="hist-ticks">
            {ticks.map(({ x, at }) => (
              <text key={x} x={x} y={11 * type}>
                {spaced(Math.floor(toMs(at)))}
              </text>
            ))}
            {lanes.map((clerk, lane) => {
              const y = top + lane * laneHeight + 11 * type;
              return <line key={clerk} x2={now} y1={y} y2={y} />;
            })}
          </g>
          {bars.map((bar) => (
            <CallBar
              key={keyOf(bar.view)}
              bar={bar}
              id={keyOf(bar.view)}
              laneHeight={laneHeight}
              type={type}
              patterns={patterns}
              lit={bar === shown}
              focusable={bar === focusable}
              onSelect={() => select(thingOf(bar.view))}
              onPoint={(on) => hover(on ? thingOf(bar.view) : null)}
            />
          ))}
          {connected && <polyline className="hist-way" points={way.join(' ')} />}
          {bars.map(({ view, point, lane }) =>
            point === null || view.number === null ? null : (
              <Point
                key={keyOf(view)}
                number={view.number}
                x={point}
                y={pointY(lane)}
                type={type}
                lit={view === shown?.view}
              />
            ),
          )}
          <line className="hist-now" x1={now} x2={now} y2={height} />
        </svg>
      </div>
      <p className="hist-told">{shown ? placeWords(shown.view) : stuck ? HINT_STUCK : HINT}</p>
    </>
  );
}

const HINT_STUCK =
  'The numbers are an order of what was answered before it. Times are not to scale.';
const HINT = 'The numbers are one order that explains the answers. Times are not to scale.';

const keyOf = ({ call: { clerk, id } }: CallView) => `${clerk}-${id}`;
const thingOf = ({ call: { clerk, id } }: CallView) => ({ kind: 'call', clerk, id }) as const;

function movedTo(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
