import { describe, expect, test } from 'vitest';
import type { Address } from '../../../base/address';
import { ballot, ballotOrNone } from '../../ballot.testkit';
import { varied } from '../../wrongRule';
import { type AcceptorContext, FRESH_ACCEPTOR, type P1AEvent, type P2AEvent } from '../acceptor';
import { newcomer } from '../electionRules';
import type { LeaderContext, PromiseEvent, Report, SeenEvent, VoteEvent } from '../leader';
import type { LearnerContext } from '../learner';
import { multiPeer } from '../mailRoom';
import { mergeReports } from '../mergeReports';
import { log, showVotes, votes } from '../multi.testkit';
import { type MultiRules, RIGHT_RULES } from '../rules';
import { MULTI_RULES } from '../wording';
import { MULTI_WRONG_RULES } from '.';

// What each wrong rule decides otherwise than the right one, asked directly.

function acceptor(follows: string, held = '', cleared = 0): AcceptorContext {
  return { ballot: ballotOrNone(follows), accepted: votes(held), cleared };
}

const learner = (decided: string, executed = 0, cleared = 0): LearnerContext => {
  return { decided: log(decided), executed, cleared };
};

/** S1 of so many servers, which runs or leads with 2.S1. */
function leader(known: Partial<LeaderContext> = {}, servers = 3): LeaderContext {
  const all = Array.from({ length: servers }, (_, i) => i + 1);
  const own = { ballot: ballot('2.S1'), seen: ballot('2.S1') };
  return { ...newcomer(1, all, {}), ...own, ...known };
}

const report = (from: Address, held: string, decided = '', cleared = 0): Report => {
  return { from, accepted: votes(held), decided: log(decided), cleared };
};

const p1a = (number: string) => ({ ballot: ballot(number) }) as P1AEvent;
const p2a = (number: string, slot: number, value = 'x') =>
  ({ ballot: ballot(number), slot, value }) as P2AEvent;
const p1b = (number: string, promised = number) =>
  ({ from: 2, ballot: ballot(number), promised: ballot(promised) }) as PromiseEvent;
const p2b = (number: string, accepted: boolean, promised = number) =>
  ({ from: 2, ballot: ballot(number), accepted, promised: ballot(promised) }) as VoteEvent;
const seen = (from: Address, number: string) => ({ from, ballot: ballot(number) }) as SeenEvent;

/** "2 S1=x open 2=y next 3": what a new leader makes of its reports. */
function merged(rules: MultiRules, reports: readonly Report[], known: LearnerContext) {
  const all = mergeReports(reports, known, rules.leader.merge);
  return {
    known: all.known.map(({ slot, value }) => `${slot}=${value}`),
    open: all.open.map(({ slot, value }) => `${slot}=${value}`),
    next: rules.leader.firstFree(all, known),
  };
}

/** What is left of a server that follows 2.S2 and voted, after a crash. */
function afterCrash(rules: MultiRules) {
  const fresh = multiPeer().start({ address: 1, servers: [1, 2, 3], timers: {} }).state;
  const context = acceptor('2.S2', '1=2.S2:x');
  const kept = rules.survives({
    ...fresh,
    acceptor: { value: 'bound', context },
    leader: { ...fresh.leader, context: leader() },
  });
  const { value, context: left } = kept.acceptor;
  return [value, left.ballot?.round ?? null, showVotes(left.accepted), kept.seen?.round ?? null];
}

type Row = [id: string, asked: (rules: MultiRules) => unknown, right: unknown, wrong: unknown];

const ROWS: readonly Row[] = [
  [
    'late-rejections',
    ({ leader: { isVote } }) => isVote(leader(), p2b('1.S1', false, '2.S1')),
    false,
    true,
  ],
  ['old-votes-count', ({ leader: { isVote } }) => isVote(leader(), p2b('1.S1', true)), false, true],
  [
    'ignore-P1B',
    (rules) => merged(rules, [report(2, '1=1.S2:x', '2=y')], learner('')),
    { known: ['2=y'], open: ['1=x'], next: 3 },
    { known: [], open: ['1=no-op', '2=no-op'], next: 3 },
  ],
  [
    'merge-without-ballots',
    (rules) => merged(rules, [report(1, '1=1.S1:x'), report(2, '1=1.S2:y')], learner('')).open,
    ['1=y'],
    ['1=x'],
  ],
  [
    'holes-left-open',
    (rules) => merged(rules, [report(2, '2=1.S2:x')], learner('')).open,
    ['1=no-op', '2=x'],
    ['2=x'],
  ],
  [
    'made-up-filler',
    (rules) => merged(rules, [report(2, '2=1.S2:x')], learner('')).open,
    ['1=no-op', '2=x'],
    ['1=nil', '2=x'],
  ],
  [
    'slot-in-not-moved',
    (rules) => merged(rules, [report(2, '1=1.S2:x 2=1.S2:y')], learner('')).next,
    3,
    1,
  ],
  [
    'no-clear-bound',
    (rules) => merged(rules, [report(2, '3=1.S2:x', '', 2)], learner('', 2, 2)).open,
    ['3=x'],
    ['1=no-op', '2=no-op', '3=x'],
  ],
  ['clear-at-majority', ({ leader: { clearable } }) => clearable([4, 0, 3]), 0, 3],
  ['min-over-answers', ({ leader: { clearable } }) => clearable([4, 0, 3]), 0, 3],
  ['min-over-answers', ({ leader: { clearable } }) => clearable([4, 3, 0, 0, 0]), 0, 3],
  ['min-over-answers', ({ leader: { clearable } }) => clearable([0, 0, 0]), 0, 0],
  [
    'announces-over-holes',
    ({ leader: { decidedUpTo } }) => [learner('1=x 3=y', 1), learner('', 2, 2)].map(decidedUpTo),
    [1, 2],
    [3, 2],
  ],
  [
    'no-retransmission',
    ({ leader: { isOverdue } }) =>
      isOverdue(leader({ beat: 5 }), {
        value: 'x',
        reported: null,
        votes: [],
        attempts: 1,
        sentAtBeat: 1,
      }),
    true,
    false,
  ],
  [
    'P1A-not-resent',
    ({ leader: { isUnaware } }) => isUnaware(leader(), p2b('2.S1', false, '1.S1')),
    true,
    false,
  ],
  [
    'lower-ballot-accepted',
    ({ acceptor: { mayAccept } }) =>
      ['2.S2', '1.S1', '3.S1'].map((number) => mayAccept(acceptor('2.S2'), p2a(number, 1))),
    [true, false, false],
    [true, true, true],
  ],
  [
    'stores-every-pvalue',
    ({ acceptor: { votesAfterRefusal } }) =>
      showVotes(votesAfterRefusal(acceptor('2.S2', '1=1.S2:y'), p2a('1.S1', 1))),
    '1=1.S2:y',
    '1=1.S1:x',
  ],
  [
    'same-ballots',
    ({ acceptor: { isHigher, isOwn, mayAccept } }) => {
      const bound = acceptor('1.S1');
      return [
        isHigher(bound, p1a('1.S3')),
        isHigher(bound, p1a('2.S1')),
        isOwn(bound, p1a('1.S3')),
        mayAccept(bound, p2a('1.S3', 1)),
        mayAccept(bound, p2a('2.S1', 1)),
      ];
    },
    [true, true, false, false, false],
    [false, true, true, true, false],
  ],
  [
    'vote-keeps-old-value',
    ({ acceptor: { voteFor } }) =>
      [1, 2].map((slot) => voteFor(acceptor('2.S2', '1=1.S2:y'), p2a('2.S2', slot))),
    [
      { ballot: ballot('2.S2'), value: 'x' },
      { ballot: ballot('2.S2'), value: 'x' },
    ],
    [
      { ballot: ballot('2.S2'), value: 'y' },
      { ballot: ballot('2.S2'), value: 'x' },
    ],
  ],
  [
    'new-ballot-wipes-votes',
    ({ acceptor: { votesAfterAdopting } }) =>
      showVotes(votesAfterAdopting(acceptor('2.S2', '1=1.S2:y'))),
    '1=1.S2:y',
    '',
  ],
  [
    'resurrect-cleared',
    ({ acceptor: { isCleared }, learner: { isNews } }) => [
      isCleared(acceptor('1.S1', '', 2), p2a('1.S1', 2)),
      isNews(learner('', 2, 2), { slot: 2, value: 'x' }),
      isNews(learner('3=x', 2, 2), { slot: 3, value: 'x' }),
    ],
    [true, false, false],
    [false, true, false],
  ],
  ['amnesia-np', afterCrash, ['bound', 2, '1=2.S2:x', 2], ['free', null, '1=2.S2:x', 2]],
  ['amnesia-vote', afterCrash, ['bound', 2, '1=2.S2:x', 2], ['bound', 2, '', 2]],
  ['ballot-reused', afterCrash, ['bound', 2, '1=2.S2:x', 2], ['bound', 2, '1=2.S2:x', null]],
  [
    'small-quorum',
    ({ leader: { promisesNeeded, votesNeeded } }) =>
      [1, 3, 5].map((servers) => [promisesNeeded(servers), votesNeeded(servers)]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    [
      [1, 1],
      [1, 1],
      [2, 2],
    ],
  ],
  [
    'adopts-after-one-P1B',
    ({ leader: { promisesNeeded, votesNeeded } }) => [promisesNeeded(5), votesNeeded(5)],
    [3, 3],
    [1, 3],
  ],
  [
    'stale-promise',
    ({ leader: { isPromise } }) =>
      [p1b('2.S1'), p1b('1.S1'), p1b('1.S1', '1.S2'), p1b('1.S2')].map((event) =>
        isPromise(leader(), event),
      ),
    [true, false, false, false],
    [true, true, false, false],
  ],
  [
    'old-promises-count',
    ({ leader: { keptForNext } }) =>
      keptForNext(leader({ reports: [report(1, ''), report(2, '')] })).reports?.map(
        ({ from }) => from,
      ) ?? null,
    null,
    [2],
  ],
  ['count-replies', ({ leader: { isCounted } }) => isCounted([1, 2], 2), true, false],
  [
    'borrowed-ballot',
    ({ leader: { nextBallot } }) =>
      [null, '3.S2'].map((number) => nextBallot(leader(), number ? ballot(number) : null)),
    [ballot('1.S1'), ballot('4.S1')],
    [ballot('1.S1'), ballot('3.S2')],
  ],
  [
    'own-counter-only',
    ({ leader: { nextBallot } }) => nextBallot(leader(), ballot('7.S2')),
    ballot('8.S1'),
    ballot('3.S1'),
  ],
  [
    'own-counter-only',
    ({ leader: { nextBallot } }) => nextBallot(leader({ ballot: null }), ballot('7.S2')),
    ballot('8.S1'),
    ballot('8.S1'),
  ],
  [
    'old-heartbeat',
    ({ leader: { isSignOfLife } }) => {
      const follower = leader({ seen: ballot('2.S3') });
      return [seen(3, '2.S3'), seen(1, '1.S1'), seen(2, '2.S3')].map((event) =>
        isSignOfLife(follower, event),
      );
    },
    [true, false, false],
    [true, true, false],
  ],
  [
    'never-steps-down',
    ({ leader: { isHigher } }) =>
      [0, 1, 2].map((promises) => {
        const reports = [report(1, ''), report(2, '')].slice(0, promises);
        return isHigher(leader({ reports }), seen(3, '2.S3'));
      }),
    [true, true, true],
    [true, true, false],
  ],
  [
    're-election-at-once',
    ({ leader: { isLongSilence } }) => isLongSilence(leader({ misses: 0 })),
    false,
    true,
  ],
  [
    'apply-over-holes',
    ({ learner: { executable } }) => [executable(log('1=a 3=c'), 0), executable(log(), 4)],
    [1, 4],
    [3, 4],
  ],
  [
    'any-vote-is-decided',
    ({ learner: { tellsDecision } }) =>
      tellsDecision({ ballot: ballot('1.S1'), value: 'x' }, ballot('1.S2')),
    false,
    true,
  ],
];

const answersOf = (rules: MultiRules) =>
  JSON.stringify(ROWS.map(([, asked]) => asked(rules) ?? null));

describe('the wrong rule decides otherwise:', () => {
  test.each(ROWS)('%s', (id, asked, right, wrong) => {
    const rule = MULTI_WRONG_RULES.filter((known) => known.id === id);
    expect(rule).toHaveLength(1);
    expect(asked(RIGHT_RULES)).toEqual(right);
    expect(asked(varied(RIGHT_RULES, rule))).toEqual(wrong);
  });

  test('every one of them', () => {
    const different = ROWS.filter(
      ([, , right, wrong]) => JSON.stringify(right) !== JSON.stringify(wrong),
    ).map(([id]) => id);
    expect(new Set(different)).toEqual(new Set(MULTI_WRONG_RULES.map(({ id }) => id)));
  });
});

describe('the catalogue', () => {
  test('names each rule once', () => {
    const names = MULTI_WRONG_RULES.flatMap(({ id, alsoKnownAs }) => [id, ...alsoKnownAs]);
    expect(new Set(names).size).toBe(names.length);
    const titles = MULTI_WRONG_RULES.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('says of each what is wrong, what is right, and what to try', () => {
    for (const { title, wrong, hint } of MULTI_WRONG_RULES) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(wrong).toMatch(/^[A-Z].*\. .*\.$/);
      expect(hint).toMatch(/^[A-Z].*[.?]$/);
    }
  });

  test('holds no rule twice: each answers its own question alone', () => {
    const answers = MULTI_WRONG_RULES.map((rule) => answersOf(varied(RIGHT_RULES, [rule])));
    expect(new Set(answers).size).toBe(answers.length);
  });

  test('leaves the right rules as they are', () => {
    const before = answersOf(RIGHT_RULES);
    varied(RIGHT_RULES, MULTI_WRONG_RULES);
    expect(answersOf(RIGHT_RULES)).toBe(before);
    expect(FRESH_ACCEPTOR.context.accepted.size).toBe(0);
  });
});

test('a sentence calls nothing a majority that is none', () => {
  const { sentence } = MULTI_RULES['leader.lead'];
  const facts = { ballot: ballot('1.S1'), open: 0, next: 1, majority: 2 };
  expect(
    [1, 2].map((count) =>
      sentence({ ...facts, count }, 'S1')
        .split(',')
        .slice(0, 2),
    ),
  ).toEqual([
    ['S1 leads with 1.S1: 1 server', ' which it takes for enough'],
    ['S1 leads with 1.S1: 2 servers', ' a majority'],
  ]);
});
