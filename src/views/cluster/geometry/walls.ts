import { at } from './curve';
import type { Layout } from './layout';
import { between, edgeOfStage, lengthOf, minus, type Point } from './plane';
import { boundaries } from './sides';

/** The walls between the sides of a partition, as SVG paths through the gaps of the ring. */
export function wallPaths(layout: Layout): readonly string[] {
  const { sides, hub, stage } = layout;
  if (!sides) return [];
  const gaps = boundaries(layout.seats, sides).map((place) => gapAfter(layout, place));
  const outer = (gap: Point) => edgeOfStage(hub, gap, stage);
  const [one, other] = gaps;
  if (gaps.length !== 2 || !one || !other)
    return gaps.map((gap) => `M${at(hub)}L${at(outer(gap))}`);
  if (lengthOf(minus(one, other)) < 1)
    return [`M${at({ x: hub.x, y: 0 })}L${at({ x: hub.x, y: stage.height })}`];
  return [`M${at(outer(one))}L${at(one)}Q${at(hub)} ${at(other)}L${at(outer(other))}`];
}

function gapAfter({ seats, middles, hub }: Layout, place: number): Point {
  const middleOf = (seat: number) => middles[(seats[seat % seats.length] ?? 0) - 1] ?? hub;
  return between(middleOf(place), middleOf(place + 1), 0.5);
}
