import { expect, test } from 'vitest';
import { flight, traced } from './flight.testkit';
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
  expect(taleOf(received)).toEqual([
    ['its vote', 'fig at 1.S5'],
    ['sent', '100 ms'],
    ['then', 'received 180 ms'],
  ]);
  expect(wayOf(received.message)).toBe('S1 → S3, instance 2');
});

test('a held one says since when', () => {
  expect(taleOf(flight({ heldAt: 120_000 })).at(-1)).toEqual(['then', 'held since 120 ms']);
});
