import { keyedHash } from '../../base/dice';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';

export type { Vote } from '../vote';

export type RejectedPhase = 'prepare' | 'accept';

/** What one role says to another about one instance, before the mail room seals it. */
export type Letter =
  | { readonly kind: 'prepare'; readonly ballot: Ballot }
  | { readonly kind: 'promise'; readonly ballot: Ballot; readonly vote: Vote | null }
  | { readonly kind: 'accept'; readonly ballot: Ballot; readonly value: Value }
  | { readonly kind: 'accepted'; readonly ballot: Ballot }
  | {
      readonly kind: 'reject';
      readonly ballot: Ballot;
      readonly phase: RejectedPhase;
      readonly promised: Ballot;
    }
  | { readonly kind: 'decided'; readonly ballot: Ballot; readonly value: Value };

/** What the mail room writes on every agreement message: the instance, and the sender's highest Done (MIT lab, 1.3). */
export interface Envelope {
  readonly seq: number;
  readonly done: number;
}

export type Message = Letter & Envelope;
export type MessageKind = Letter['kind'];
export type MessageOf<K extends MessageKind> = Extract<Letter, { kind: K }>;

export const MESSAGE_KINDS: readonly MessageKind[] = [
  'prepare',
  'promise',
  'accept',
  'accepted',
  'reject',
  'decided',
];

/** Replies travel back on the call that asked; everything else is a request of its own (the lab counts requests). */
export function isReply(message: Message): boolean {
  return message.kind === 'promise' || message.kind === 'accepted' || message.kind === 'reject';
}

/** Equal for two sendings of the same thing and for nothing else: the key of a message's luck. */
export function identityOf(message: Message): number {
  const phase = message.kind === 'reject' && message.phase === 'accept' ? 1 : 0;
  return keyedHash(
    MESSAGE_KINDS.indexOf(message.kind),
    phase,
    message.seq,
    message.ballot.round,
    message.ballot.server,
  );
}
