/**
 * Messages on one way, moved along it so that none covers another: at least `gap` between any two, and as little as it
 * takes. Whoever is ahead goes further ahead, as far as the way goes; in its order nothing changes.
 */
export function spread(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((_, i) => i).sort((a, b) => at(places, a) - at(places, b) || a - b);
  const room = Math.min(gap, 1 / Math.max(1, places.length - 1));
  const moved = places.slice();
  for (let i = 1; i < order.length; i++) {
    const [behind, ahead] = [at(order, i - 1), at(order, i)];
    moved[ahead] = Math.max(at(moved, ahead), at(moved, behind) + room);
  }
  for (let i = order.length - 1, end = 1; i >= 0; i--, end -= room) {
    const nth = at(order, i);
    moved[nth] = Math.min(at(moved, nth), end);
    end = at(moved, nth);
  }
  return moved;
}

const at = (list: readonly number[], i: number): number => list[i] ?? 0;
