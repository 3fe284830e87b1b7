import type { Address } from '../../../base/address';
import { areApart, centroid, minus, type Point, plus, type Size, times, unit } from './plane';
import { ringPlaces } from './ring';
import { type Sides, seating } from './sides';

/** How large the cards are and what they have room for. */
export interface CardShape extends Size {
  readonly kind: 'full' | 'medium' | 'compact' | 'chip';
  /** Text size, in units of the theme's. */
  readonly zoom: number;
  /** A row for Start and Done below the registers, where there is no hovering. */
  readonly tools: boolean;
  /** On a low stage the ring is pressed towards two rows. */
  readonly flat: boolean;
}

/** Where everything stands: a function of the stage, the number of servers and the partition, and of nothing else. */
export interface Layout {
  readonly stage: Size;
  readonly card: CardShape;
  /** The middles of the cards, by server: server 1 first. */
  readonly middles: readonly Point[];
  /** The same for a whole network. */
  readonly homes: readonly Point[];
  /** The middles of the clerks, who stand in a row below the ring; the first clerk first. */
  readonly clerks: readonly Point[];
  readonly clerk: Size;
  /** The middle of the room in which messages travel. */
  readonly hub: Point;
  readonly seats: readonly Address[];
  readonly sides: Sides;
}

export interface LayoutRequest {
  readonly count: number;
  readonly clerks: number;
  readonly stage: Size;
  /** The theme's text scale. */
  readonly scale: number;
  readonly sides: Sides;
  readonly touch: boolean;
}

/** Room around the ring, part of which the sides of a partition take when they move apart. */
const MARGIN = 11;
const PULL = 9;
const FLATTENING = 0.3;
const TOOLS_HEIGHT = 28;
const CLERK_ROW = 28;
const CLERK_WIDTH = 34;

export function layoutOf(whole: LayoutRequest): Layout {
  const { count, stage, sides, scale } = whole;
  const row = whole.clerks > 0 ? CLERK_ROW * scale : 0;
  const request = { ...whole, stage: { width: stage.width, height: stage.height - row } };
  const card = cardShape(request);
  const homes = ringIn(count, request.stage, card);
  const hub = centroid(homes);
  const seats = seating(count, sides);
  const seated = homes.map((_, i) => homes[seats.indexOf(i + 1)] ?? hub);
  const middles = pulledApart(seated, hub, sides);
  const clerk = { width: CLERK_WIDTH * scale, height: (CLERK_ROW - 6) * scale };
  return { stage, card, homes, hub, seats, sides, middles, clerk, clerks: clerkRow(whole, row) };
}

function clerkRow({ clerks, stage }: LayoutRequest, row: number): readonly Point[] {
  const y = stage.height - row / 2 - 2;
  return Array.from({ length: clerks }, (_, i) => ({ x: (stage.width * (i + 0.5)) / clerks, y }));
}

function ringIn(count: number, { width, height }: Size, card: CardShape): readonly Point[] {
  const [rx, ry] = [(width - card.width) / 2 - MARGIN, (height - card.height) / 2 - MARGIN];
  return ringPlaces(count).map(({ x, y }) => {
    const level = card.flat ? Math.sign(y) * Math.abs(y) ** FLATTENING : y;
    return { x: width / 2 + x * rx, y: height / 2 + level * ry };
  });
}

function pulledApart(middles: readonly Point[], hub: Point, sides: Sides): readonly Point[] {
  if (!sides) return middles;
  return middles.map((middle, i) => {
    const side = sides.find((members) => members.includes(i + 1)) ?? [];
    const heart = centroid(side.flatMap((server) => middles[server - 1] ?? []));
    return plus(middle, times(unit(minus(heart, hub)), PULL));
  });
}

// ---- the size of the cards ------------------------------------------------------------------------------------------

interface Pattern {
  readonly kind: CardShape['kind'];
  readonly width: number;
  readonly height: number;
  /** Cards may cover this share of the stage; the rest is for messages. */
  readonly cover: number;
  /** The least distance between two cards. */
  readonly gap: number;
}

const LARGE: Pattern = { kind: 'full', width: 130, height: 76, cover: 0.3, gap: 8 };
const FULL: Pattern = { ...LARGE, cover: 0.31 };
const MEDIUM: Pattern = { kind: 'medium', width: 118, height: 76, cover: 0.36, gap: 8 };
const COMPACT: Pattern = { kind: 'compact', width: 92, height: 73, cover: 0.5, gap: 5 };
const NARROW: Pattern = { kind: 'compact', width: 80, height: 70, cover: 1, gap: 2 };
/** No room for three registers: the most telling one. */
const CHIP: Pattern = { kind: 'chip', width: 79, height: 40, cover: 1, gap: 2 };

const LARGER_ZOOMS = [2, 1.75, 1.5, 1.35, 1.2, 1.1];

type Candidate = CardShape & Pick<Pattern, 'cover' | 'gap'>;

/** The largest card with which nothing touches; if there is none, the smallest that can be read. */
function cardShape(request: LayoutRequest): CardShape {
  const candidates = cardShapes(request);
  const fitting = candidates.find((candidate) => hasRoom(request, candidate));
  const {
    cover: _,
    gap: __,
    ...shape
  } = fitting ?? (candidates[candidates.length - 1] as Candidate);
  return shape;
}

function cardShapes({ scale, touch }: LayoutRequest): readonly Candidate[] {
  // A theme with larger text may fall back to the size that the others read.
  const smallest = 1 / scale;
  const zoomed: readonly [Pattern, number][] = [
    ...LARGER_ZOOMS.map((zoom): [Pattern, number] => [LARGE, zoom]),
    [FULL, 1],
    [MEDIUM, 1],
    [COMPACT, 1],
    [MEDIUM, smallest],
    [COMPACT, smallest],
  ];
  const shapes = (tools: boolean) =>
    zoomed.map(([pattern, zoom]) => sized(pattern, zoom, scale, tools));
  const narrow = sized(NARROW, smallest, scale, false);
  const compact = sized(COMPACT, smallest, scale, false);
  const chip = sized(CHIP, smallest, scale, false);
  const low = [compact, narrow, chip].map((shape) => ({ ...shape, flat: true }));
  return [
    ...(touch ? shapes(true) : []),
    ...shapes(false),
    narrow,
    ...low.slice(0, 2),
    chip,
    ...low.slice(2),
  ];
}

function sized(pattern: Pattern, zoom: number, scale: number, tools: boolean): Candidate {
  const { kind, width, height, cover, gap } = pattern;
  const k = zoom * scale;
  const row = tools ? TOOLS_HEIGHT : 0;
  return {
    kind,
    cover,
    gap,
    zoom,
    tools,
    flat: false,
    width: Math.round(width * k),
    height: Math.round(height * k) + row,
  };
}

function hasRoom({ count, stage }: LayoutRequest, card: Candidate): boolean {
  const face = card.height - (card.tools ? TOOLS_HEIGHT : 0);
  if (card.width * face * count > stage.width * stage.height * card.cover) return false;
  if (card.width + 2 * MARGIN > stage.width || card.height + 2 * MARGIN > stage.height)
    return false;
  const middles = ringIn(count, stage, card);
  return middles.every((a, i) => middles.slice(i + 1).every((b) => areApart(a, b, card, card.gap)));
}
