import type { Self } from '../../base/actor';
import type { Address } from '../../base/address';
import { getAt, lastKey } from '../../base/intMap';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import { type AcceptorState, FRESH_ACCEPTOR } from './acceptor';
import { newcomer } from './electionRules';
import { type LeaderState, leaderRole } from './leader';
import { FRESH_LEARNER, type LearnerState } from './learner';
import type { Settings } from './settings';

/** One server: three roles, each its own machine, one of each for all slots; none reads another's context. */
export interface MultiServer {
  readonly protocol: 'multi';
  readonly self: Address;
  readonly servers: readonly Address[];
  readonly toSelf: Settings['toSelf'];
  readonly acceptor: AcceptorState;
  readonly learner: LearnerState;
  readonly leader: LeaderState;
}

export function makeServer({ address, servers, timers }: Self, settings: Settings): MultiServer {
  return {
    protocol: 'multi',
    self: address,
    servers,
    toSelf: settings.toSelf,
    acceptor: FRESH_ACCEPTOR,
    learner: FRESH_LEARNER,
    leader: leaderRole.initial(newcomer(address, servers, timers, settings)),
  };
}

/** What a crash leaves behind when the storage is kept. A leader comes back as a follower, and never reuses a ballot. */
export interface DurableMulti {
  readonly acceptor: AcceptorState;
  readonly learner: LearnerState;
  readonly seen: Ballot | null;
}

export function keepDurable({ acceptor, learner, leader }: MultiServer): DurableMulti {
  return { acceptor, learner, seen: leader.context.seen };
}

export function revive(blank: MultiServer, { acceptor, learner, seen }: DurableMulti): MultiServer {
  const leader = { ...blank.leader, context: { ...blank.leader.context, seen } };
  return { ...blank, acceptor, learner, leader };
}

// ---- DSLabs' status of a slot (CONFORMANCE 3.2) -------------------------------------------------------------------

export type SlotStatus = 'empty' | 'accepted' | 'chosen' | 'cleared';

/** What is left of a server up or down: its log and its votes. */
export type MultiRecords = Pick<MultiServer, 'acceptor' | 'learner'>;

export function slotStatusOf({ acceptor, learner }: MultiRecords, slot: number): SlotStatus {
  if (slot <= learner.context.cleared) return 'cleared';
  if (getAt(learner.context.decided, slot) !== undefined) return 'chosen';
  return getAt(acceptor.context.accepted, slot) ? 'accepted' : 'empty';
}

/** The command accepted or known to be chosen there; null for none. */
export function commandAt({ acceptor, learner }: MultiRecords, slot: number): Value | null {
  const known = getAt(learner.context.decided, slot);
  return known ?? getAt(acceptor.context.accepted, slot)?.value ?? null;
}

/** The lowest slot not cleared; 1 at first. */
export function firstNonCleared({ learner }: MultiRecords): number {
  return learner.context.cleared + 1;
}

/** The highest slot that is not empty; 0 for none. */
export function lastNonEmpty({ acceptor, learner }: MultiRecords): number {
  const { decided, cleared } = learner.context;
  return Math.max(cleared, lastKey(decided), lastKey(acceptor.context.accepted));
}

/** It believes itself leader: the one role in which a server takes clients' requests. */
export function isLeading({ leader }: MultiServer): boolean {
  return leader.value === 'leading';
}
