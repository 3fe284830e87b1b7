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

/**
 * Every direction between processes of different groups. A server in no group is alone; a clerk in no group reaches
 * every server. Clerks never talk to each other.
 */
export function cutsOfPartition<S, M, K>(
  world: World<S, M, K>,
  groups: readonly (readonly Address[])[],
): readonly Cut[] {
  const groupOf = (address: Address) => groups.findIndex((group) => group.includes(address));
  const together = (a: Address, b: Address) => groupOf(a) === groupOf(b) && groupOf(a) >= 0;
  const servers = world.nodes.map(({ address }) => address);
  const bound = world.clerks.map(({ address }) => address).filter((clerk) => groupOf(clerk) >= 0);
  const between = servers.flatMap((from) =>
    servers.filter((to) => from !== to).map((to) => ({ from, to })),
  );
  const withClerks = bound.flatMap((clerk) =>
    servers.flatMap((server) => [
      { from: clerk, to: server },
      { from: server, to: clerk },
    ]),
  );
  return [...between, ...withClerks].filter(({ from, to }) => !together(from, to));
}
