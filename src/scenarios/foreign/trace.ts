import type { Address } from '../../base/address';
import { type Ballot, formatBallot } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import type { Micros } from '../../sim/time';

/**
 * What somebody else's implementation wrote down of itself: messages as they were sent or received, and what its peers
 * took to be decided. Read-only: nothing here can be played on.
 */
export interface ForeignTrace {
  /** Multi-Paxos promises for all slots at once, the library instance by instance. */
  readonly protocol: 'basic' | 'multi';
  readonly peers: number;
  /** How the trace calls its peers, in the order of their addresses 1, 2, … */
  readonly names: readonly string[];
  /** What a step's `line` counts: lines of a file, or states of a model checker's trace. */
  readonly unit: 'line' | 'state';
  /** In the order in which things happened. */
  readonly steps: readonly ForeignStep[];
}

/** What a line tells, whatever its protocol calls it. */
export type ForeignAct =
  | 'prepare'
  | 'promise'
  | 'accept'
  | 'accepted'
  | 'reject'
  | 'decided'
  | 'heartbeat'
  | 'heartbeat-reply'
  /** A peer knows now what is decided. */
  | 'decide'
  /** The application asks for agreement on a value. */
  | 'start'
  | 'crash'
  | 'restart';

export interface ForeignStep {
  /** Where it stands, for a person to look it up. */
  readonly line: number;
  /** Time since the first step. */
  readonly at: Micros;
  readonly act: ForeignAct;
  /** What the file calls it: "p2a" for an accept of Multi-Paxos. */
  readonly kind: string;
  /** Who wrote it down; {@link NOBODY} for a proposer without a name. */
  readonly peer: Address;
  /** The ends of a message. It is sent where `from` wrote it down, received where `to` did; to itself it is both. */
  readonly from: Address | null;
  /** Null for a message to everybody. */
  readonly to: Address | null;
  /** The instance or the slot; null for what is about all slots, or about none. */
  readonly position: number | null;
  /** The ballot it is about: an answer names the ballot that it answers. */
  readonly ballot: Ballot | null;
  readonly value: Value | null;
  /** The ballot that an acceptor which refuses says it has promised. */
  readonly promised: Ballot | null;
  /** The votes that a promise reports. */
  readonly votes: readonly ReportedVote[];
  /** Every slot up to here is cleared, and its vote not reported any more; null where the promise says nothing of it. */
  readonly cleared: number | null;
}

export interface ReportedVote {
  readonly position: number;
  readonly ballot: Ballot;
  readonly value: Value;
}

/** The address of a proposer that a trace does not name. */
export const NOBODY: Address = 0;
/** The server of a ballot that is a bare number. */
const NO_SERVER: Address = 0;

/** A ballot that is a bare number. */
export function bareBallot(number: number): Ballot {
  return { round: number, server: NO_SERVER };
}

export function isBare({ server }: Ballot): boolean {
  return server === NO_SERVER;
}

/** "2.S3", or "7" where ballots are bare numbers. */
export function ballotText(ballot: Ballot): string {
  return isBare(ballot) ? String(ballot.round) : formatBallot(ballot);
}

/** "S3", or what the trace calls it. */
export function peerName({ names }: Pick<ForeignTrace, 'names'>, address: Address): string {
  return names[address - 1] ?? 'a proposer';
}

/** It was sent (and, to itself, received) here: what its sender wrote down, in the order of its own doing. */
export function isOwn({ peer, from }: ForeignStep): boolean {
  return from !== null && peer === from;
}

/** It carries a value at a ballot. */
export function isAboutVotes({ act }: ForeignStep): boolean {
  return act === 'accept' || act === 'accepted';
}
