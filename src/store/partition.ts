import { type Address, nameOf } from '../base/address';
import type { ClusterWorld } from '../check/cluster';
import { partitionOf } from './groups';
import type { Session } from './session';

/** For each server, in order, the number of its side; all 0 without a partition. */
export function sidesOf(world: ClusterWorld): readonly number[] {
  const groups = partitionOf(world);
  return world.nodes.map(
    ({ address }) => groups?.findIndex((group) => group.includes(address)) ?? 0,
  );
}

/** Partitions the network by sides; everybody on one side heals the cuts. A text says why not. */
export function callPartition(session: Session, sides: readonly number[]): string | null {
  const groups = [...new Set(sides)].sort().map((side) => addressesOn(sides, side));
  if (groups.length === 1)
    return 'Put somebody on another side; to join them again, heal the network.';
  partitionInto(session, groups);
  return null;
}

/** Partitions the network into these groups, told in words. */
export function partitionInto(session: Session, groups: readonly (readonly Address[])[]): boolean {
  const words = groups.map((group) => group.map(nameOf).join(' ')).join(' | ');
  return session.act({ type: 'partition', groups }, `Partition: ${words}.`);
}

function addressesOn(sides: readonly number[], side: number): Address[] {
  return sides.flatMap((s, i) => (s === side ? [i + 1] : []));
}
