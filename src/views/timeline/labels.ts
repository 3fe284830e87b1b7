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
 * Places as many labels as there is room for. Wishes come in the order in which their arrows ended, and who comes first
 * keeps its place whoever comes later: nothing jumps while time goes on. A label gives way only when a later head
 * covers it.
 */
export function placeLabels(
  wishes: readonly Wish[],
  taken: readonly Box[],
  letters: Letters,
): ReadonlyMap<number, Place> {
  const labels = createGrid();
  const heads = createGrid();
  for (const box of taken) labels.add(box);
  const placed = new Map<number, { place: Place; box: Box }>();
  for (const wish of wishes) {
    for (const place of candidates(wish, letters)) {
      const box = boxOf(wish, place, letters);
      if (labels.hits(box) || heads.hits(box)) continue;
      labels.add(box);
      placed.set(wish.id, { place, box });
      break;
    }
    heads.add(headBox(wish, letters));
  }
  const clear = [...placed].filter(([, { box }]) => !heads.hits(box));
  return new Map(clear.map(([id, { place }]) => [id, place]));
}

/** First in the past and on the far side of the lane, where nothing more can come; then to the right. */
function candidates(wish: Wish, { height, mark }: Letters): Place[] {
  const right = mark + 3;
  const [near, far] = wish.side > 0 ? [-4, height] : [height, -4];
  return [restingPlace(wish, { height, mark }), { dx: right, dy: near }, { dx: right, dy: far }];
}

/** Where a label stands when there is nothing in its way. */
export function restingPlace({ side, width }: Pick<Wish, 'side' | 'width'>, { height, mark }: Letters): Place {
  return { dx: -mark - 3 - width, dy: side > 0 ? height : -4 };
}

function headBox({ head }: Wish, { mark }: Letters): Box {
  return { left: head.x - mark, right: head.x + mark, top: head.y - mark, bottom: head.y + mark };
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
