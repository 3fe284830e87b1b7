import { createContext, useContext, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Scenario } from '../../scenarios/format';
import type { Micros } from '../../sim/time';
import type { PageSession } from '../../store/page';
import { fromMs } from '../../store/words';
import { useClock, useSession } from '../shared/useSession';
import type { Lanes } from './lanes';
import { type Frame, xInView } from './timeScale';
import { createViewport, type Viewport } from './viewport';

const ViewportContext = createContext<Viewport | null>(null);

export const ViewportProvider = ViewportContext.Provider;

export function useViewport(): Viewport {
  const viewport = useContext(ViewportContext);
  if (!viewport) throw new Error('a part of the timeline stands outside it');
  return viewport;
}

/** What the elements are drawn for. */
export function useFrame(): Frame {
  const { onFrame, frame } = useViewport();
  return useSyncExternalStore(onFrame, frame);
}

export function useIsFollowing(viewport: Viewport): boolean {
  return useSyncExternalStore(viewport.onFrame, viewport.isFollowing);
}

/** Calls `place` with the x of the present whenever it moves, outside React. */
export function usePresent(place: (x: number, width: number) => void): void {
  const viewport = useViewport();
  let now: Micros = 0;
  const draw = () => place(xInView(viewport.view(), now), viewport.width());
  useClock((time) => {
    now = time;
    draw();
  });
  useEffect(() => viewport.onMove(draw));
}

/** The view of one session; it begins anew with every scenario and follows the present. */
export function viewportOf({ clock, store, eventAt }: PageSession): Viewport {
  function bounds() {
    const { length, scenario } = store.getState();
    const end = Math.max(clock.now(), eventAt(length)?.at ?? 0);
    return { end, whole: Math.max(end * 1.4, openingSpan(scenario)) };
  }
  return createViewport(bounds, clock.now);
}

/** A few flights long, however slow the network, and long enough to see somebody try again. */
function openingSpan({ cluster }: Scenario): Micros {
  return fromMs(
    Math.max(10, FLIGHTS * cluster.network.delay[1], ROUNDS * (cluster.timers.retry ?? 0)),
  );
}

const FLIGHTS = 5;
const ROUNDS = 1.5;

export function useOpening(viewport: Viewport): void {
  const scenario = useSession((state) => state.scenario);
  useLayoutEffect(() => viewport.reset(openingSpan(scenario)), [viewport, scenario]);
  useClock(viewport.present);
  // A beat of a story looks the same whichever way it is come to.
  const beat = useSession(({ stepping, beatBegins, playing, depth }) =>
    stepping === 'beats' && beatBegins && !playing ? depth : null,
  );
  useLayoutEffect(() => {
    if (beat !== null) viewport.arrive();
  }, [viewport, beat]);
}

/** What a layer of the diagram is drawn by. */
export interface Layer {
  readonly lanes: Lanes;
  readonly frame: Frame;
}
