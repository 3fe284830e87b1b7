import { describe, expect, test } from 'vitest';
import { formatBallot } from '../ballot';
import { ballot } from '../ballot.testkit';
import {
  highestBallotIn,
  identityOf,
  isReply,
  MESSAGE_KINDS,
  type Message,
  type MessageKind,
  slotsOf,
} from './messages';
import { log, votes } from './multi.testkit';

const own = ballot('2.S1');

const ONE_OF_EACH: { readonly [K in MessageKind]: Extract<Message, { kind: K }> } = {
  p1a: { kind: 'p1a', ballot: own, attempt: 0 },
  p1b: {
    kind: 'p1b',
    ballot: own,
    promised: own,
    accepted: votes('4=1.S1:d'),
    decided: log('5=e'),
    cleared: 3,
    attempt: 0,
  },
  p2a: { kind: 'p2a', ballot: own, slot: 4, value: 'd', decidedUpTo: 3, attempt: 0 },
  p2b: { kind: 'p2b', ballot: own, slot: 4, accepted: true, promised: own, attempt: 0 },
  heartbeat: { kind: 'heartbeat', ballot: own, decidedUpTo: 5, cleared: 3, beat: 1 },
  'heartbeat-reply': {
    kind: 'heartbeat-reply',
    ballot: own,
    promised: own,
    executed: 4,
    decidedUpTo: 5,
    beat: 1,
  },
  decision: { kind: 'decision', ballot: own, first: 4, values: ['d', 'e'], beat: 1 },
};

const all: readonly Message[] = MESSAGE_KINDS.map((kind) => ONE_OF_EACH[kind]);

test('these are all kinds, and three of them answer', () => {
  expect([...MESSAGE_KINDS].sort()).toEqual(Object.keys(ONE_OF_EACH).sort());
  expect(all.filter(isReply).map(({ kind }) => kind)).toEqual(['p1b', 'p2b', 'heartbeat-reply']);
});

test('a message is about one slot, about several in a row, or about none in particular', () => {
  expect(Object.fromEntries(all.map((message) => [message.kind, slotsOf(message)]))).toEqual({
    p1a: null,
    p1b: null,
    p2a: [4, 4],
    p2b: [4, 4],
    heartbeat: null,
    'heartbeat-reply': null,
    decision: [4, 5],
  });
});

describe('the highest ballot in a message', () => {
  test.each(all)('is the one it is about: $kind', (message) => {
    expect(formatBallot(highestBallotIn(message))).toBe('2.S1');
  });

  test.each(all.filter(isReply))('or the one its sender follows: $kind', (message) => {
    const refusal = { ...message, promised: ballot('2.S3') } as Message;
    expect(formatBallot(highestBallotIn(refusal))).toBe('2.S3');
  });

  test.each(['p2b', 'heartbeat-reply'] as const)(
    'or none, when its sender follows none: %s',
    (kind) => {
      const answer = { ...ONE_OF_EACH[kind], promised: null };
      expect(formatBallot(highestBallotIn(answer))).toBe('2.S1');
    },
  );
});

describe('the identity of a message, the key of its luck', () => {
  test('is the same for two copies of it', () => {
    for (const message of all)
      expect(identityOf(structuredClone(message))).toBe(identityOf(message));
  });

  test('tells all kinds apart', () => {
    expect(new Set(all.map(identityOf)).size).toBe(all.length);
  });

  test.each(all)('tells the ballots, and the repeated sendings, of a $kind apart', (message) => {
    const nth = 'beat' in message ? { beat: message.beat + 1 } : { attempt: message.attempt + 1 };
    const others = [{ ballot: ballot('3.S1') }, { ballot: ballot('2.S2') }, nth].map((other) =>
      identityOf({ ...message, ...other } as Message),
    );
    expect(new Set([identityOf(message), ...others]).size).toBe(4);
  });

  test('tells slots apart', () => {
    const { p2a, p2b, decision } = ONE_OF_EACH;
    const pairs: [Message, Message][] = [
      [p2a, { ...p2a, slot: 5 }],
      [p2b, { ...p2b, slot: 5 }],
      [decision, { ...decision, first: 5, values: ['e'] }],
      [decision, { ...decision, values: ['d'] }],
    ];
    for (const [one, other] of pairs) expect(identityOf(one)).not.toBe(identityOf(other));
  });

  test('does not depend on what a message says besides: its luck stays when a run is forked', () => {
    const { p1b, p2a, p2b, heartbeat } = ONE_OF_EACH;
    const pairs: [Message, Message][] = [
      [p1b, { ...p1b, accepted: votes(), promised: ballot('9.S3') }],
      [p2a, { ...p2a, value: 'z', decidedUpTo: 0 }],
      [p2b, { ...p2b, accepted: false, promised: null }],
      [heartbeat, { ...heartbeat, decidedUpTo: 0, cleared: 0 }],
    ];
    for (const [one, other] of pairs) expect(identityOf(one)).toBe(identityOf(other));
  });
});
