import { describe, expect, test } from 'vitest';
import type { IntMap } from '../../base/intMap';
import type { TracedMessage } from '../../store/trace';
import { flight, heartbeat, traced } from './flight.testkit';
import { accessibleName, taleOf, wayOf } from './tale';

test('a message under way has its plain name, a past one says what became of it', () => {
  const name = 'prepare 1.S1, S1 to S3, instance 0';
  expect(accessibleName(traced(), 'underWay')).toBe(name);
  expect(accessibleName(traced(), 'received')).toBe(`${name}, received`);
  expect(accessibleName(traced(), 'dropped')).toBe(`${name}, dropped`);
  expect(accessibleName(traced(), 'lost')).toBe(`${name}, lost`);
});

test('a promise tells of the vote it reports', () => {
  const ballot = { round: 1, server: 5 };
  const message = {
    kind: 'promise',
    ballot,
    seq: 2,
    done: -1,
    vote: { ballot, value: 'fig' },
  } as const;
  const received = flight({ message: traced({ message }), fate: 'received', endedAt: 180_040 });
  expect(taleOf(received, 0)).toEqual([
    ['its vote', 'fig at 1.S5'],
    ['sent', '100 ms'],
    ['then', 'received 180 ms'],
  ]);
  expect(wayOf(received.message)).toBe('S1 → S3, instance 2');
});

test('a held one says since when', () => {
  expect(taleOf(flight({ heldAt: 120_000 }), 0).at(-1)).toEqual(['then', 'held since 120 ms']);
});

describe('what messages of Multi-Paxos say', () => {
  const ballot = { round: 1, server: 3 };
  const [lower, higher] = [
    { round: 1, server: 2 },
    { round: 2, server: 4 },
  ];
  const says = (message: TracedMessage['message'], focus = 1) =>
    taleOf(flight({ message: traced({ message }) }), focus)
      .slice(0, -2)
      .map((line) => line.join(' '));
  const way = (message: TracedMessage['message']) => wayOf(traced({ message }));
  const votes = intMap([[2, { ballot: lower, value: 'B' }]]);
  const p1b = { kind: 'p1b', ballot, promised: ballot, cleared: 0, attempt: 0 } as const;
  const p2b = { kind: 'p2b', ballot, slot: 2, attempt: 0 } as const;

  test('a P1B whom it follows, its votes, and what it knows', () => {
    expect(says({ ...p1b, accepted: votes, decided: intMap([[1, 'A']]) })).toEqual([
      'follows 1.S3',
      'reports slot 2: B at 1.S2',
      'decided slot 1: A',
    ]);
    expect(says({ ...p1b, accepted: intMap([]), decided: intMap([]) })).toEqual([
      'follows 1.S3',
      'reports no vote',
    ]);
    const no = {
      ...p1b,
      promised: higher,
      accepted: intMap<never>([]),
      decided: intMap<never>([]),
    };
    expect(says(no)).toEqual(['says refused', 'follows 2.S4']);
    expect(way(no)).toBe('S1 → S3');
  });

  test('of many votes it tells those around the slot in focus', () => {
    const many = intMap(range(1, 9).map((slot) => [slot, { ballot: lower, value: `v${slot}` }]));
    const [, told] = says({ ...p1b, accepted: many, decided: intMap([]) }, 7);
    expect(told).toBe(
      'reports slot 5: v5 at 1.S2, slot 6: v6 at 1.S2, slot 7: v7 at 1.S2, slot 8: v8 at 1.S2 and 5 others',
    );
  });

  test('phase 2: the value, and the answer', () => {
    const p2a = { kind: 'p2a', ballot, slot: 2, value: 'B', decidedUpTo: 1, attempt: 0 } as const;
    expect(says(p2a)).toEqual(['value B', 'decided up to slot 1']);
    expect(says({ ...p2a, decidedUpTo: 0 })).toEqual(['value B', 'decided up to nothing']);
    expect(way(p2a)).toBe('S1 → S3, slot 2');
    expect(says({ ...p2b, accepted: true, promised: ballot })).toEqual([
      'says accepted',
      'follows 1.S3',
    ]);
    expect(says({ ...p2b, accepted: false, promised: higher })).toEqual([
      'says refused',
      'follows 2.S4',
    ]);
  });

  test('heartbeats, their answers, and decisions', () => {
    expect(says(heartbeat)).toEqual(['decided up to slot 3', 'executed by everybody up to slot 2']);
    const reply = {
      kind: 'heartbeat-reply',
      ballot,
      promised: ballot,
      decidedUpTo: 3,
      beat: 7,
    } as const;
    expect(says({ ...reply, executed: 2 })).toEqual(['executed up to slot 2']);
    const decision = {
      kind: 'decision',
      ballot,
      first: 2,
      values: ['B', 'no-op'],
      beat: 7,
    } as const;
    expect(says(decision)).toEqual(['decided slot 2: B, slot 3: ∅']);
    expect(way(decision)).toBe('S1 → S3, slots 2 to 3');
  });
});

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Slots below 16, as a log keeps them. */
function intMap<T>(entries: readonly (readonly [number, T])[]): IntMap<T> {
  const items: (T | null)[] = Array.from({ length: 16 }, () => null);
  for (const [slot, entry] of entries) items[slot] = entry;
  return { size: entries.length, chunks: entries.length > 0 ? [{ base: 0, items }] : [] };
}
