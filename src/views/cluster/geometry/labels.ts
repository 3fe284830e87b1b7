import { type Curve, pointAt } from './curve';
import type { Layout } from './layout';
import type { Point, Size } from './plane';

/** Where the text of a message stands, seen from the middle of its mark; the same all along its way. */
export interface LabelPlace extends Point {
  readonly anchor: 'start' | 'middle' | 'end';
}

const GAP = 4;
const SAMPLES = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Messages that travel sideways carry their text above or below. */
const SIDEWAYS = 0.35;

/**
 * On the side where no message comes the other way, unless the text would run over a card there; and across from it, for
 * a message that makes way for another.
 */
export function labelPlaces(
  layout: Layout,
  curve: Curve,
  markSize: number,
  text: Size,
): readonly [usual: LabelPlace, flipped: LabelPlace] {
  const places = inOrderOfLiking(curve.side, markSize / 2 + GAP, text.height);
  const costs = places.map((place) => hiddenBy(layout, curve, boxOf(place, text)));
  const usual = places[costs.indexOf(Math.min(...costs))] as LabelPlace;
  return [usual, acrossFrom(usual)];
}

const ACROSS = { start: 'end', middle: 'middle', end: 'start' } as const;

const acrossFrom = ({ x, y, anchor }: LabelPlace): LabelPlace => ({
  x: -x,
  y: -y,
  anchor: ACROSS[anchor],
});

function inOrderOfLiking(side: Point, distance: number, height: number): readonly LabelPlace[] {
  const right: LabelPlace = { x: distance, y: 0, anchor: 'start' };
  const left: LabelPlace = { x: -distance, y: 0, anchor: 'end' };
  const below: LabelPlace = { x: 0, y: distance + height / 2, anchor: 'middle' };
  const above: LabelPlace = { x: 0, y: -distance - height / 2, anchor: 'middle' };
  const across = side.x >= 0 ? [right, left] : [left, right];
  const along = side.y >= 0 ? [below, above] : [above, below];
  const [first, second] = Math.abs(side.x) < SIDEWAYS ? [along, across] : [across, along];
  return [first[0], second[0], first[1], second[1]] as LabelPlace[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf({ x, y, anchor }: LabelPlace, { width, height }: Size): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}

/** How much of the text lies over cards on its way, or outside the stage. */
function hiddenBy({ middles, card, stage }: Layout, curve: Curve, text: Box): number {
  const cards = middles.map(({ x, y }) => ({
    left: x - card.width / 2,
    right: x + card.width / 2,
    top: y - card.height / 2,
    bottom: y + card.height / 2,
  }));
  const area = (text.right - text.left) * (text.bottom - text.top);
  let hidden = 0;
  for (const t of SAMPLES) {
    const { x, y } = pointAt(curve, t);
    const box = {
      left: text.left + x,
      right: text.right + x,
      top: text.top + y,
      bottom: text.bottom + y,
    };
    for (const other of cards) hidden += overlap(box, other);
    hidden += area - overlap(box, { left: 0, top: 0, right: stage.width, bottom: stage.height });
  }
  return hidden;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
