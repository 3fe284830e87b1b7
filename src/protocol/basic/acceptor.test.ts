import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ballot, compareBallots, formatBallot } from '../ballot';
import { ballot, ballotOrNone } from '../ballot.testkit';
import { type AcceptorEvent, type AcceptorState, acceptorRole, UNTOUCHED } from './acceptor';
import { rulesOf, sentOf } from './effects.testkit';
import type { Letter, Vote } from './messages';

const ASKER = 2;

/** "1.S1:x" is a vote; "–" none. */
function voteOf(text: string): Vote | null {
  const [number, value = ''] = text.split(':');
  return number === undefined || number === '–' ? null : { ballot: ballot(number), value };
}

const showVote = (vote: Vote | null) => (vote ? `${formatBallot(vote.ballot)}:${vote.value}` : '–');

function showLetter(letter: Letter): string {
  switch (letter.kind) {
    case 'promise':
      return `promise ${formatBallot(letter.ballot)} ${showVote(letter.vote)}`;
    case 'reject':
      return `reject ${letter.phase} ${formatBallot(letter.ballot)}, promised ${formatBallot(letter.promised)}`;
    default:
      return `${letter.kind} ${formatBallot(letter.ballot)}`;
  }
}

function holding(promised: string, vote: string): AcceptorState {
  const context = { promised: ballotOrNone(promised), vote: voteOf(vote) };
  const value = vote !== '–' ? 'accepted' : promised !== '–' ? 'promised' : 'untouched';
  return { value, context };
}

/** "prepare 1.S1" or "accept 1.S1:x". */
function requestOf(text: string): AcceptorEvent {
  const [verb, rest = ''] = text.split(' ');
  if (verb === 'prepare') return { type: 'PREPARE', from: ASKER, ballot: ballot(rest) };
  const { ballot: number, value } = voteOf(rest) as Vote;
  return { type: 'ACCEPT', from: ASKER, ballot: number, value };
}

type Row = [
  why: string,
  promised: string,
  vote: string,
  request: string,
  answer: string,
  after: string,
];

function check(promised: string, vote: string, request: string, answer: string, after: string) {
  const { state, effects } = acceptorRole.step(holding(promised, vote), requestOf(request));
  const { promised: nowPromised, vote: nowVote } = state.context;
  expect(sentOf(effects).map(({ message }) => showLetter(message))).toEqual([answer]);
  expect(sentOf(effects).map(({ to }) => to)).toEqual([ASKER]);
  expect(`${formatBallot(nowPromised)} ${showVote(nowVote)}`).toBe(after);
}

describe('prepare(n) is promised only when n > n_p, and reports n_a and v_a (CONFORMANCE 1.4):', () => {
  test.each<Row>([
    ['the first one', '–', '–', 'prepare 1.S1', 'promise 1.S1 –', '1.S1 –'],
    ['a higher round', '1.S3', '–', 'prepare 2.S1', 'promise 2.S1 –', '2.S1 –'],
    ['same round, higher server', '1.S1', '–', 'prepare 1.S2', 'promise 1.S2 –', '1.S2 –'],
    [
      'the same ballot again',
      '1.S1',
      '–',
      'prepare 1.S1',
      'reject prepare 1.S1, promised 1.S1',
      '1.S1 –',
    ],
    [
      'same round, lower server',
      '1.S2',
      '–',
      'prepare 1.S1',
      'reject prepare 1.S1, promised 1.S2',
      '1.S2 –',
    ],
    ['a lower round', '2.S1', '–', 'prepare 1.S9', 'reject prepare 1.S9, promised 2.S1', '2.S1 –'],
    [
      'after a vote, the vote is reported',
      '1.S1',
      '1.S1:x',
      'prepare 2.S3',
      'promise 2.S3 1.S1:x',
      '2.S3 1.S1:x',
    ],
    [
      'n_a stays apart from n_p (BL-15)',
      '3.S3',
      '1.S1:x',
      'prepare 4.S2',
      'promise 4.S2 1.S1:x',
      '4.S2 1.S1:x',
    ],
    [
      'the ballot just voted for',
      '1.S1',
      '1.S1:x',
      'prepare 1.S1',
      'reject prepare 1.S1, promised 1.S1',
      '1.S1 1.S1:x',
    ],
    [
      'above n_a and below n_p',
      '3.S1',
      '1.S1:x',
      'prepare 2.S2',
      'reject prepare 2.S2, promised 3.S1',
      '3.S1 1.S1:x',
    ],
  ])('%s: n_p %s, vote %s, %s → %s', (_why, ...row) => check(...row));
});

describe('accept(n, v) is accepted only when n ≥ n_p, and raises n_p (CONFORMANCE 1.4):', () => {
  test.each<Row>([
    ['without any prepare seen (BL-17)', '–', '–', 'accept 1.S1:x', 'accepted 1.S1', '1.S1 1.S1:x'],
    ['exactly the promise', '1.S1', '–', 'accept 1.S1:x', 'accepted 1.S1', '1.S1 1.S1:x'],
    [
      'above the promise: n_p follows (BL-02)',
      '1.S1',
      '–',
      'accept 2.S2:y',
      'accepted 2.S2',
      '2.S2 2.S2:y',
    ],
    [
      'below the promise by server (BL-01)',
      '1.S2',
      '–',
      'accept 1.S1:x',
      'reject accept 1.S1, promised 1.S2',
      '1.S2 –',
    ],
    [
      'below the promise by round (BL-01)',
      '2.S1',
      '–',
      'accept 1.S9:x',
      'reject accept 1.S9, promised 2.S1',
      '2.S1 –',
    ],
    ['the same vote again', '1.S1', '1.S1:x', 'accept 1.S1:x', 'accepted 1.S1', '1.S1 1.S1:x'],
    ['a higher vote', '1.S1', '1.S1:x', 'accept 1.S2:y', 'accepted 1.S2', '1.S2 1.S2:y'],
    [
      'below a vote given without a prepare (BL-02)',
      '2.S2',
      '2.S2:y',
      'accept 1.S1:x',
      'reject accept 1.S1, promised 2.S2',
      '2.S2 2.S2:y',
    ],
    [
      'above n_a and below n_p',
      '3.S1',
      '1.S1:x',
      'accept 2.S2:y',
      'reject accept 2.S2, promised 3.S1',
      '3.S1 1.S1:x',
    ],
  ])('%s: n_p %s, vote %s, %s → %s', (_why, ...row) => check(...row));
});

test('every answer says which rule fired', () => {
  const rules = ['prepare 1.S1', 'prepare 1.S1', 'accept 2.S2:x', 'accept 1.S1:y'].reduce<{
    state: AcceptorState;
    rules: string[];
  }>(
    (before, request) => {
      const { state, effects } = acceptorRole.step(before.state, requestOf(request));
      return { state, rules: [...before.rules, ...rulesOf(effects)] };
    },
    { state: UNTOUCHED, rules: [] },
  );
  expect(rules.rules).toEqual([
    'acceptor.promise',
    'acceptor.rejectPrepare',
    'acceptor.accept',
    'acceptor.rejectAccept',
  ]);
});

test('whatever is asked, the acceptor is the one of the pseudo-code', () => {
  const number = fc.record({ round: fc.nat({ max: 4 }), server: fc.integer({ min: 1, max: 3 }) });
  const request: fc.Arbitrary<AcceptorEvent> = fc.oneof(
    fc.record({ type: fc.constant('PREPARE' as const), from: fc.constant(ASKER), ballot: number }),
    fc.record({
      type: fc.constant('ACCEPT' as const),
      from: fc.constant(ASKER),
      ballot: number,
      value: fc.constantFrom('x', 'y'),
    }),
  );
  fc.assert(
    fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
      let state = UNTOUCHED;
      let np: Ballot | null = null;
      let va: Vote | null = null;
      for (const event of requests) {
        const step = acceptorRole.step(state, event);
        const kinds = sentOf(step.effects).map(({ message }) => message.kind);
        const order = compareBallots(event.ballot, np);
        const ok = event.type === 'PREPARE' ? order > 0 : order >= 0;
        if (ok) np = event.ballot;
        if (ok && event.type === 'ACCEPT') va = { ballot: event.ballot, value: event.value };
        expect(kinds).toEqual([
          ok ? (event.type === 'PREPARE' ? 'promise' : 'accepted') : 'reject',
        ]);
        expect(step.state.context).toEqual({ promised: np, vote: va });
        state = step.state;
      }
    }),
  );
});
