import { describe, expect, test } from 'vitest';
import type { EventAt } from '../../store/light';
import { traced } from './flight.testkit';
import { depthAt, heldSince, longestFlight, messagesIn, sentBy } from './inView';

// A message every 10 ms, each 15 ms long; the third was held for a second.
const messages = Array.from({ length: 100 }, (_, i) => {
  const sentAt = i * 10_000;
  const dueAt = sentAt + 15_000;
  const endedAt = i === 2 ? 1_020_000 : dueAt;
  return traced({
    id: i + 1,
    sentAt,
    dueAt,
    endedAt,
    sentDepth: i + 1,
    endDepth: i + 2,
    fate: 'received',
  });
});
const longest = longestFlight(messages);
const ids = (
  from: number,
  to: number,
  underWay: number[] = [],
  count = messages.length,
  long = longest,
) => messagesIn(messages, count, { from, to }, long, underWay).map(({ id }) => id);

describe('the messages in view', () => {
  test('are those sent, flying or received in the window', () => {
    expect(ids(100_000, 120_000)).toEqual([3, 10, 11, 12, 13]);
  });

  test('hold long arrows that enter from the left', () => {
    expect(longest).toBe(1_000_000);
    expect(ids(900_000, 900_001)).toEqual([3, 90, 91]);
  });

  test('hold what is still under way, however old', () => {
    expect(ids(500_000, 500_001, [3, 5], 100, 15_000)).toEqual([3, 5, 50, 51]);
  });

  test('hold nothing that is sent later', () => {
    expect(ids(100_000, 120_000, [], 11)).toEqual([3, 10, 11]);
    expect(ids(0, 1_000, [50])).toEqual([1]);
  });

  test('are as a plain search finds them', () => {
    for (let from = -20_000; from < 1_100_000; from += 37_000) {
      const to = from + 50_000;
      const plain = messages
        .filter((m) => m.sentAt <= to && (m.endedAt ?? 0) >= from)
        .map(({ id }) => id);
      expect(ids(from, to)).toEqual(plain);
    }
  });
});

test('what is sent at a depth stands first', () => {
  expect([0, 1, 50, 1000].map((depth) => sentBy(messages, depth))).toEqual([0, 1, 50, 100]);
});

describe('looking for events', () => {
  const events = [
    { type: 'wait', at: 5 },
    { type: 'hold', at: 7, wire: 1 },
    { type: 'wait', at: 7 },
    { type: 'wait', at: 9 },
  ] as const;
  const eventAt: EventAt = (depth) => events[depth - 1];

  test('finds the last at or before a time', () => {
    expect([4, 5, 6, 7, 8, 100].map((time) => depthAt(time, 4, eventAt))).toEqual([
      0, 1, 1, 3, 3, 4,
    ]);
  });

  test('finds since when a message is held', () => {
    expect(heldSince(traced(), 4, eventAt)).toBe(7);
    expect(heldSince(traced({ id: 2 }), 4, eventAt)).toBeNull();
  });
});
