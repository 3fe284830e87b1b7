import type { Address } from '../../../base/address';
import type { Layout } from './layout';
import { lengthOf, minus, type Point } from './plane';
import type { Sides } from './sides';

/** Where a dragged card is, seen from the middle of the ring. */
export type Zone = 'outside' | 'home' | 'inside';

/** This far beyond its place, and no longer in the ring. */
const OUTWARDS = 34;
const INWARDS = 0.62;

/** The distances from the hub at which letting go begins to mean something. */
export function thresholds(
  { middles, hub }: Layout,
  server: Address,
): { readonly outer: number; readonly inner: number } {
  const home = lengthOf(minus(middles[server - 1] ?? hub, hub));
  return { outer: home + OUTWARDS, inner: home * INWARDS };
}

export function zoneOf(layout: Layout, server: Address, at: Point): Zone {
  const { outer, inner } = thresholds(layout, server);
  const distance = lengthOf(minus(at, layout.hub));
  if (distance >= outer) return 'outside';
  return distance <= inner ? 'inside' : 'home';
}

type Groups = readonly (readonly Address[])[];

/**
 * The groups after a card was let go. Outside: it leaves its side for the other one, or stands alone. Inside: it joins
 * the largest side again. Null: nothing changes.
 */
export function groupsAfterDrag(
  count: number,
  sides: Sides,
  server: Address,
  zone: Zone,
): Groups | null {
  const present: Groups = sides ?? [Array.from({ length: count }, (_, i) => i + 1)];
  const own = present.find((side) => side.includes(server)) ?? [];
  const others = present.filter((side) => side !== own);
  if (zone === 'home') return null;
  if (zone === 'outside') {
    if (own.length < 2) return null;
    return others.length === 1
      ? move(present, server, others[0])
      : move(present, server, undefined);
  }
  const main = present.reduce((best, side) => (side.length > best.length ? side : best));
  return main === own ? null : move(present, server, main);
}

/** `server` leaves its group for `target`, or for a group of its own. */
function move(groups: Groups, server: Address, target: readonly Address[] | undefined): Groups {
  const moved = groups.map((group) => {
    if (group === target) return [...group, server].sort((a, b) => a - b);
    return group.filter((member) => member !== server);
  });
  return [...moved, ...(target ? [] : [[server]])].filter((group) => group.length > 0);
}
