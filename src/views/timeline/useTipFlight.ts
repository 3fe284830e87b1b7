import { useSession, useVerbs } from '../shared/useSession';
import type { Flight } from './arrow';
import { fateOf, heldSince } from './inView';

/** The message of a tip as it stands now. */
export function useTipFlight(id: number | null): Flight | null {
  const { eventAt } = useVerbs();
  const message = useSession(({ trace }) => (id === null ? undefined : trace.messages[id - 1]));
  const depth = useSession((state) => state.depth);
  if (!message || message.sentDepth > depth) return null;
  const fate = fateOf(message, depth);
  const isUnderWay = fate === 'underWay';
  return {
    message,
    fate,
    endedAt: isUnderWay ? null : message.endedAt,
    arrivesAt: message.dueAt,
    heldAt: isUnderWay ? heldSince(message, depth, eventAt) : null,
  };
}
