import { describe, expect, test } from 'vitest';
import type { IntMap } from '../../base/intMap';
import type { Vote } from '../../protocol/vote';
import { fateWords, messageFacts } from './messageWords';

const ballot = { round: 2, server: 3 };
const envelope = { seq: 0, done: -1 };

test('a promise says which vote it reports', () => {
  const vote = { ballot: { round: 1, server: 1 }, value: 'x' };
  expect(messageFacts({ kind: 'promise', ballot, vote, ...envelope })).toEqual([
    ['ballot', '2.S3'],
    ['reported vote', 'x at 1.S1'],
  ]);
  expect(messageFacts({ kind: 'promise', ballot, vote: null, ...envelope })[1]).toEqual([
    'reported vote',
    'none',
  ]);
});

test('a rejection says what it had promised, and Done travels with everything', () => {
  const reject = {
    kind: 'reject',
    ballot,
    phase: 'accept',
    promised: { round: 4, server: 1 },
    seq: 0,
    done: 7,
  } as const;
  expect(messageFacts(reject)).toEqual([
    ['ballot', '2.S3'],
    ['rejects', 'accept'],
    ['already promised', '4.S1'],
    ['sender’s Done', '7'],
  ]);
});

test('a message that is held is not lost', () => {
  expect(fateWords('underWay', true)).toBe('held');
  expect(fateWords('underWay', false)).toBe('under way');
  expect(fateWords(null, false)).toBe('not sent yet');
});

test('a clerk’s request says what it asks for, and which try it is', () => {
  const operation = { op: 'append', key: 'k', value: 'v', clerk: 101, id: 3 } as const;
  expect(messageFacts({ kind: 'request', operation, attempt: 1 })).toEqual([
    ['call', 'C1.3'],
    ['asks for', 'append(k, v)'],
    ['attempt', '2'],
  ]);
});

describe('a message of Multi-Paxos', () => {
  const vote: Vote = { ballot: { round: 1, server: 2 }, value: 'B' };
  const votes: IntMap<Vote> = { size: 1, chunks: [{ base: 0, items: [null, null, vote] }] };
  const report = { accepted: votes, decided: { size: 0, chunks: [] }, cleared: 0, attempt: 0 };

  test('a P1B reports, or refuses and reports nothing', () => {
    expect(messageFacts({ kind: 'p1b', ballot, promised: ballot, ...report })).toEqual([
      ['ballot', '2.S3'],
      ['answer', 'promised, for every slot'],
      ['accepted', '{2 → (B, 1.S2)}'],
      ['decided', '{}'],
      ['cleared up to', 'nothing'],
    ]);
    const promised = { round: 4, server: 1 };
    expect(messageFacts({ kind: 'p1b', ballot, promised, ...report }).slice(1)).toEqual([
      ['answer', 'no: it follows 4.S1'],
    ]);
  });

  test('a P2B says whether its acceptor accepted, and which ballot it follows', () => {
    const answer = { kind: 'p2b', ballot, slot: 1, promised: ballot, attempt: 0 } as const;
    expect(messageFacts({ ...answer, accepted: false }).slice(1)).toEqual([
      ['answer', 'no: not accepted'],
      ['it follows', '2.S3'],
    ]);
    expect(messageFacts({ ...answer, accepted: true })[1]).toEqual(['answer', 'accepted']);
  });

  test('a P2A says what it asks for, and how often it was sent', () => {
    const asked = { kind: 'p2a', ballot, slot: 1, value: 'no-op', decidedUpTo: 0 } as const;
    expect(messageFacts({ ...asked, attempt: 0 }).slice(1)).toEqual([
      ['value', 'no-op'],
      ['decided up to', 'nothing'],
    ]);
    expect(messageFacts({ ...asked, attempt: 2 }).at(-1)).toEqual(['sending', '3']);
  });

  test('heartbeats carry what is decided, executed and cleared', () => {
    const beat = { ballot, decidedUpTo: 4, beat: 1 };
    expect(messageFacts({ kind: 'heartbeat', cleared: 3, ...beat }).slice(1)).toEqual([
      ['decided up to', 'slot 4'],
      ['cleared up to', 'slot 3'],
    ]);
    expect(
      messageFacts({ kind: 'heartbeat-reply', promised: null, executed: 0, ...beat }).slice(1),
    ).toEqual([
      ['executed up to', 'nothing'],
      ['was told decided', 'slot 4'],
      ['it follows', '–'],
    ]);
  });

  test('a long decision is cut around the slot in focus', () => {
    const values = Array.from({ length: 64 }, (_, i) => `v${i + 10}`);
    const [, [, told] = []] = messageFacts(
      { kind: 'decision', ballot, first: 10, values, beat: 1 },
      30,
    );
    expect(told).toBe('{… 18 more, 28 → v28, 29 → v29, 30 → v30, 31 → v31, … and 42 more}');
  });
});
