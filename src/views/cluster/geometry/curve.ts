import type { Address } from '../../../base/address';
import { CLERK_BASE } from '../../../store/words';
import type { Layout } from './layout';
import {
  between,
  leaveBox,
  lengthOf,
  minus,
  outwardsAt,
  type Point,
  plus,
  type Size,
  times,
  unit,
  walkEdge,
} from './plane';

/** The way of a message: from the edge of one card to the edge of another, bent so that the two directions differ. */
export interface Curve {
  readonly start: Point;
  readonly bend: Point;
  readonly end: Point;
  /** Points away from the other direction's way; length 1. */
  readonly side: Point;
}

/** Distance between the doors of a card, in heights of the card; and of all together, in halves of its edge. */
const FAN = 0.22;
const WIDEST_FAN = 0.55;
/** The address of C1. */
export const FIRST_CLERK = CLERK_BASE + 1;
const DISTANCE_FROM_CARD = 9;
const BEND = 0.16;
const MOST_BEND = 34;
/** A loop at a card: how far it reaches, and half of its width at the card. */
const LOOP = 44;
const LOOP_WIDTH = 9;

export function curveBetween(layout: Layout, from: Address, to: Address): Curve {
  if (from === to) return loopOf(layout, from);
  const start = doorOf(layout, from, to, DISTANCE_FROM_CARD);
  const end = doorOf(layout, to, from, DISTANCE_FROM_CARD);
  const way = minus(end, start);
  const { x, y } = unit(way);
  const side = { x: -y, y: x };
  const bend = Math.min(MOST_BEND, lengthOf(way) * BEND);
  return { start, bend: plus(between(start, end, 0.5), times(side, bend)), end, side };
}

/** Where messages between two leave and enter the card of the first. */
function doorOf(layout: Layout, one: Address, other: Address, distance: number): Point {
  const { middle, size, outside } = bodyOf(layout, one);
  const target = bodyOf(layout, other);
  const inRing = !outside && !target.outside;
  const edge = inRing
    ? walkEdge(middle, size, leaveBox(middle, size, layout.hub), fan(layout, one, other))
    : leaveBox(middle, size, target.middle);
  return plus(edge, times(outwardsAt(middle, size, edge), distance));
}

/**
 * Messages that set out together stand side by side, each nearest to where it goes: how far from the middle of the inner
 * edge, clockwise round the card.
 */
function fan({ middles, hub, card }: Layout, one: Address, other: Address): number {
  const middle = middles[one - 1] ?? hub;
  const inwards = minus(hub, middle);
  const others = middles.map((_, i) => i + 1).filter((server) => server !== one);
  const turnTo = (server: Address) =>
    turnBetween(inwards, minus(middles[server - 1] ?? hub, middle));
  const rank = others.filter((server) => turnTo(server) < turnTo(other)).length;
  const space = others.length > 1 ? fanWidth({ middles, card }) / (others.length - 1) : 0;
  return (rank - (others.length - 1) / 2) * space;
}

/** From the first to the last of a card's doors. */
function fanWidth({ middles, card }: Pick<Layout, 'middles' | 'card'>): number {
  const others = middles.length - 1;
  const space = Math.min(card.height * FAN, ((card.width + card.height) * WIDEST_FAN) / others);
  return (others - 1) * space;
}

/** The angle from one direction to another, positive clockwise as a page is read. */
function turnBetween(a: Point, b: Point): number {
  return Math.atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
}

interface Body {
  readonly middle: Point;
  readonly size: Size;
  /** Not a part of the ring. */
  readonly outside: boolean;
}

/** The box of a server or a clerk. */
function bodyOf({ middles, clerks, hub, card, clerk }: Layout, address: Address): Body {
  const server = middles[address - 1];
  if (server) return { middle: server, size: card, outside: false };
  return { middle: clerks[address - FIRST_CLERK] ?? hub, size: clerk, outside: true };
}

/** A message of a server to itself goes out and comes back, beside the doors to the others, where there is more room. */
function loopOf(layout: Layout, server: Address): Curve {
  const { middles, card, hub } = layout;
  const middle = middles[server - 1] ?? hub;
  const inner = leaveBox(middle, card, hub);
  const doors = fanWidth(layout) / 2 + 2 * LOOP_WIDTH;
  const [one, other] = [doors, -doors].map((along) =>
    loopAt(middle, card, walkEdge(middle, card, inner, along)),
  ) as [Curve, Curve];
  const fromHub = ({ bend }: Curve) => lengthOf(minus(bend, hub));
  return fromHub(other) < fromHub(one) ? other : one;
}

function loopAt(middle: Point, card: Size, edge: Point): Curve {
  const outwards = outwardsAt(middle, card, edge);
  const side = { x: -outwards.y, y: outwards.x };
  const door = plus(edge, times(outwards, DISTANCE_FROM_CARD));
  const apart = times(side, LOOP_WIDTH);
  return {
    start: minus(door, apart),
    bend: plus(door, times(outwards, LOOP)),
    end: plus(door, apart),
    side,
  };
}

/** The point a share `t` of the way along. */
export function pointAt({ start, bend, end }: Curve, t: number): Point {
  return between(between(start, bend, t), between(bend, end, t), t);
}

/** How long a way is, nearly. */
export function curveLength(curve: Curve): number {
  const points = Array.from({ length: PIECES + 1 }, (_, i) => pointAt(curve, i / PIECES));
  return points
    .slice(1)
    .reduce((sum, point, i) => sum + lengthOf(minus(point, points[i] ?? point)), 0);
}

const PIECES = 8;

export function pathOf({ start, bend, end }: Curve): string {
  return `M${at(start)}Q${at(bend)} ${at(end)}`;
}

/** The link itself: straight, and up to the cards. */
export function linkPath(layout: Layout, a: Address, b: Address): string {
  return `M${at(doorOf(layout, a, b, 0))}L${at(doorOf(layout, b, a, 0))}`;
}

export const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
