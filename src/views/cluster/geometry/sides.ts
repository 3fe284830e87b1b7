import type { Address } from '../../../base/address';

/** The sides of a partition; null for a whole network. */
export type Sides = readonly (readonly Address[])[] | null;

/**
 * Which server stands at which place of the ring. Everybody at home, unless a side would be scattered: then each side is
 * brought together, with as few servers moved as possible.
 */
export function seating(count: number, sides: Sides): readonly Address[] {
  const home = Array.from({ length: count }, (_, i) => i + 1);
  if (!sides || isTogether(home, sides)) return home;
  const together = sides.flat();
  const turned = home.map((_, turn) => [...together.slice(turn), ...together.slice(0, turn)]);
  const atHome = (seats: readonly Address[]) =>
    seats.filter((server, i) => server === i + 1).length;
  return turned.reduce((best, seats) => (atHome(seats) > atHome(best) ? seats : best));
}

export function sideOf(sides: NonNullable<Sides>, server: Address): number {
  return sides.findIndex((side) => side.includes(server));
}

/** Going round the ring, every side is entered once. */
function isTogether(seats: readonly Address[], sides: NonNullable<Sides>): boolean {
  return boundaries(seats, sides).length <= Math.max(2, sides.length);
}

/** The places after which another side begins, going round the ring. */
export function boundaries(
  seats: readonly Address[],
  sides: NonNullable<Sides>,
): readonly number[] {
  return seats.flatMap((server, i) => {
    const next = seats[(i + 1) % seats.length] ?? server;
    return sideOf(sides, server) === sideOf(sides, next) ? [] : [i];
  });
}
