import type { TracedMessage } from '../../store/trace';
import type { Flight } from './arrow';

/** A prepare from S1 to S3, sent at 100 ms and due at 200 ms. */
export function traced(change: Partial<TracedMessage> = {}): TracedMessage {
  return {
    id: 1,
    from: 1,
    to: 3,
    message: { kind: 'prepare', ballot: { round: 1, server: 1 }, seq: 0, done: -1 },
    sentAt: 100_000,
    dueAt: 200_000,
    sentDepth: 1,
    fate: 'underWay',
    endedAt: null,
    endDepth: null,
    ...change,
  };
}

export function flight(change: Partial<Flight> = {}): Flight {
  return {
    message: traced(),
    fate: 'underWay',
    endedAt: null,
    arrivesAt: 200_000,
    heldAt: null,
    ...change,
  };
}

/** A heartbeat of S1's. */
export const heartbeat: TracedMessage['message'] = {
  kind: 'heartbeat',
  ballot: { round: 1, server: 1 },
  decidedUpTo: 3,
  cleared: 2,
  beat: 7,
};
