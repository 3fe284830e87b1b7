import type { TracedMessage } from '../../store/trace';
import { messageLabel } from '../shared/messageLabel';

/** What stands beside a message's head, as in the cluster. */
export const labelOf = ({ message }: TracedMessage): string =>
  messageLabel(message, 'seq' in message ? 'basic' : 'multi');
