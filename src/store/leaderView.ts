import type { Address } from '../base/address';
import { getAt, lastKey } from '../base/intMap';
import { isMulti, type LeaderServer } from '../check/cluster';
import { factsOf } from '../check/facts';
import { isMultiRemains, type MultiRemains } from '../check/reading';
import { type Ballot, sameBallot } from '../protocol/ballot';
import { lastNonEmpty, type SlotStatus, slotStatusOf } from '../protocol/multi';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Moment } from '../scenarios/run';
import type { Micros } from '../sim/time';
import { remainsOf } from './cells';

/** What a server of Multi-Paxos takes itself for. */
export type Part = 'following' | 'electing' | 'leading' | 'backing off';

/** One server of Multi-Paxos as plain data: what its card and the inspector are made of. */
export interface LeaderView {
  readonly server: Address;
  readonly status: 'up' | 'crashed' | 'paused';
  readonly deaf: boolean;
  /** It is down, and nothing is left on its disk. */
  readonly lost: boolean;
  /** The ballot that its acceptor has adopted: it takes part in no other. */
  readonly adopted: Ballot | null;
  /** It has executed the slots up to here, and cleared those up to there; 0 for none. */
  readonly executed: number;
  readonly cleared: number;
  /** The highest slot that is not empty; 0 for none. */
  readonly lastNonEmpty: number;
  /** The first slot that is open while a later one is decided; null for none. */
  readonly hole: number | null;
  /** Null while it is down: leadership is not on the disk. */
  readonly leadership: Leadership | null;
}

/** What a server knows as leader, or as one who may have to become it. */
export interface Leadership {
  readonly part: Part;
  /** PMMC's flag: a majority has promised its ballot, and it may propose. */
  readonly active: boolean;
  /** Whom it believes to be the leader: itself while it leads; null when it knows of none. */
  readonly believes: Address | null;
  /** The ballot that it leads with or tries to lead with; null when it does neither. */
  readonly own: Ballot | null;
  /** The highest ballot it has seen anywhere. */
  readonly seen: Ballot | null;
  /** Whether it heard from the leader since its last heartbeat check, and how many checks in a row it did not. */
  readonly heard: boolean;
  readonly misses: number;
  readonly majority: number;
  /** Whoever promised its own ballot, in the order of their answers. */
  readonly promises: readonly Address[];
  /** The first slot that it has proposed nothing for; null when it does not lead. */
  readonly nextSlot: number | null;
  /** While it leads: how far each server has executed, as far as it told; in the order of the servers. */
  readonly executedBy: readonly number[] | null;
  /** When its timers fire; null for one that is not set. */
  readonly heartbeatAt: Micros | null;
  readonly checkAt: Micros | null;
  readonly backoffAt: Micros | null;
}

/** The latest executed slot of each server, as far as a leader knows; it need not tell itself. Null for any other. */
export function executedAsKnown({
  server,
  executed,
  leadership,
}: LeaderView): readonly number[] | null {
  return leadership?.executedBy?.with(server - 1, executed) ?? null;
}

/** Every server that believes it leads: there may be none, or several. */
export function leadersIn(moment: Moment): readonly Address[] {
  const servers = moment.world.nodes.map(({ address }) => address);
  return servers.filter((server) => leaderView(moment, server).leadership?.active);
}

/** One slot as one server sees it. */
export interface SlotView {
  readonly slot: number;
  /** In DSLabs' words; `chosen` is what this server knows to be chosen. */
  readonly status: SlotStatus;
  readonly vote: Vote | null;
  readonly decided: Value | null;
  /** What it asks for there as leader; null when it asks for nothing. */
  readonly proposal: ProposalView | null;
}

export interface ProposalView {
  readonly value: Value;
  /** The ballot under which phase 1 reported the value; null for a new command and for a no-op in a gap. */
  readonly reported: Ballot | null;
  /** Whoever voted for it under the present ballot, in the order of their answers. */
  readonly votes: readonly Address[];
  /** Those of them that never accepted this: a wrong rule counted them. */
  readonly unfounded: readonly Address[];
  readonly majority: number;
  /** Sendings of its P2A so far. */
  readonly sendings: number;
}

/** What one acceptor reported about one slot with its promise. */
export interface SlotReport {
  readonly from: Address;
  readonly vote: Vote | null;
  /** It knew this to be chosen there. */
  readonly decided: Value | null;
  /** It had cleared the slot. */
  readonly cleared: boolean;
}

/** @throws TypeError for a server of another protocol. */
export function leaderView(moment: Moment, server: Address): LeaderView {
  const node = moment.world.nodes[server - 1];
  const remains = recordsOf(moment, server);
  const state = leaderServer(moment, server);
  return {
    server,
    status: node?.status ?? 'up',
    deaf: node?.deaf ?? false,
    lost: remains === null,
    adopted: remains?.acceptor.context.ballot ?? null,
    executed: remains?.learner.context.executed ?? 0,
    cleared: remains?.learner.context.cleared ?? 0,
    lastNonEmpty: remains ? lastNonEmpty(remains) : 0,
    hole: remains && holeIn(remains),
    leadership: state && leadershipOf(state, moment),
  };
}

/** @throws TypeError for a server of another protocol. */
export function slotView(moment: Moment, server: Address, slot: number): SlotView {
  const remains = recordsOf(moment, server);
  const state = leaderServer(moment, server);
  return {
    slot,
    status: remains ? slotStatusOf(remains, slot) : 'empty',
    vote: (remains && getAt(remains.acceptor.context.accepted, slot)) ?? null,
    decided: (remains && getAt(remains.learner.context.decided, slot)) ?? null,
    proposal: state && proposalOf(state, slot, moment),
  };
}

/** What a leader, or one who tries to become it, was told about a slot, in the order of the answers. */
export function reportsOn(moment: Moment, server: Address, slot: number): readonly SlotReport[] {
  const reports = leaderServer(moment, server)?.leader.context.reports ?? [];
  return reports.map(({ from, accepted, decided, cleared }) => ({
    from,
    vote: getAt(accepted, slot) ?? null,
    decided: getAt(decided, slot) ?? null,
    cleared: slot <= cleared,
  }));
}

/** @throws TypeError for a server of another protocol. */
export function recordsOf(moment: Moment, server: Address): MultiRemains | null {
  const remains = remainsOf(moment, server);
  if (remains && !isMultiRemains(remains)) throw new TypeError('no server of Multi-Paxos');
  return remains;
}

/** Null while it is down. */
export function leaderServer({ world }: Moment, server: Address): LeaderServer | null {
  const state = world.nodes[server - 1]?.state;
  return state && isMulti(state) ? state : null;
}

function holeIn({ learner }: MultiRemains): number | null {
  const { decided, executed } = learner.context;
  return lastKey(decided) > executed ? executed + 1 : null;
}

function leadershipOf({ self, servers, leader }: LeaderServer, { world }: Moment): Leadership {
  const { ballot, seen, heard, misses, reports, nextSlot, executedBy } = leader.context;
  const part = leader.value as Part;
  const leads = part === 'leading';
  const timer = (name: string) =>
    world.timers.find((timer) => timer.node === self && timer.name === name)?.at ?? null;
  return {
    part,
    active: leads,
    believes: believedLeader(part, self, seen),
    own: leads || part === 'electing' ? ballot : null,
    seen,
    heard,
    misses,
    majority: majorityOf(servers.length),
    promises: reports.map(({ from }) => from),
    nextSlot: leads ? nextSlot : null,
    executedBy: leads ? executedBy : null,
    heartbeatAt: timer('heartbeat'),
    checkAt: timer('heartbeatCheck'),
    backoffAt: timer('backoff'),
  };
}

/** A server that led before it crashed has seen no higher ballot than its own: then it knows of no leader. */
function believedLeader(part: Part, self: Address, seen: Ballot | null): Address | null {
  if (part === 'leading') return self;
  const other = seen !== null && seen.server !== self;
  return part === 'following' && other ? seen.server : null;
}

function proposalOf(
  { leader, servers }: LeaderServer,
  slot: number,
  { facts }: Moment,
): ProposalView | null {
  const { proposals, ballot } = leader.context;
  const proposal = getAt(proposals, slot);
  if (!proposal) return null;
  const { value, reported, votes, attempts } = proposal;
  const real = factsOf(facts, slot).ballots.find(
    (cast) => sameBallot(cast.ballot, ballot) && cast.value === value,
  );
  const unfounded = votes.filter((voter) => !real?.acceptors.includes(voter));
  const majority = majorityOf(servers.length);
  return { value, reported, votes, unfounded, majority, sendings: attempts };
}
