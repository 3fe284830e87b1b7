import { nameOf } from '../base/address';
import { type ClusterMessage, isAgreement, isOfLibrary, positionsOf } from '../check/cluster';
import { formatBallot } from '../protocol/ballot';
import { range } from '../protocol/sentences';
import type { Wire } from '../sim/world';

/** The instance or slot a message is about, the first if it is about several; null for one about none, or about all. */
export function positionOfMessage(message: ClusterMessage): number | null {
  return positionsOf(message)?.[0] ?? null;
}

/**
 * What a message is drawn as, the same everywhere: its part in the protocol. Phase 1 and 2 of both protocols look alike,
 * and a refusal looks like one, whatever message brings it.
 */
export type Sign =
  | 'prepare'
  | 'promise'
  | 'accept'
  | 'accepted'
  | 'reject'
  | 'decided'
  | 'heartbeat'
  | 'heartbeat-reply'
  | 'request'
  | 'reply';

export function signOf(message: ClusterMessage): Sign {
  switch (message.kind) {
    case 'p1a':
      return 'prepare';
    case 'p1b':
      return isRefusal(message) ? 'reject' : 'promise';
    case 'p2a':
      return 'accept';
    case 'p2b':
      return isRefusal(message) ? 'reject' : 'accepted';
    case 'decision':
      return 'decided';
    default:
      return message.kind;
  }
}

/** A leader's sign of life, or the answer to one. */
export function isHeartbeat({ kind }: ClusterMessage): boolean {
  return kind === 'heartbeat' || kind === 'heartbeat-reply';
}

/** An answer that says no. */
export function isRefusal(message: ClusterMessage): boolean {
  if (message.kind === 'p2b') return !message.accepted;
  if (message.kind === 'p1b')
    return formatBallot(message.promised) !== formatBallot(message.ballot);
  return message.kind === 'reject';
}

/** What tells messages of one kind apart: the ballot "1.S1", or the call "C1.3". */
export function tagOf(message: ClusterMessage): string {
  if (isAgreement(message)) return formatBallot(message.ballot);
  if (message.kind === 'reply') return `${nameOf(message.clerk)}.${message.id}`;
  return `${nameOf(message.operation.clerk)}.${message.operation.id}`;
}

/** "prepare 1.S1", "request C1.3". */
export function titleOf(message: ClusterMessage): string {
  return `${message.kind} ${tagOf(message)}`;
}

/** "slot 3", "slots 3 to 5"; null for a message about none, about all, or about an instance. */
export function slotWords(message: ClusterMessage): string | null {
  const slots = isOfLibrary(message) ? null : positionsOf(message);
  return slots && range(...slots);
}

/** "prepare 1.S1, S1 to S3, instance 0"; "p2b 1.S3, S2 to S3, slot 2, refused": the accessible name of a message. */
export function nameOfMessage({
  from,
  to,
  message,
}: Pick<Wire<ClusterMessage>, 'from' | 'to' | 'message'>): string {
  const way = `${titleOf(message)}, ${nameOf(from)} to ${nameOf(to)}`;
  const about = isOfLibrary(message) ? `instance ${message.seq}` : slotWords(message);
  const no = !isOfLibrary(message) && isRefusal(message) ? 'refused' : null;
  return [way, about, no].filter(Boolean).join(', ');
}
