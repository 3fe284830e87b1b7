import type { Address } from '../base/address';
import { keyedHash } from '../base/dice';
import type { Operation } from './operation';

/** A clerk's request to a server. `attempt` counts its tries from 0; it only tells the tries' luck apart. */
export interface RequestMessage {
  readonly kind: 'request';
  readonly operation: Operation;
  readonly attempt: number;
}

/** A server's answer. */
export interface ReplyMessage {
  readonly kind: 'reply';
  readonly clerk: Address;
  readonly id: number;
  readonly result: string | null;
  readonly attempt: number;
}

export type KvMessage = RequestMessage | ReplyMessage;

/** As for agreement messages: the key of a message's luck. */
export function identityOfKv(message: KvMessage): number {
  const id = message.kind === 'request' ? message.operation.id : message.id;
  return keyedHash(message.kind, id, message.attempt);
}
