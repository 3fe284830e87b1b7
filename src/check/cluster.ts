import type { Call, Message, Peer } from '../protocol/basic';
import type { Outcome, SimEvent } from '../sim/events';
import type { World } from '../sim/world';

/** A world of the MIT library's peers, and what happens in it. */
export type ClusterWorld = World<Peer, Message>;
export type ClusterEvent = SimEvent<Call>;
export type ClusterOutcome = Outcome<Message>;

/** One step, as a property sees it. */
export interface Observed {
  readonly before: ClusterWorld;
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly after: ClusterWorld;
}

/** The instance an event is about; null for events of the environment. */
export function instanceTouched({
  event,
  outcome,
}: Pick<Observed, 'event' | 'outcome'>): number | null {
  if (event.type === 'call') return event.request.seq;
  if (event.type === 'fire') return Number(event.timer.split(' ')[1]);
  return outcome.ended?.how === 'received' ? outcome.ended.wire.message.seq : null;
}
