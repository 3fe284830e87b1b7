import type { ClusterMessage } from '../../check/cluster';
import type { Moment } from '../../scenarios/run';
import { positionsOf, tagOf } from '../../store/words';

/** What stands beside a message's mark: its ballot; under one ballot for all slots also its slot, "1.S1#2". */
export function messageLabel(message: ClusterMessage, protocol: Moment['protocol']): string {
  const slots = protocol === 'basic' ? null : positionsOf(message);
  if (!slots) return tagOf(message);
  const [first, last] = slots;
  return `${tagOf(message)}#${first}${last > first ? `–${last}` : ''}`;
}

/** So many letters a label may have: room is left for them. */
export const labelLetters = (protocol: Moment['protocol']): number =>
  protocol === 'basic' ? 5 : 7;
