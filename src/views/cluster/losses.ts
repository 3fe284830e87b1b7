import type { ClusterMessage, ClusterWorld } from '../../check/cluster';
import type { Micros } from '../../sim/time';
import type { Wire } from '../../sim/world';
import type { EventAt } from '../../store/light';
import type { Session } from '../../store/session';
import type { TracedMessage } from '../../store/trace';
import { fromMs } from '../../store/words';
import { durationOf, flown, parked, placeWhenHeld } from './motion';

/** A message that never arrives: it goes some of its way, ends in a ✕, and the ✕ fades. */
export interface Lost {
  readonly wire: Wire<ClusterMessage>;
  readonly fate: Exclude<TracedMessage['fate'], 'underWay' | 'received'>;
  /** How far it got, 0 to 1, and when. */
  readonly place: number;
  readonly endsAt: Micros;
  readonly goneAt: Micros;
}

/** Where a loss is drawn at a moment; null before it and when it has faded. */
export interface LossPicture {
  readonly place: number;
  /** 0 while it still travels, then the strength of the ✕. */
  readonly cross: number;
}

export function pictureOf({ wire, place, endsAt, goneAt }: Lost, now: Micros): LossPicture | null {
  if (now >= goneAt || now < wire.sentAt) return null;
  if (now < endsAt) return { place: flown(wire, now), cross: 0 };
  return { place, cross: 1 - (now - endsAt) / (goneAt - endsAt) };
}

/** A message lost on the way gets this far; one that meets a deaf server almost arrives. */
const PLACE = { lost: 0.45, cut: 0.45, deaf: 0.85 } as const;
const LONGEST_LOOK_BACK = fromMs(2000);
const SHORTEST_LOOK_BACK = fromMs(60);
/** Where time stands still, losses would pile up: only those of the last few events are shown. */
const EVENTS_BY_HAND = 3;
const MOST = 80;

export type Records = { readonly eventAt: EventAt; readonly recordAt: Session['recordAt'] };

/**
 * The losses to be seen at the moment under the cursor and soon after it: a function of the branch and the cursor, so
 * that stepping back shows the very same picture.
 */
export function lossesBefore(
  depth: number,
  world: ClusterWorld,
  { eventAt, recordAt }: Records,
): readonly Lost[] {
  const losses: Lost[] = [];
  const manual = world.delivery === 'manual';
  const first = manual ? depth - EVENTS_BY_HAND : 0;
  const since = world.now - lookBack(world);
  for (let at = depth; at > Math.max(0, first) && losses.length < MOST; at--) {
    const event = eventAt(at);
    const record = recordAt(at);
    if (!event || !record || event.at < since) break;
    for (const { wire, fate } of record.posted) {
      if (fate !== 'underWay')
        losses.push(manual ? onTheSpot(wire, fate, event.at) : lostOnTheWay(wire, fate));
    }
    const { ended } = record;
    if (ended && ended.how !== 'received') {
      const place = manual
        ? parked(ended.wire)
        : placeOfEnd(ended.wire, ended.how, event.at, at, eventAt);
      losses.push(fading(ended.wire, ended.how, place, event.at));
    }
  }
  return losses.filter(({ goneAt }) => goneAt > world.now);
}

function lookBack({ weather }: ClusterWorld): Micros {
  return Math.max(SHORTEST_LOOK_BACK, Math.min(LONGEST_LOOK_BACK, 2 * fromMs(weather.delay[1])));
}

function lostOnTheWay(wire: Wire<ClusterMessage>, fate: keyof typeof PLACE): Lost {
  const place = PLACE[fate];
  return fading(wire, fate, place, wire.sentAt + Math.round(place * (wire.at - wire.sentAt)));
}

function onTheSpot(wire: Wire<ClusterMessage>, fate: keyof typeof PLACE, now: Micros): Lost {
  return fading(wire, fate, PLACE[fate], now);
}

/** Fades for about as long as the whole way would have taken. */
function fading(
  wire: Wire<ClusterMessage>,
  fate: Lost['fate'],
  place: number,
  endsAt: Micros,
): Lost {
  return { wire, fate, place, endsAt, goneAt: endsAt + durationOf(wire) };
}

function placeOfEnd(
  wire: Wire<ClusterMessage>,
  how: Lost['fate'],
  now: Micros,
  depth: number,
  eventAt: EventAt,
): number {
  if (how === 'crashed') return 1;
  return placeWhenHeld(wire, depth - 1, eventAt) ?? flown(wire, now);
}
