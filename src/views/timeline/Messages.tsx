import { type ReactElement, useMemo, useRef } from 'react';
import { useLight } from '../shared/useLight';
import { useSession, useVerbs } from '../shared/useSession';
import { labelArrows } from './arrowLabels';
import { Crowd, Density } from './Crowd';
import { crowdPaths } from './crowdPaths';
import type { Detail } from './detail';
import { longestFlight } from './inView';
import type { PlacedMark } from './laneMarks';
import { MessageArrow } from './MessageArrow';
import { askedAbout, sceneOf } from './scene';
import { timeAt } from './timeScale';
import { isDimmed, toneOf } from './tone';
import type { CrowdArrows } from './usePointing';
import { type Layer, useViewport } from './useTimeline';

interface MessagesProps extends Layer {
  readonly marks: readonly PlacedMark[];
  /** The message that has or last had the focus. */
  readonly active: number | null;
  /** Told what stands where, for the pointer. */
  readonly standing: CrowdArrows;
}

/** Every message in view, in as much detail as there is room for. */
export function Messages({ lanes, frame, marks, active, standing }: MessagesProps): ReactElement {
  const { eventAt, clock } = useVerbs();
  const viewport = useViewport();
  const trace = useSession((state) => state.trace);
  const depth = useSession((state) => state.depth);
  const moment = useSession((state) => state.moment);
  const focus = useSession((state) => state.focus);
  const light = useLight();
  const previous = useRef<Detail>('elements');
  const longest = useMemo(() => longestFlight(trace.messages), [trace]);

  const view = viewport.view();
  const always = askedAbout(light.hover, light.selection);
  if (active !== null) always.add(active);
  const { detail, flights, crowd } = sceneOf({
    messages: trace.messages,
    longest,
    moment,
    depth,
    eventAt,
    ready: frame,
    seen: { from: view.start, to: timeAt(view, viewport.width()) },
    previous: previous.current,
    always,
  });
  previous.current = detail;

  const labels =
    detail === 'elements' ? labelArrows(flights, marks, frame.scale, lanes, clock.now()) : null;
  const paths = detail === 'paths' ? crowdPaths(crowd, depth, focus, frame.scale, lanes) : null;
  standing.current = paths?.arrows ?? [];
  const lighting = { ...light, focus };
  const tabStop = flights.find(({ message }) => message.id === active) ?? firstToTab(flights);
  return (
    <>
      {paths && <Crowd paths={paths} isDimmed={isDimmed(lighting)} />}
      {detail === 'density' && <Density messages={crowd} frame={frame} lanes={lanes} />}
      {flights.map(({ message, fate, arrivesAt, heldAt }) => (
        <MessageArrow
          key={message.id}
          message={message}
          fate={fate}
          arrivesAt={arrivesAt}
          heldAt={heldAt}
          scale={frame.scale}
          lanes={lanes}
          tone={toneOf(message, lighting)}
          labelX={labels?.get(message.id)?.dx ?? null}
          labelY={labels?.get(message.id)?.dy ?? 0}
          isTabStop={message.id === tabStop?.message.id}
        />
      ))}
    </>
  );
}

/** Tab comes first to what can be acted on: the oldest message under way, else the last one that was sent. */
function firstToTab<F extends { readonly fate: string }>(flights: readonly F[]): F | undefined {
  return flights.find(({ fate }) => fate === 'underWay') ?? flights[flights.length - 1];
}
