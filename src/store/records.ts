import type { Explanation } from '../base/actor';
import type { Address } from '../base/address';
import type { ClusterEvent, ClusterOutcome } from '../check/cluster';
import type { Moment } from '../scenarios/run';

/** What the events of the present branch did, by depth. */
export interface Records {
  eventAt(depth: number): ClusterEvent | undefined;
  recordAt(depth: number): ClusterOutcome | undefined;
  momentAt(depth: number): Moment | undefined;
}

/** Whose roles are asked about: those of one instance or, where a server has one of each for all slots, of none. */
export interface Seat {
  readonly server: Address;
  readonly seq: number | null;
}

/** What one server's roles explained at a depth, in order. */
export function saidBy(
  { server, seq }: Seat,
  record: ClusterOutcome | undefined,
): readonly Explanation[] {
  if (record?.node !== server) return [];
  if (seq === null) return record.explanations;
  return record.explanations.filter(
    ({ rule, because }) => because.seq === seq || rule.startsWith('library.'),
  );
}

/** `acceptor` for `acceptor.promise`; the log is the learner's. */
export function roleOfRule(rule: string): string {
  const role = rule.slice(0, rule.indexOf('.'));
  return role === 'log' ? 'learner' : role;
}
