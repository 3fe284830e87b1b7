import type { ClusterCall, ClusterEvent } from '../../check/cluster';
import type { Trace } from '../../store/trace';
import { type Sign, signOf as signOfMessage } from '../../store/words';

/** The sign before an event's line: a message's mark with what was done to it, or an icon. */
export type EventSign =
  | {
      readonly sign: Sign;
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
  | 'rules'
  | 'wait';

export function signOf(event: ClusterEvent, trace: Trace): EventSign {
  switch (event.type) {
    case 'deliver':
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate': {
      const message = trace.messages[event.wire - 1];
      return message
        ? { sign: signOfMessage(message.message), done: event.type }
        : { icon: 'wait' };
    }
    case 'call':
      return { icon: iconOfCall(event.request) };
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

/** What the application asks a server, or a client its clerk. */
function iconOfCall(request: ClusterCall): IconName {
  if (request.type === 'propose') return 'start';
  return 'seq' in request ? request.type : 'call';
}
