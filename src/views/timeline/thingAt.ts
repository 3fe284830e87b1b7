import type { PageSession } from '../../store/page';
import { depthAt } from './inView';

/** The depth of the event whose mark an element belongs to. */
export function depthOfMark(target: EventTarget): number | null {
  const mark = target instanceof Element ? target.closest<SVGElement>('[data-depth]') : null;
  return mark ? Number(mark.dataset.depth) : null;
}

const FARTHEST_LOOK = 5_000;

/** What a click means: a mark's event, else the last event at that server, else nothing. */
export function thingAt(
  session: PageSession,
  mark: number | null,
  time: number,
  server: number | null,
) {
  if (mark !== null) return { kind: 'event', depth: mark } as const;
  if (server === null) return null;
  const { depth } = session.store.getState();
  const last = depthAt(time, depth, session.eventAt);
  for (let at = last; at > Math.max(0, last - FARTHEST_LOOK); at--) {
    if (session.recordAt(at)?.node === server) return { kind: 'event', depth: at } as const;
  }
  return null;
}
