import type { Micros } from '../../sim/time';
import { firstWhere } from '../../store/firstWhere';
import type { EventAt } from '../../store/light';
import { fateAt, type TracedMessage } from '../../store/trace';

type Messages = readonly TracedMessage[];

/** How many messages have been sent at a depth; they stand first, for messages are kept in the order of sending. */
export const sentBy = (messages: Messages, depth: number): number =>
  firstWhere(messages.length, (i) => (messages[i] as TracedMessage).sentDepth > depth);

/** When a message is over, wherever the cursor stands. One under way counts up to when it is due. */
const endOf = ({ endedAt, dueAt }: TracedMessage): Micros => Math.max(endedAt ?? dueAt, dueAt);

export function longestFlight(messages: Messages): Micros {
  let longest = 0;
  for (const message of messages) longest = Math.max(longest, endOf(message) - message.sentAt);
  return longest;
}

export interface TimeWindow {
  readonly from: Micros;
  readonly to: Micros;
}

/**
 * The messages of the first `count` that are seen between two times. Found by their sending; `longest` tells how long
 * before the window one may have been sent that still flies into it. Those `underWay` last until now, however old.
 */
export function messagesIn(
  messages: Messages,
  count: number,
  { from, to }: TimeWindow,
  longest: Micros,
  underWay: readonly number[],
): TracedMessage[] {
  const sentAt = (i: number) => (messages[i] as TracedMessage).sentAt;
  const first = firstWhere(count, (i) => sentAt(i) >= from - longest);
  const last = firstWhere(count, (i) => sentAt(i) > to);
  const flying = new Set(underWay);
  const old = underWay.filter((id) => id <= first && id <= last).toSorted((a, b) => a - b);
  const seen = messages.slice(first, last).filter((m) => endOf(m) >= from || flying.has(m.id));
  return [...old.flatMap((id) => messages[id - 1] ?? []), ...seen];
}

/** Since when a message has been held; null when it is not. */
export function heldSince(message: TracedMessage, depth: number, eventAt: EventAt): Micros | null {
  for (let at = depth; at > message.sentDepth; at--) {
    const event = eventAt(at);
    if (event?.type === 'hold' && event.wire === message.id) return event.at;
  }
  return null;
}

/** How a message is told of at a depth; one that is shown has been sent. */
export const fateOf = (message: TracedMessage, depth: number): TracedMessage['fate'] =>
  fateAt(message, depth) ?? 'underWay';

/** The last depth whose event happened at or before a time; 0 when none did. */
export function depthAt(time: Micros, length: number, eventAt: EventAt): number {
  return firstWhere(length, (i) => (eventAt(i + 1)?.at ?? 0) > time);
}
