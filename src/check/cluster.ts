import type { ClerkCall, ClerkState, ReplicaState, ServerMessage, ServiceState } from '../kv';
import type { Ballot } from '../protocol/ballot';
import type { Call as LibraryCall, Message as LibraryMessage, Peer } from '../protocol/basic';
import {
  type Call as MultiCall,
  type Message as MultiMessage,
  type MultiServer,
  slotsOf,
} from '../protocol/multi';
import type { Outcome, SimEvent } from '../sim/events';
import type { World } from '../sim/world';

/** A peer of the MIT library; with a replica above it when the cluster serves clerks. */
export type LibraryServer = Peer & { readonly replica?: ReplicaState };
/** A server of Multi-Paxos; with the service above it when the cluster serves clerks. */
export type LeaderServer = MultiServer & { readonly service?: ServiceState };
/** All servers of a cluster are of one kind. */
export type ServerState = LibraryServer | LeaderServer;

/** Whatever travels: agreement messages between servers, requests and replies of clerks. */
export type ClusterMessage = ServerMessage;
export type AgreementMessage = LibraryMessage | MultiMessage;
export type ClusterCall = LibraryCall | MultiCall | ClerkCall;
export type ClusterWorld = World<ServerState, ClusterMessage, ClerkState>;
export type ClusterEvent = SimEvent<ClusterCall>;
export type ClusterOutcome = Outcome<ClusterMessage>;

export function isMulti(state: ServerState): state is LeaderServer {
  return 'protocol' in state;
}

/** An agreement message; requests and replies of clerks belong to no position of the log. */
export function isAgreement(message: ClusterMessage): message is AgreementMessage {
  return message.kind !== 'request' && message.kind !== 'reply';
}

/** A message of the MIT library: it is about one instance. */
export function isOfLibrary(message: ClusterMessage): message is LibraryMessage {
  return 'seq' in message;
}

/** The positions of the log that a message is about, both ends included; null for one about none, or about all. */
export function positionsOf(
  message: ClusterMessage,
): readonly [first: number, last: number] | null {
  if (!isAgreement(message)) return null;
  return isOfLibrary(message) ? [message.seq, message.seq] : slotsOf(message);
}

/** Whether a message is about this position, and not about all of them or about none. */
export function isAbout(message: ClusterMessage, position: number): boolean {
  const positions = positionsOf(message);
  return positions !== null && positions[0] <= position && position <= positions[1];
}

export function ballotOf(message: ClusterMessage): Ballot | null {
  return isAgreement(message) ? message.ballot : null;
}

/** One step, as a property sees it. */
export interface Observed {
  readonly before: ClusterWorld;
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly after: ClusterWorld;
}

/**
 * The position an event is about, as the event itself says; null for events of the environment, of clerks, of the
 * replica itself, and for those about all slots.
 */
export function instanceTouched({
  event,
  outcome,
}: Pick<Observed, 'event' | 'outcome'>): number | null {
  if (event.type === 'call') return 'seq' in event.request ? event.request.seq : null;
  if (event.type === 'fire') {
    const seq = Number(event.timer.split(' ')[1]);
    return Number.isInteger(seq) ? seq : null;
  }
  const received = outcome.ended?.how === 'received' ? outcome.ended.wire.message : null;
  return received ? (positionsOf(received)?.[0] ?? null) : null;
}
