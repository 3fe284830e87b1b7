import type { Address } from '../base/address';
import type { Cut, World } from './world';

export function isCut(cuts: readonly Cut[], from: Address, to: Address): boolean {
  return cuts.some((cut) => cut.from === from && cut.to === to);
}

export function withCut(cuts: readonly Cut[], link: Cut): readonly Cut[] {
  return isCut(cuts, link.from, link.to) ? cuts : [...cuts, link];
}

export function withoutCut(cuts: readonly Cut[], link: Cut): readonly Cut[] {
  return cuts.filter((cut) => cut.from !== link.from || cut.to !== link.to);
}

/** Every direction between servers of different groups; a server in no group is alone. */
export function cutsOfPartition<S, M>(world: World<S, M>, groups: readonly (readonly Address[])[]): readonly Cut[] {
  const groupOf = (address: Address) => {
    const index = groups.findIndex((group) => group.includes(address));
    return index >= 0 ? index : -address;
  };
  const addresses = world.nodes.map(({ address }) => address);
  return addresses.flatMap((from) =>
    addresses.filter((to) => from !== to && groupOf(from) !== groupOf(to)).map((to) => ({ from, to })),
  );
}
