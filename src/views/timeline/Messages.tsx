import { type ReactElement, useMemo, useRef } from 'react';
import { useLight } from '../shared/useLight';
import { useSession, useVerbs } from '../shared/useSession';
import type { Flight } from './arrow';
import { labelArrows } from './arrowLabels';
import { Crowd, Density, Faint } from './Crowd';
import { crowdPaths } from './crowdPaths';
import type { Detail } from './detail';
import { longestFlight } from './inView';
import { MessageArrow } from './MessageArrow';
import type { WrittenMark } from './markWords';
import { askedAbout, type Layer as MessagesLayer, type Scene, sceneOf } from './scene';
import { timeAt } from './timeScale';
import { isDimmed, toneOf } from './tone';
import type { CrowdArrows } from './usePointing';
import { type Layer, useViewport } from './useTimeline';

interface MessagesProps extends Layer {
  readonly marks: readonly WrittenMark[];
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
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats);
  const previous = useRef<Record<keyof Scene, Detail>>({ plain: 'elements', faint: 'elements' });
  const longest = useMemo(() => longestFlight(trace.messages), [trace]);

  const view = viewport.view();
  const always = askedAbout(light.hover, light.selection);
  if (active !== null) always.add(active);
  const { plain, faint } = sceneOf({
    messages: trace.messages,
    longest,
    moment,
    depth,
    eventAt,
    ready: frame,
    seen: { from: view.start, to: timeAt(view, viewport.width()) },
    previous: previous.current,
    always,
    heartbeats,
  });
  previous.current = { plain: plain.detail, faint: faint.detail };

  const { scale } = frame;
  const labels =
    plain.detail === 'elements'
      ? labelArrows(plain.flights, marks, scale, lanes, clock.now())
      : null;
  const paths = ({ detail, crowd }: MessagesLayer) =>
    detail === 'paths' && crowd.length > 0 ? crowdPaths(crowd, depth, focus, scale, lanes) : null;
  const crowd = paths(plain);
  const hints = paths(faint);
  standing.current = { plain: crowd?.arrows ?? [], faint: hints?.arrows ?? [] };

  const lighting = { ...light, focus };
  const dimmed = isDimmed(lighting);
  const flights = [...plain.flights, ...faint.flights];
  const tabStop = flights.find(({ message }) => message.id === active) ?? firstToTab(flights);
  const arrow = ({ message, fate, arrivesAt, heldAt }: Flight, isFaint: boolean) => (
    <MessageArrow
      key={message.id}
      message={message}
      fate={fate}
      arrivesAt={arrivesAt}
      heldAt={heldAt}
      scale={scale}
      lanes={lanes}
      tone={toneOf(message, lighting)}
      isFaint={isFaint}
      labelX={labels?.get(message.id)?.dx ?? null}
      labelY={labels?.get(message.id)?.dy ?? 0}
      isTabStop={message.id === tabStop?.message.id}
    />
  );
  return (
    <>
      {hints && <Faint paths={hints} isDimmed={dimmed} frame={frame} />}
      {faint.flights.map((flight) => arrow(flight, true))}
      {crowd && <Crowd paths={crowd} isDimmed={dimmed} />}
      {plain.detail === 'density' && <Density messages={plain.crowd} frame={frame} lanes={lanes} />}
      {plain.flights.map((flight) => arrow(flight, false))}
    </>
  );
}

/** Tab comes first to what can be acted on: the oldest message under way, else the last one that was sent. */
function firstToTab<F extends { readonly fate: string }>(flights: readonly F[]): F | undefined {
  return flights.find(({ fate }) => fate === 'underWay') ?? flights[flights.length - 1];
}
