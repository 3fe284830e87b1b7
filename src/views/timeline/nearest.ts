import type { Point } from './arrow';

/** One straight line that can be meant with the pointer. */
export interface Line {
  readonly id: number;
  readonly from: Point;
  readonly to: Point;
}

/** The line nearest to a point, within reach; the later one of two as near. */
export function nearestLine(lines: readonly Line[], point: Point, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (const { id, from, to } of lines) {
    const distance = squaredDistance(point, from, to);
    if (distance > least) continue;
    least = distance;
    best = id;
  }
  return best;
}

function squaredDistance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const part = Math.max(0, Math.min(1, along));
  const [ex, ey] = [from.x + part * dx - point.x, from.y + part * dy - point.y];
  return ex * ex + ey * ey;
}
