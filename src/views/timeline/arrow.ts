import type { Micros } from '../../sim/time';
import type { TracedMessage } from '../../store/trace';
import { type Lanes, laneY } from './lanes';
import { type TimeScale, xOf } from './timeScale';

/** A message's flight, as far as the cursor's moment knows it. */
export interface Flight {
  readonly message: TracedMessage;
  readonly fate: TracedMessage['fate'];
  /** When it ended; null while it is under way. */
  readonly endedAt: Micros | null;
  /** When it arrives, or would have arrived, by itself. */
  readonly arrivesAt: Micros;
  /** Since when it has been held; null when it is not. */
  readonly heldAt: Micros | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  /** A bend more than two points when the message waits somewhere. */
  readonly points: readonly Point[];
  readonly head: Point;
  /** What stands at the head: the message's mark, or a cross, before a wall where a link is cut. */
  readonly sign: 'mark' | 'cross' | 'wall';
  /** False while the head still moves with the clock. */
  readonly complete: boolean;
}

/** Lost messages come so far. */
const LOST = 0.45;
/** The wall of a cut link stands so many pixels from the sender, a deaf server's so many before the receiver. */
const WALL = 16;
const DEAF = 9;
/** A message that waits for a server keeps so far from its lane. */
const WAITING = 9;

/** The arrow of a flight as it is drawn at `now`. */
export function arrowAt(flight: Flight, now: Micros, scale: TimeScale, lanes: Lanes): Arrow {
  const { message, fate, endedAt, arrivesAt } = flight;
  const start = { x: xOf(scale, message.sentAt), y: laneY(lanes, message.from) };
  const lane = laneY(lanes, message.to);
  if (fate === 'underWay') return underWay(flight, now, scale, start, lane);
  if (fate === 'received' || fate === 'crashed') {
    const head = { x: xOf(scale, endedAt ?? arrivesAt), y: lane };
    return {
      points: [start, head],
      head,
      sign: fate === 'received' ? 'mark' : 'cross',
      complete: true,
    };
  }
  if (fate === 'dropped') {
    const part = clamp(progress(flight, endedAt ?? now), 0.1, 0.92);
    const head = { x: xOf(scale, endedAt ?? now), y: start.y + part * (lane - start.y) };
    return { points: [start, head], head, sign: 'cross', complete: true };
  }
  return lostOnItsWay(flight, now, scale, start, lane);
}

/** The moment until which the arrow grows; Infinity while nobody knows. */
export function grownAt(flight: Flight, lanes: Lanes): Micros {
  const { message, fate, arrivesAt } = flight;
  if (fate === 'underWay') return Number.POSITIVE_INFINITY;
  if (fate === 'received' || fate === 'crashed' || fate === 'dropped') return message.sentAt;
  return (
    message.sentAt +
    limitOf(flight, laneY(lanes, message.to) - laneY(lanes, message.from)) *
      (arrivesAt - message.sentAt)
  );
}

function underWay(
  flight: Flight,
  now: Micros,
  scale: TimeScale,
  start: Point,
  lane: number,
): Arrow {
  const { message, arrivesAt, heldAt } = flight;
  const stop = Math.min(heldAt ?? arrivesAt, arrivesAt);
  const until = Math.max(message.sentAt, Math.min(now, stop));
  const waits = now > stop;
  const drop = lane - start.y;
  const short = waits && heldAt === null ? Math.sign(drop) * Math.min(WAITING, Math.abs(drop)) : 0;
  const bend = { x: xOf(scale, until), y: start.y + progress(flight, until) * drop - short };
  const head = waits ? { x: xOf(scale, now), y: bend.y } : bend;
  return {
    points: waits ? [start, bend, head] : [start, head],
    head,
    sign: 'mark',
    complete: false,
  };
}

function lostOnItsWay(
  flight: Flight,
  now: Micros,
  scale: TimeScale,
  start: Point,
  lane: number,
): Arrow {
  const { message, fate, arrivesAt } = flight;
  const limit = limitOf(flight, lane - start.y);
  const part = Math.min(limit, progress(flight, now));
  const head = {
    x: start.x + (part * (arrivesAt - message.sentAt)) / scale.perPx,
    y: start.y + part * (lane - start.y),
  };
  const complete = part >= limit;
  const sign = !complete ? 'mark' : fate === 'cut' ? 'wall' : 'cross';
  return { points: [start, head], head, sign, complete };
}

/** The part of the way that a message comes that was lost at its sending. */
function limitOf({ fate }: Flight, drop: number): number {
  const way = Math.max(1, Math.abs(drop));
  if (fate === 'cut') return clamp(WALL / way, 0.12, 0.4);
  if (fate === 'deaf') return clamp(1 - DEAF / way, 0.5, 0.98);
  return LOST;
}

function progress({ message, arrivesAt }: Flight, at: Micros): number {
  const whole = arrivesAt - message.sentAt;
  return whole <= 0 ? 1 : clamp((at - message.sentAt) / whole, 0, 1);
}

export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

export const round = (value: number): number => Math.round(value * 100) / 100;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
