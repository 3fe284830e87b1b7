import type { Address } from '../base/address';
import type { ClusterWorld } from '../check/cluster';
import { isCut } from '../sim/links';

/**
 * The sides of a partition: servers that can still talk both ways, directly. Null when the cuts form no clean
 * partition (single links cut) or there is none.
 */
export function partitionOf(world: ClusterWorld): readonly (readonly Address[])[] | null {
  if (world.cuts.length === 0) return null;
  const groups: Address[][] = [];
  for (const { address } of world.nodes) {
    const home = groups.find(
      ([first]) => first !== undefined && !isCut(world.cuts, first, address),
    );
    if (home) home.push(address);
    else groups.push([address]);
  }
  const apart = (a: Address, b: Address) =>
    groups.find((group) => group.includes(a)) !== groups.find((g) => g.includes(b));
  const clean = world.nodes.every(({ address: a }) =>
    world.nodes.every(({ address: b }) => a === b || isCut(world.cuts, a, b) === apart(a, b)),
  );
  return clean && groups.length > 1 ? groups : null;
}
