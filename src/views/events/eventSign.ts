import type { ClusterEvent, ClusterMessage } from '../../check/cluster';
import type { Trace } from '../../store/trace';

/** The sign before an event's line: a message's mark with what was done to it, or an icon. */
export type EventSign =
  | {
      readonly kind: ClusterMessage['kind'];
      readonly done: 'deliver' | 'drop' | 'hold' | 'release' | 'duplicate';
    }
  | { readonly icon: IconName };

export type IconName =
  | 'start'
  | 'call'
  | 'done'
  | 'timer'
  | 'crash'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'split'
  | 'heal'
  | 'deaf'
  | 'hear'
  | 'weather'
  | 'wait';

export function signOf(event: ClusterEvent, trace: Trace): EventSign {
  switch (event.type) {
    case 'deliver':
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate': {
      const message = trace.messages[event.wire - 1];
      return message ? { kind: message.message.kind, done: event.type } : { icon: 'wait' };
    }
    case 'call':
      return { icon: 'seq' in event.request ? event.request.type : 'call' };
    case 'fire':
      return { icon: 'timer' };
    case 'partition':
    case 'cut':
      return { icon: 'split' };
    case 'heal':
    case 'mend':
      return { icon: 'heal' };
    default:
      return { icon: event.type };
  }
}
