export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
export const times = (a: Point, k: number): Point => ({ x: a.x * k, y: a.y * k });
export const lengthOf = ({ x, y }: Point): number => Math.hypot(x, y);
export const between = (a: Point, b: Point, t: number): Point => plus(times(a, 1 - t), times(b, t));

/** The same direction with length 1; no direction at all stays none. */
export function unit(a: Point): Point {
  const length = lengthOf(a);
  return length === 0 ? a : times(a, 1 / length);
}

export function centroid(points: readonly Point[]): Point {
  const sum = points.reduce(plus, { x: 0, y: 0 });
  return times(sum, 1 / Math.max(1, points.length));
}

/** Where the ray from the middle of a box towards `aim` leaves the box. */
export function leaveBox(middle: Point, { width, height }: Size, aim: Point): Point {
  const { x, y } = minus(aim, middle);
  if (x === 0 && y === 0) return middle;
  const t = Math.min(width / 2 / Math.abs(x), height / 2 / Math.abs(y));
  return plus(middle, times({ x, y }, t));
}

/** The point `along` further clockwise on a box's edge than the edge point `from`. */
export function walkEdge(
  middle: Point,
  { width, height }: Size,
  from: Point,
  along: number,
): Point {
  const [left, top] = [middle.x - width / 2, middle.y - height / 2];
  const [x, y] = [from.x - left, from.y - top];
  const around = 2 * (width + height);
  // Clockwise from the upper left corner: top, right, bottom, left.
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
  const start = near(y, 0)
    ? x
    : near(x, width)
      ? width + y
      : near(y, height)
        ? 2 * width + height - x
        : around - y;
  const s = (((start + along) % around) + around) % around;
  if (s <= width) return { x: left + s, y: top };
  if (s <= width + height) return { x: left + width, y: top + s - width };
  if (s <= 2 * width + height) return { x: left + 2 * width + height - s, y: top + height };
  return { x: left, y: top + around - s };
}

/** The direction that points straight away from a box at a point of its edge. */
export function outwardsAt(middle: Point, { width, height }: Size, edge: Point): Point {
  const { x, y } = minus(edge, middle);
  if (Math.abs(x) / width > Math.abs(y) / height) return { x: Math.sign(x), y: 0 };
  return { x: 0, y: Math.sign(y) };
}

/** Where the ray from inside a stage through `through` meets the stage's edge. */
export function edgeOfStage(from: Point, through: Point, { width, height }: Size): Point {
  const { x, y } = minus(through, from);
  const reach = (delta: number, start: number, end: number) =>
    delta === 0 ? Number.POSITIVE_INFINITY : ((delta > 0 ? end : 0) - start) / delta;
  const t = Math.min(reach(x, from.x, width), reach(y, from.y, height));
  return Number.isFinite(t) ? plus(from, times({ x, y }, t)) : from;
}

/** Two boxes of one size are at least `gap` apart, side by side or one above the other. */
export function areApart(a: Point, b: Point, { width, height }: Size, gap: number): boolean {
  return Math.abs(a.x - b.x) >= width + gap || Math.abs(a.y - b.y) >= height + gap;
}
