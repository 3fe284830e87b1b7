import type { Point } from './arrow';

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
 * Places as many labels as there is room for, in the order of the wishes: who comes first keeps its place whoever
 * comes later, so nothing jumps while time goes on.
 */
export function placeLabels(
  wishes: readonly Wish[],
  taken: readonly Box[],
  letters: Letters,
): ReadonlyMap<number, Place> {
  const boxes = createGrid();
  for (const box of taken) boxes.add(box);
  const places = new Map<number, Place>();
  for (const wish of wishes) {
    for (const place of candidates(wish, letters)) {
      const box = boxOf(wish, place, letters);
      if (boxes.hits(box)) continue;
      boxes.add(box);
      places.set(wish.id, place);
      break;
    }
  }
  return places;
}

/** On the side the arrow comes from: right of it, then left; then on the other side of the lane. */
function candidates({ side, width }: Wish, { height, mark }: Letters): Place[] {
  const right = mark + 3;
  const left = -mark - 3 - width;
  const near = side > 0 ? -4 : height;
  const far = side > 0 ? height : -4;
  return [
    { dx: right, dy: near },
    { dx: right, dy: far },
    { dx: left, dy: far },
  ];
}

export function boxOf({ head, width }: Pick<Wish, 'head' | 'width'>, { dx, dy }: Place, { height }: Letters): Box {
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
    hits: (box: Box) => columnsOf(box).some((column) => columns.get(column)?.some((other) => overlap(box, other))),
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
