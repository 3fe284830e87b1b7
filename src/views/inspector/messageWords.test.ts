import { expect, test } from 'vitest';
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
