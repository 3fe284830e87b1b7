import type { Point } from './arrow';
import type { Line } from './nearest';

/** A rectangle that a label must not cover. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Somebody who would like a label beside its head. */
export interface Wish {
  readonly id: number;
  readonly head: Point;
  /** 1 when the arrow comes from above, -1 from below. */
  readonly side: 1 | -1;
  readonly width: number;
}

/** Where a label stands, from its head: the left end of its base line. */
export interface Place {
  readonly dx: number;
  readonly dy: number;
}

export interface Letters {
  readonly height: number;
  /** Radius of the marks. */
  readonly mark: number;
}

/**
 * Places as many labels as there is room for. Wishes come in the order in which their arrows ended, and who comes first
 * keeps its place whoever comes later: nothing jumps while time goes on. A label gives way only when a later head
 * covers it. One line may pass behind a label, not more.
 */
export function placeLabels(
  wishes: readonly Wish[],
  taken: readonly Box[],
  lines: readonly Line[],
  letters: Letters,
): ReadonlyMap<number, Place> {
  const labels = createGrid();
  const heads = createGrid();
  for (const box of taken) labels.add(box);
  const placed = new Map<number, { place: Place; box: Box }>();
  for (const wish of wishes) {
    const best = bestPlace(wish, letters, (box) => {
      if (labels.hits(box) || heads.hits(box)) return Number.POSITIVE_INFINITY;
      return crossings(box, wish.id, lines);
    });
    heads.add(headBox(wish, letters));
    if (!best) continue;
    labels.add(best.box);
    placed.set(wish.id, best);
  }
  const clear = [...placed].filter(([, { box }]) => !heads.hits(box));
  return new Map(clear.map(([id, { place }]) => [id, place]));
}

const MOST_CROSSED = 1;

function bestPlace(wish: Wish, letters: Letters, faultsOf: (box: Box) => number) {
  let best: { place: Place; box: Box } | null = null;
  let least = MOST_CROSSED + 1;
  for (const place of candidates(wish, letters)) {
    const box = boxOf(wish, place, letters);
    const faults = faultsOf(box);
    if (faults >= least) continue;
    best = { place, box };
    least = faults;
    if (least === 0) break;
  }
  return best;
}

/** First in the past and on the far side of the lane, where nothing more can come; then to the right. */
function candidates({ side, width }: Wish, { height, mark }: Letters): Place[] {
  const right = mark + 3;
  const left = -mark - 3 - width;
  const [near, far] = side > 0 ? [-4, height] : [height, -4];
  return [
    { dx: left, dy: far },
    { dx: right, dy: near },
    { dx: right, dy: far },
    { dx: left, dy: near },
  ];
}

/** Beside a head that moves: in the future, where nothing stands yet. `sign` is the width of what stands between. */
export function movingPlace({ height, mark }: Letters, sign = 0): Place {
  return { dx: mark + 4 + sign, dy: height / 3 };
}

function headBox({ head }: Wish, { mark }: Letters): Box {
  return { left: head.x - mark, right: head.x + mark, top: head.y - mark, bottom: head.y + mark };
}

export function boxOf(
  { head, width }: Pick<Wish, 'head' | 'width'>,
  { dx, dy }: Place,
  { height }: Letters,
): Box {
  const left = head.x + dx;
  const bottom = head.y + dy + 2;
  return { left, right: left + width, top: bottom - height, bottom };
}

const CELL = 64;

/** Boxes by the column they stand in, so that each is compared with its neighbours only. */
function createGrid() {
  const columns = new Map<number, Box[]>();
  function columnsOf({ left, right }: Box): number[] {
    const first = Math.floor(left / CELL);
    return Array.from({ length: Math.floor(right / CELL) - first + 1 }, (_, i) => first + i);
  }
  return {
    add(box: Box) {
      for (const column of columnsOf(box)) {
        const others = columns.get(column);
        if (others) others.push(box);
        else columns.set(column, [box]);
      }
    },
    hits: (box: Box) =>
      columnsOf(box).some((column) => columns.get(column)?.some((other) => overlap(box, other))),
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a line passes through a box. */
export function crosses({ from, to }: Line, { left, right, top, bottom }: Box): boolean {
  if (Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right) return false;
  if (Math.max(from.y, to.y) < top || Math.min(from.y, to.y) > bottom) return false;
  // It passes when not all corners lie on one side of it.
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const side = (x: number, y: number) => Math.sign(dx * (y - from.y) - dy * (x - from.x));
  const sides = side(left, top) + side(right, top) + side(left, bottom) + side(right, bottom);
  return Math.abs(sides) < 4;
}

/** How many lines pass through a box; counting ends when there are too many. */
function crossings(box: Box, own: number, lines: readonly Line[]): number {
  let count = 0;
  for (const line of lines) {
    if (line.id === own || !crosses(line, box)) continue;
    count++;
    if (count > MOST_CROSSED) break;
  }
  return count;
}
