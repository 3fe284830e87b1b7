import { describe, expect, test } from 'vitest';
import type { Address } from '../../../base/address';
import { emptyIntMap, getAt, setAt } from '../../../base/intMap';
import { formatBallot } from '../../ballot';
import { ballot, ballotOrNone } from '../../ballot.testkit';
import { varied } from '../../wrongRule';
import { acceptorHolding, type Registers } from '../acceptor';
import { BASIC_RULES, type BasicRules, paxosPeer } from '../mailRoom';
import type { Vote } from '../messages';
import { newInstance, type Peer } from '../peer';
import type { Campaign, ReplyEvent } from '../proposer';
import { idleCampaign } from '../proposerActions';
import { BASIC_WRONG_RULES } from '.';

// What each wrong rule decides otherwise than the right one, asked directly.

/** "1.S1:x" */
function voteOf(text: string): Vote {
  const [number = '', value = ''] = text.split(':');
  return { ballot: ballot(number), value };
}

function holding(promised: string, vote?: string): Registers {
  return { promised: ballotOrNone(promised), vote: vote ? voteOf(vote) : null };
}

/** Promises of S1, S2, …, each with the vote it reports, or '' for none. */
const promises = (...votes: string[]) =>
  votes.map((vote, i) => ({ from: i + 1, vote: vote ? voteOf(vote) : null }));

/** S1 of so many servers, in the round of 2.S1. */
function campaign(servers: number, known: Partial<Campaign> = {}): Campaign {
  const all = Array.from({ length: servers }, (_, i) => i + 1);
  return { ...idleCampaign(1, all, 40), ballot: ballot('2.S1'), ...known };
}

function reply(type: 'PROMISE' | 'ACCEPTED', from: Address, number: string): ReplyEvent {
  const answer = { from, ballot: ballot(number) };
  return type === 'PROMISE' ? { type, ...answer, vote: null } : { type, ...answer };
}

const blank = paxosPeer.start({ address: 1, servers: [1, 2, 3], timers: {} }).state;

function peer(known: Partial<Peer>, ...records: number[]): Peer {
  const instances = records.reduce(
    (all, seq) => setAt(all, seq, newInstance(blank)),
    emptyIntMap<ReturnType<typeof newInstance>>(),
  );
  return { ...blank, ...known, instances };
}

/** A peer with a record of instance 0, 1, …, each with such a promise. */
function promising(...promised: string[]): Peer {
  const instances = promised.reduce(
    (all, number, seq) =>
      setAt(all, seq, { ...newInstance(blank), acceptor: acceptorHolding(holding(number)) }),
    blank.instances,
  );
  return { ...blank, instances };
}

const promisedIn = ({ instances }: Peer) =>
  [0, 1, 2, 3].map((seq) => formatBallot(getAt(instances, seq)?.acceptor.context.promised ?? null));

const KNOWING_A = { value: 'decided', context: { value: 'a' } };

type Row = [id: string, asked: (rules: BasicRules) => unknown, right: unknown, wrong: unknown];

const ROWS: readonly Row[] = [
  [
    'no-promise-check',
    ({ acceptor }) => acceptor.mayAccept(holding('2.S2'), { ballot: ballot('1.S1') }),
    false,
    true,
  ],
  [
    'no-promise-check',
    ({ acceptor }) => acceptor.registersAfterAccept(holding('2.S2'), voteOf('1.S1:x')),
    holding('1.S1', '1.S1:x'),
    holding('2.S2', '1.S1:x'),
  ],
  [
    'accept-keeps-np',
    ({ acceptor }) => acceptor.registersAfterAccept(holding('1.S1'), voteOf('2.S2:x')),
    holding('2.S2', '2.S2:x'),
    holding('1.S1', '2.S2:x'),
  ],
  [
    'one-register',
    ({ acceptor }) => acceptor.voteReported(holding('3.S1', '1.S1:x')),
    voteOf('1.S1:x'),
    voteOf('3.S1:x'),
  ],
  [
    'promise-needed-to-accept',
    ({ acceptor }) => acceptor.mayAccept(holding('1.S1'), { ballot: ballot('2.S2') }),
    true,
    false,
  ],
  [
    'amnesia-np',
    ({ library }) => library.keptOnDisk(holding('2.S2', '1.S1:x')),
    holding('2.S2', '1.S1:x'),
    holding('–', '1.S1:x'),
  ],
  [
    'amnesia-vote',
    ({ library }) => library.keptOnDisk(holding('2.S2', '1.S1:x')),
    holding('2.S2', '1.S1:x'),
    holding('2.S2'),
  ],
  [
    'keep-own-value',
    ({ proposer }) => proposer.voteToAdopt(promises('', '1.S2:b')),
    voteOf('1.S2:b'),
    null,
  ],
  [
    'lowest-ballot-wins',
    ({ proposer }) => proposer.voteToAdopt(promises('1.S3:c', '1.S2:b', '')),
    voteOf('1.S3:c'),
    voteOf('1.S2:b'),
  ],
  [
    'first-reply-wins',
    ({ proposer }) => proposer.voteToAdopt(promises('', '1.S2:b', '1.S3:c')),
    voteOf('1.S3:c'),
    voteOf('1.S2:b'),
  ],
  [
    'most-votes-wins',
    ({ proposer }) => proposer.voteToAdopt(promises('1.S3:c', '1.S1:a', '1.S2:a')),
    voteOf('1.S3:c'),
    voteOf('1.S1:a'),
  ],
  [
    'invented-value',
    ({ proposer }) => proposer.valueWhenFree(campaign(3, { own: 'a' })),
    'a',
    'nil',
  ],
  [
    'asks-twice',
    ({ proposer }) =>
      (['prepare', 'accept', 'decided'] as const).map((kind) =>
        proposer.addressees(campaign(3), kind),
      ),
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [1, 2, 3],
      [1, 2, 3, 2, 3],
      [1, 2, 3],
    ],
  ],
  [
    'one-promise-for-all',
    ({ library }) => promisedIn(library.elsewhere(promising('2.S2', '1.S3', '3.S1', '–'), 0)),
    ['2.S2', '1.S3', '3.S1', '–'],
    ['2.S2', '2.S2', '3.S1', '2.S2'],
  ],
  [
    'new-ballot-reopens',
    ({ library }) => {
      const { value, context } = library.knownWhenAsked(KNOWING_A);
      return [value, context.value];
    },
    ['decided', 'a'],
    ['unaware', null],
  ],
  [
    'max-from-own-starts',
    ({ library }) => [6, 7, 8].map((seq) => library.maxAfterHearing(peer({ max: 7 }), seq)),
    [7, 7, 8],
    [7, 7, 7],
  ],
  [
    'small-quorum',
    ({ proposer }) => [proposer.promisesNeeded(campaign(5)), proposer.votesNeeded(campaign(5))],
    [3, 3],
    [2, 2],
  ],
  [
    'small-vote-quorum',
    ({ proposer }) => [proposer.promisesNeeded(campaign(3)), proposer.votesNeeded(campaign(3))],
    [2, 2],
    [2, 1],
  ],
  [
    'majority-of-replies',
    ({ proposer }) => proposer.promisesNeeded(campaign(5, { promises: promises('') })),
    3,
    2,
  ],
  [
    'majority-of-replies',
    ({ proposer }) => proposer.votesNeeded(campaign(5, { acceptances: [1] })),
    3,
    2,
  ],
  [
    'count-rejections',
    ({ library }) =>
      library.readReply(2, {
        kind: 'reject',
        ballot: ballot('1.S1'),
        phase: 'accept',
        promised: ballot('1.S3'),
      }).type,
    'REJECT',
    'ACCEPTED',
  ],
  [
    'count-rejections',
    ({ library }) =>
      library.readReply(2, {
        kind: 'reject',
        ballot: ballot('1.S1'),
        phase: 'prepare',
        promised: ballot('1.S3'),
      }).type,
    'REJECT',
    'PROMISE',
  ],
  [
    'count-replies',
    ({ proposer }) =>
      proposer.hasAnswered(campaign(5, { acceptances: [2] }), reply('ACCEPTED', 2, '2.S1')),
    true,
    false,
  ],
  [
    'same-value-is-chosen',
    ({ proposer }) =>
      proposer.votesWith(campaign(3, { promises: promises('', '1.S2:a'), value: 'a' }), 1),
    1,
    2,
  ],
  [
    'stale-promise',
    ({ proposer }) =>
      ['1.S1', '2.S1'].map((number) =>
        proposer.answersPresentBallot(campaign(3), reply('PROMISE', 2, number)),
      ),
    [false, true],
    [true, true],
  ],
  [
    'stale-promise',
    ({ proposer }) => proposer.answersPresentBallot(campaign(3), reply('ACCEPTED', 2, '1.S1')),
    false,
    false,
  ],
  [
    'stale-vote',
    ({ proposer }) =>
      ['1.S1', '2.S1'].map((number) =>
        proposer.answersPresentBallot(campaign(3), reply('ACCEPTED', 2, number)),
      ),
    [false, true],
    [true, true],
  ],
  [
    'stale-vote',
    ({ proposer }) => proposer.answersPresentBallot(campaign(3), reply('PROMISE', 2, '1.S1')),
    false,
    false,
  ],
  [
    'same-ballots',
    ({ proposer }) => proposer.nextBallot(3, ballot('1.S2')),
    ballot('1.S3'),
    ballot('2.S1'),
  ],
  [
    'same-ballots',
    ({ acceptor }) => acceptor.mayPromise(holding('1.S1'), { ballot: ballot('1.S1') }),
    false,
    true,
  ],
  [
    'ballot-reused',
    ({ proposer }) =>
      proposer.ballotSeen(
        campaign(3, { ballot: null, highestSeen: ballot('1.S2') }),
        ballot('2.S1'),
      ),
    ballot('2.S1'),
    ballot('1.S2'),
  ],
  [
    'own-counter-only',
    ({ proposer }) => proposer.ballotSeen(campaign(3, { highestSeen: ballot('9.S3') }), null),
    ballot('9.S3'),
    ballot('2.S1'),
  ],
  [
    'own-counter-only',
    ({ proposer }) => proposer.ballotSeen(campaign(3, { ballot: null }), ballot('9.S3')),
    ballot('9.S3'),
    ballot('9.S3'),
  ],
  [
    'no-back-off',
    ({ proposer }) => [1, 2, 9].map((rounds) => proposer.retryAfter(10, rounds)),
    [
      [10, 20],
      [20, 40],
      [160, 320],
    ],
    [
      [10, 10],
      [10, 10],
      [10, 10],
    ],
  ],
  [
    'retry-only-when-refused',
    ({ proposer }) => [proposer.setsTimer('asks'), proposer.setsTimer('has lost')],
    [true, false],
    [false, true],
  ],
  [
    'gives-up',
    ({ proposer }) => [proposer.setsTimer('asks'), proposer.setsTimer('has lost')],
    [true, false],
    [false, false],
  ],
  [
    'self-by-network',
    ({ library }) =>
      ([1, 2] as const).flatMap((to) =>
        (['prepare', 'accepted'] as const).map((kind) =>
          library.isCall(blank, to, { kind, ballot: ballot('1.S1') }),
        ),
      ),
    [true, true, false, false],
    [true, false, false, false],
  ],
  ['forget-at-own-Done', ({ library }) => library.keepsFrom(peer({ done: [4, -1, -1] })), 0, 5],
  ['min-over-heard', ({ library }) => library.minOf([4, -1, 2]), 0, 3],
  ['min-over-heard', ({ library }) => library.minOf([-1, -1, -1]), 0, 0],
  ['done-starts-at-0', ({ library }) => library.doneAtFirst(), -1, 0],
  ['min-without-plus-one', ({ library }) => library.minOf([4, 3, 2]), 3, 2],
  ['min-without-plus-one', ({ library }) => library.minOf([-1, -1, -1]), 0, 0],
  [
    'done-not-monotone',
    ({ library }) => [7, 8, 9].map((heard) => library.replacesDone(8, heard)),
    [false, false, true],
    [true, false, true],
  ],
  [
    'old-messages-resurrect',
    ({ library }) => [library.refuses(peer({ min: 3 }), 2), library.refuses(peer({ min: 3 }), 3)],
    [true, false],
    [false, false],
  ],
  [
    'max-from-live-records',
    ({ library }) => library.maxAfterForgetting(peer({ max: 7 }, 4, 5)),
    7,
    5,
  ],
  ['max-from-live-records', ({ library }) => library.maxAfterForgetting(peer({ max: 7 })), 7, -1],
  [
    'serial-instances',
    ({ library }) => [0, 1].map((seq) => library.maySpeak(peer({}), seq)),
    [true, true],
    [true, false],
  ],
  [
    'done-only-in-decided',
    ({ library }) =>
      (['accepted', 'decided'] as const).map((kind) =>
        library.doneToTell(peer({ done: [4, -1, -1] }), {
          kind,
          ballot: ballot('1.S1'),
          value: '',
        }),
      ),
    [4, 4],
    [-1, 4],
  ],
];

describe('the wrong rule decides otherwise:', () => {
  test.each(ROWS)('%s', (id, asked, right, wrong) => {
    const rule = BASIC_WRONG_RULES.filter((known) => known.id === id);
    expect(rule).toHaveLength(1);
    expect(asked(BASIC_RULES)).toEqual(right);
    expect(asked(varied(BASIC_RULES, rule))).toEqual(wrong);
  });

  test('every one of them', () => {
    const different = ROWS.filter(
      ([, , right, wrong]) => JSON.stringify(right) !== JSON.stringify(wrong),
    ).map(([id]) => id);
    expect(new Set(different)).toEqual(new Set(BASIC_WRONG_RULES.map(({ id }) => id)));
  });
});

describe('the catalogue', () => {
  test('names each rule once', () => {
    const names = BASIC_WRONG_RULES.flatMap(({ id, alsoKnownAs }) => [id, ...alsoKnownAs]);
    expect(new Set(names).size).toBe(names.length);
    const titles = BASIC_WRONG_RULES.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('says of each what is wrong, what is right, and what to try', () => {
    for (const { title, wrong, hint } of BASIC_WRONG_RULES) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(wrong).toMatch(/^[A-Z].* the right |^[A-Z].* right (ballots|instances|handler) /);
      expect(wrong).toMatch(/\.$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('holds no rule twice: each answers its own question alone', () => {
    const answers = BASIC_WRONG_RULES.map((rule) => {
      const rules = varied(BASIC_RULES, [rule]);
      return JSON.stringify(ROWS.map(([, asked]) => asked(rules) ?? null));
    });
    expect(new Set(answers).size).toBe(answers.length);
  });

  test('leaves the right rules as they are', () => {
    const before = JSON.stringify(ROWS.map(([, asked]) => asked(BASIC_RULES) ?? null));
    varied(BASIC_RULES, BASIC_WRONG_RULES);
    expect(JSON.stringify(ROWS.map(([, asked]) => asked(BASIC_RULES) ?? null))).toBe(before);
  });
});
