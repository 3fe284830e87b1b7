import { getAt } from '../base/intMap';
import type { Peer } from '../protocol/basic';
import type { Value } from '../protocol/value';
import { NO_OP, type Operation, sameOperation } from './operation';
import type { Look, Pending, ReplicaContext } from './replica';
import { answered, type KvState, type Session, sessionsWith } from './store';

/** The decisions of a replica in which correctness hides; its machine and its server are built from them. */
export interface ReplicaRules {
  /** The answer that it can give at once, without the log; null when there is none. */
  knownAnswer(replica: ReplicaContext, operation: Operation): Session | null;
  /** The entry of the log that it reads in this instance; null while it must wait for it. */
  entryAt(peer: Peer, seq: number): Value | null;
  /** Whether this operation stood earlier in the log, and changes nothing here. */
  isRepeated(before: KvState, operation: Operation): boolean;
  /** Whether this entry of the log is what the request waits for. */
  isOutcome(pending: Pending, seq: number, entry: Operation | null): boolean;
  /** Whether it may answer a request whose entry is decided, and not applied. */
  answersUnapplied(): boolean;
  /** The answers that are kept when one more operation is applied. */
  sessionsWith(sessions: readonly Session[], latest: Session): readonly Session[];
  /** The argument of Done after a look. */
  doneAfter(applied: number, look: Look): number;
  /** Whether it has waited long enough for the next instance to fill it. */
  losesPatience(replica: ReplicaContext): boolean;
  /** What it fills a hole with. */
  filler(replica: ReplicaContext): Value;
}

export const REPLICA_RULES: ReplicaRules = {
  /** Only what was applied before: everything else, gets too, goes through the log (BL-31, BL-35). */
  knownAnswer: answered,

  /** What the library's Status says; a hole stays a hole (BL-36). */
  entryAt: (peer, seq) => getAt(peer.instances, seq)?.learner.context.value ?? null,

  /** Judged when applying: an operation may stand in the log twice, and counts once (BL-33, BL-34). */
  isRepeated: (before, operation) => answered(before, operation) !== null,

  /** The very operation, and not whatever was decided in its instance (BL-32). */
  isOutcome: ({ operation }, _seq, entry) => sameOperation(entry, operation),

  /** Not before all that stands before it is applied (BL-36). */
  answersUnapplied: () => false,

  /** The latest answer of each clerk (BL-40). */
  sessionsWith,

  /** Only of what was applied: the library forgets the rest for ever (BL-37). */
  doneAfter: (applied) => applied,

  /** Not too eagerly: an instance may belong to an operation still in flight (BL-40). */
  losesPatience: ({ waitedMs, patienceMs }) => waitedMs >= patienceMs,

  filler: () => NO_OP,
};
