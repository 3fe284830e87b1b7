import type { ClerkCall, ClerkState, ReplicaState, ServerMessage } from '../kv';
import type { Call, Message, Peer } from '../protocol/basic';
import type { Outcome, SimEvent } from '../sim/events';
import type { World } from '../sim/world';

/** A peer of the MIT library; with a replica above it when the cluster serves clerks. */
export type ServerState = Peer & { readonly replica?: ReplicaState };

/** Whatever travels: agreement messages between servers, requests and replies of clerks. */
export type ClusterMessage = ServerMessage;
export type ClusterCall = Call | ClerkCall;
export type ClusterWorld = World<ServerState, ClusterMessage, ClerkState>;
export type ClusterEvent = SimEvent<ClusterCall>;
export type ClusterOutcome = Outcome<ClusterMessage>;

/** An agreement message; requests and replies of clerks belong to no instance. */
export function isAgreement(message: ClusterMessage): message is Message {
  return message.kind !== 'request' && message.kind !== 'reply';
}

/** One step, as a property sees it. */
export interface Observed {
  readonly before: ClusterWorld;
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly after: ClusterWorld;
}

/** The instance an event is about; null for events of the environment, of clerks, and of the replica itself. */
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
  return received && isAgreement(received) ? received.seq : null;
}
