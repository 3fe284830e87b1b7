import { keyedHash } from '../../base/dice';
import type { IntMap } from '../../base/intMap';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';

/**
 * What servers of Multi-Paxos say to each other (PMMC's p1a to p2b, all roles merged; DSLabs lab 3). `ballot` is always
 * the ballot the message is about: an answer names the ballot of the question it answers, and says beside it in
 * `promised` which ballot its acceptor has adopted. `attempt` and `beat` only tell the luck of repeated sendings apart.
 */
export type Message = P1A | P1B | P2A | P2B | Heartbeat | HeartbeatReply | Decision;

/** Phase 1, for every slot at once: will you follow this ballot? */
export interface P1A {
  readonly kind: 'p1a';
  readonly ballot: Ballot;
  readonly attempt: number;
}

/** "I follow `promised`" — a promise when that is the ballot asked for, else a refusal, which reports nothing. */
export interface P1B {
  readonly kind: 'p1b';
  readonly ballot: Ballot;
  readonly promised: Ballot;
  /** Its votes in all slots it has not cleared. */
  readonly accepted: IntMap<Vote>;
  /** What it knows to be chosen, in all slots it has not cleared. */
  readonly decided: IntMap<Value>;
  /** Every slot up to here was executed by everybody, and is cleared. */
  readonly cleared: number;
  readonly attempt: number;
}

/** Phase 2 of one slot: accept this value. */
export interface P2A {
  readonly kind: 'p2a';
  readonly ballot: Ballot;
  readonly slot: number;
  readonly value: Value;
  /** Every slot up to here is decided. */
  readonly decidedUpTo: number;
  readonly attempt: number;
}

/** The answer to the P2A of this `ballot` and `slot`, and to no other (CONFORMANCE BL-41, BL-42). */
export interface P2B {
  readonly kind: 'p2b';
  readonly ballot: Ballot;
  readonly slot: number;
  readonly accepted: boolean;
  readonly promised: Ballot | null;
  readonly attempt: number;
}

/** The leader is alive; decisions and clearing ride along. */
export interface Heartbeat {
  readonly kind: 'heartbeat';
  readonly ballot: Ballot;
  readonly decidedUpTo: number;
  /** Everybody has executed up to here. */
  readonly cleared: number;
  readonly beat: number;
}

export interface HeartbeatReply {
  readonly kind: 'heartbeat-reply';
  readonly ballot: Ballot;
  readonly promised: Ballot | null;
  /** Its latest executed slot; 0 for none. */
  readonly executed: number;
  /** What the heartbeat told it: with fewer executed it lacks a decision. */
  readonly decidedUpTo: number;
  readonly beat: number;
}

/** What is decided in consecutive slots, for a server that lags behind. */
export interface Decision {
  readonly kind: 'decision';
  readonly ballot: Ballot;
  readonly first: number;
  readonly values: readonly Value[];
  readonly beat: number;
}

export type MessageKind = Message['kind'];
export type MessageOf<K extends MessageKind> = Extract<Message, { kind: K }>;

export const MESSAGE_KINDS: readonly MessageKind[] = [
  'p1a',
  'p1b',
  'p2a',
  'p2b',
  'heartbeat',
  'heartbeat-reply',
  'decision',
];

export function isReply({ kind }: Message): boolean {
  return kind === 'p1b' || kind === 'p2b' || kind === 'heartbeat-reply';
}

/** The slots a message is about, both ends included; null for one about all slots. */
export function slotsOf(message: Message): readonly [first: number, last: number] | null {
  switch (message.kind) {
    case 'p2a':
    case 'p2b':
      return [message.slot, message.slot];
    case 'decision':
      return [message.first, message.first + message.values.length - 1];
    default:
      return null;
  }
}

/** The highest ballot that a message tells of: an answer may know a higher one than it was asked about. */
export function highestBallotIn(message: Message): Ballot {
  return ('promised' in message ? message.promised : null) ?? message.ballot;
}

/** Equal for two sendings of the same thing and for nothing else: the key of a message's luck. */
export function identityOf(message: Message): number {
  const { kind, ballot } = message;
  const [first, last] = slotsOf(message) ?? [0, 0];
  const nth = 'beat' in message ? message.beat : message.attempt;
  return keyedHash(
    'multi',
    MESSAGE_KINDS.indexOf(kind),
    ballot.round,
    ballot.server,
    first,
    last,
    nth,
  );
}
