/** The names of the messages of all protocols, as a match or a condition may name them. */
export const MESSAGE_KINDS = [
  'prepare',
  'promise',
  'accept',
  'accepted',
  'reject',
  'decided',
  'p1a',
  'p1b',
  'p2a',
  'p2b',
  'heartbeat',
  'heartbeat-reply',
  'decision',
  'request',
  'reply',
] as const;

export type MessageKindName = (typeof MESSAGE_KINDS)[number];
