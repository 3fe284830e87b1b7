import type { Micros } from '../../sim/time';
import type { TracedMessage } from '../../store/trace';
import { type Lanes, laneY } from './lanes';
import type { Line } from './nearest';
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
  /** Two, and more when the message waits somewhere, or when its way is a loop. */
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
  const { fate, endedAt, arrivesAt } = flight;
  const way = wayOf(flight, scale, lanes);
  if (fate === 'underWay') return underWay(flight, now, scale, way);
  if (fate === 'received' || fate === 'crashed') {
    const points = pointsTo(way, 1, xOf(scale, endedAt ?? arrivesAt));
    return arrow(points, fate === 'received' ? 'mark' : 'cross', true);
  }
  if (fate === 'dropped') {
    const part = clamp(progress(flight, endedAt ?? now), 0.1, 0.92);
    return arrow(pointsTo(way, part, xOf(scale, endedAt ?? now)), 'cross', true);
  }
  return lostOnItsWay(flight, now, scale, way);
}

/** From lane to lane, or in a loop below the own one. */
interface Way {
  readonly start: Point;
  /** How far down it leads, and how far a loop hangs down half-way. */
  readonly drop: number;
  readonly sag: number;
}

function wayOf({ message: { from, to, sentAt } }: Flight, scale: TimeScale, lanes: Lanes): Way {
  const start = { x: xOf(scale, sentAt), y: laneY(lanes, from) };
  const drop = laneY(lanes, to) - start.y;
  return { start, drop, sag: from === to ? loopDepth(lanes) : 0 };
}

/** A loop hangs down so far: it ends well above the next lane, and stays clear of the axis below the last. */
export const loopDepth = ({ gap, type }: Lanes): number =>
  Math.min(DEEPEST_LOOP * type, gap > 0 ? gap * 0.42 : DEEPEST_LOOP * type);

const DEEPEST_LOOP = 15;
/** A whole loop is drawn with so many chords. */
const CHORDS = 16;

const downAt = ({ start, drop, sag }: Way, part: number): number =>
  start.y + part * drop + sag * Math.sin(Math.PI * part);

/** The line up to a part of the way, which ends at `x`. */
function pointsTo(way: Way, part: number, x: number): Point[] {
  const { start, sag } = way;
  const chords = sag === 0 ? 1 : Math.max(1, Math.ceil(part * CHORDS));
  const rest = Array.from({ length: chords }, (_, i) => {
    const share = (i + 1) / chords;
    return { x: start.x + share * (x - start.x), y: downAt(way, share * part) };
  });
  return [start, ...rest];
}

function arrow(points: readonly Point[], sign: Arrow['sign'], complete: boolean): Arrow {
  return { points, head: points[points.length - 1] as Point, sign, complete };
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

function underWay(flight: Flight, now: Micros, scale: TimeScale, way: Way): Arrow {
  const { message, arrivesAt, heldAt } = flight;
  const stop = Math.min(heldAt ?? arrivesAt, arrivesAt);
  const until = Math.max(message.sentAt, Math.min(now, stop));
  const part = progress(flight, until);
  const points = pointsTo(way, part, xOf(scale, until));
  if (now <= stop) return arrow(points, 'mark', false);
  const y = heldAt === null ? waitingAt(way) : downAt(way, part);
  const bend = { x: xOf(scale, until), y };
  const before = points.slice(0, -1).map((point, i) => (i > CHORDS / 2 ? below(y, point) : point));
  return arrow([...before, bend, { x: xOf(scale, now), y }], 'mark', false);
}

/** Before the lane of whoever does not take it; what a server says to itself comes from below. */
function waitingAt(way: Way): number {
  const { drop, sag } = way;
  if (sag > 0) return downAt(way, 1) + Math.min(WAITING, sag);
  return downAt(way, 1) - Math.sign(drop) * Math.min(WAITING, Math.abs(drop));
}

/** A loop comes up only to where its message waits. */
const below = (y: number, point: Point): Point => ({ ...point, y: Math.max(y, point.y) });

function lostOnItsWay(flight: Flight, now: Micros, scale: TimeScale, way: Way): Arrow {
  const { message, fate, arrivesAt } = flight;
  const limit = limitOf(flight, way.drop);
  const part = Math.min(limit, progress(flight, now));
  const complete = part >= limit;
  const sign = !complete ? 'mark' : fate === 'cut' ? 'wall' : 'cross';
  const x = way.start.x + (part * (arrivesAt - message.sentAt)) / scale.perPx;
  return arrow(pointsTo(way, part, x), sign, complete);
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

/** The straight pieces of an arrow. */
export const linesOf = (id: number, { points }: Arrow): Line[] =>
  points.slice(1).map((to, i) => ({ id, from: points[i] as Point, to }));

export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

export const round = (value: number): number => Math.round(value * 100) / 100;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
