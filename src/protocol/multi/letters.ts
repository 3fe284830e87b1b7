import type { Entry } from './learner';
import type { Message } from './messages';

/** What a role says: a message to a server, or a word to its neighbours that never leaves the server. */
export type Letter =
  | Message
  /** To the learner: these are decided. */
  | { readonly kind: 'learn'; readonly entries: readonly Entry[] }
  /** To all roles: everybody has executed up to here. */
  | { readonly kind: 'clear'; readonly bound: number };

/** The address of a word to the neighbours. */
export const HERE = 0;
