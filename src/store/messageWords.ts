import { nameOf } from '../base/address';
import { type ClusterMessage, isAgreement } from '../check/cluster';
import { formatBallot } from '../protocol/ballot';
import type { Wire } from '../sim/world';

/** The instance a message is about; null for a clerk's request and its reply. */
export function instanceOfMessage(message: ClusterMessage): number | null {
  return isAgreement(message) ? message.seq : null;
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

/** "prepare 1.S1, S1 to S3, instance 0"; "request C1.3, C1 to S2": the accessible name of a message. */
export function nameOfMessage({
  from,
  to,
  message,
}: Pick<Wire<ClusterMessage>, 'from' | 'to' | 'message'>): string {
  const way = `${titleOf(message)}, ${nameOf(from)} to ${nameOf(to)}`;
  return isAgreement(message) ? `${way}, instance ${message.seq}` : way;
}
