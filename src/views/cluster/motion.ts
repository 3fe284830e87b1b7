import type { ClusterMessage, ClusterWorld } from '../../check/cluster';
import type { Micros } from '../../sim/time';
import type { Wire } from '../../sim/world';
import type { EventAt } from '../../store/light';
import { fromMs } from '../../store/words';

/** How far along its way a message is, 0 to 1, at a moment. */
export type Progress = (now: Micros) => number;

export type Flight = Pick<Wire<ClusterMessage>, 'id' | 'sentAt' | 'at'>;

/** A flight shorter than this would not be seen. */
const SHORTEST_FLIGHT = fromMs(20);

export const durationOf = ({ sentAt, at }: Flight): Micros =>
  Math.max(SHORTEST_FLIGHT, at - sentAt);

/** Where a message stands that is neither held nor delivered by hand: as far as time has passed. */
export function flown({ sentAt, at }: Flight, now: Micros): number {
  if (at <= sentAt) return now >= at ? 1 : 0;
  return Math.max(0, Math.min(1, (now - sentAt) / (at - sentAt)));
}

/** Without time passing, messages wait on their way, each at a place of its own. */
export function parked({ id }: Flight): number {
  return PARKING[id % PARKING.length] ?? 0.5;
}

/** The places along the way where messages wait. */
export const PARKING: readonly number[] = [0.5, 0.32, 0.68, 0.41, 0.59];

/** How a message under way, or held, moves from here on. */
export function progressOf(
  wire: Flight,
  world: ClusterWorld,
  depth: number,
  eventAt: EventAt,
): Progress {
  if (world.delivery === 'manual') return () => parked(wire);
  if (!world.held.some(({ id }) => id === wire.id)) return (now) => flown(wire, now);
  const place = placeWhenHeld(wire, depth, eventAt) ?? 0.5;
  return () => place;
}

/** Where a message stood when it was held; null when nobody holds it at this depth. */
export function placeWhenHeld(wire: Flight, depth: number, eventAt: EventAt): number | null {
  for (let at = depth; at > 0; at--) {
    const event = eventAt(at);
    if (!event || event.at < wire.sentAt) return null;
    if (!('wire' in event) || event.wire !== wire.id) continue;
    if (event.type === 'hold') return flown(wire, event.at);
    if (event.type === 'release') return null;
  }
  return null;
}
