import { describe, expect, test } from 'vitest';
import { ballot } from '../../protocol/ballot.testkit';
import { NO_OP } from '../../protocol/value';
import { observe } from '../facts';
import { judge } from '../judge';
import { LOGS } from './logs';
import { MULTI } from './multi';
import { factsBefore, heartbeat, p1b, p2a, type Row, stepOf } from './multiMutants.testkit';
import { chosen, idsOf, voted, voteOf } from './mutants.testkit';
import { SINGLE_DECREE } from './singleDecree';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

const CHOSEN_X = { chosen: [chosen('1.S2:x')], ballots: [voted('1.S2:x', 2, 3)] };
/** S2 and S3 have decided x in slot 1. */
const DECIDED_X = {
  2: { knows: { 1: 'x' }, executed: 1 },
  3: { knows: { 1: 'x' }, executed: 1 },
};
const asked = (...texts: string[]) => ({ asked: texts.map(voteOf) });

const ONE_DECREE: readonly Row[] = [
  {
    breaks: 'SD-agreement',
    by: 'learning a second value',
    was: {},
    is: { knows: { 1: 'y' }, executed: 1 },
    others: { 2: { votes: { 1: '1.S3:y' } } },
    known: { 1: { chosen: [chosen('1.S2:x'), chosen('1.S3:y')] } },
  },
  {
    breaks: 'SD-validity',
    by: 'learning what nobody asked for',
    was: {},
    is: { knows: { 1: 'z' }, executed: 1 },
    others: { 2: { votes: { 1: '1.S2:z' } } },
    known: { 1: { chosen: [chosen('1.S2:z')] } },
  },
  {
    breaks: 'SD-learned-chosen',
    by: 'learning what is not chosen, though a majority holds it under different ballots (BL-16)',
    was: {},
    is: { knows: { 1: 'x' }, executed: 1 },
    others: { 2: { votes: { 1: '1.S2:x' } }, 3: { votes: { 1: '1.S3:x' } } },
    known: { 1: { ballots: [voted('1.S2:x', 2), voted('1.S3:x', 3)] } },
  },
  {
    breaks: 'SD-stability',
    also: ['MP-log-status-monotone'],
    by: 'un-learning a decision',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' }, knows: { 1: 'x' }, executed: 1 },
    is: { follows: '1.S2', votes: { 1: '1.S2:x' }, executed: 1 },
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'forgetting a vote (A3)',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' }, knows: { 1: 'x' }, executed: 1 },
    is: { follows: '1.S2', knows: { 1: 'x' }, executed: 1 },
    others: DECIDED_X,
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'SD-accept-guard',
    also: ['MP-accept-guard'],
    by: 'voting again below what it follows',
    was: { follows: '2.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '2.S2', votes: { 1: '1.S3:x' } },
    known: { 1: asked('1.S2:x', '1.S3:x') },
  },
  {
    breaks: 'SD-one-value-per-n',
    also: ['MP-no-invention'],
    by: 'voting for another value in the same ballot (A4)',
    was: { follows: '1.S2' },
    is: { follows: '1.S2', votes: { 1: '1.S2:y' } },
    known: { 1: { ...asked('1.S2:x'), ballots: [voted('1.S2:x', 2)] } },
  },
  {
    breaks: 'SD-future',
    also: ['MP-safe-command'],
    by: 'voting for another value above a choice (A5)',
    was: { follows: '2.S3' },
    is: { follows: '2.S3', votes: { 1: '2.S3:y' } },
    known: { 1: { ...asked('2.S3:y'), ...CHOSEN_X } },
  },
];

const ACCEPTORS: readonly Row[] = [
  {
    breaks: 'MP-ballots-rise',
    by: 'following a lower ballot (A1)',
    was: { follows: '2.S2' },
    is: { follows: '1.S3' },
  },
  {
    breaks: 'MP-ballots-rise',
    by: 'coming back without the ballot that its disk holds (BL-13)',
    was: { follows: '2.S2' },
    is: {},
    restart: true,
  },
  {
    breaks: 'MP-accept-guard',
    by: 'voting in a lower ballot than it follows (BL-43)',
    was: { follows: '2.S2' },
    is: { follows: '2.S2', votes: { 1: '1.S3:x' } },
    known: { 1: asked('1.S3:x') },
  },
  {
    breaks: 'MP-accept-guard',
    by: 'following a ballot at its first P2A, with nothing reported',
    was: { follows: '1.S2' },
    is: { follows: '1.S3', votes: { 1: '1.S3:x' } },
    known: { 1: asked('1.S3:x') },
  },
  {
    breaks: 'MP-accept-guard',
    by: 'voting in its own ballot, while it follows a higher one',
    was: { follows: '2.S2' },
    is: { follows: '2.S2', votes: { 1: '1.S1:x' } },
    known: { 1: asked('1.S1:x') },
  },
  {
    breaks: 'MP-no-invention',
    by: 'voting for what nobody asked for',
    was: { follows: '1.S2' },
    is: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    known: { 1: asked('1.S3:x', '1.S2:y') },
  },
  {
    breaks: 'MP-report',
    by: 'keeping a vote to itself',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '1.S3', votes: { 1: '1.S2:x' } },
    says: [p1b('1.S3')],
  },
  {
    breaks: 'MP-report',
    by: 'reporting a vote with a ballot that it never had (BL-15)',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '2.S3', votes: { 1: '1.S2:x' } },
    says: [p1b('2.S3', { votes: { 1: '2.S2:x' } })],
  },
  {
    breaks: 'MP-report',
    by: 'keeping a decision to itself',
    was: { knows: { 1: 'x' }, executed: 1 },
    is: { follows: '1.S3', knows: { 1: 'x' }, executed: 1 },
    says: [p1b('1.S3')],
  },
  {
    breaks: 'MP-report',
    by: 'reporting what is cleared as empty (BL-52)',
    was: { executed: 1, cleared: 1 },
    is: { follows: '1.S3', executed: 1, cleared: 1 },
    executed: [1, 1, 1],
    says: [p1b('1.S3')],
  },
  {
    breaks: 'MP-report',
    by: 'promising a ballot that it does not follow',
    was: { follows: '2.S2' },
    is: { follows: '2.S2' },
    says: [p1b('1.S3')],
  },
];

const TRYING = { follows: '2.S1', role: 'electing', runs: '2.S1', promises: [[1]] } as const;
const LEADING = { ...TRYING, role: 'leading', promises: [[1], [2]] } as const;
const PROMISED = { campaign: { ballot: '2.S1', promisers: [1, 2] } };

const ELECTIONS: readonly Row[] = [
  {
    breaks: 'MP-ballot-own',
    by: "running with another server's ballot (BL-49)",
    was: {},
    is: { role: 'electing', runs: '1.S2' },
  },
  {
    breaks: 'MP-ballot-own',
    by: 'running with a lower ballot than before',
    was: { runs: '2.S1' },
    is: { role: 'electing', runs: '1.S1' },
    campaign: { ballot: '2.S1' },
  },
  {
    breaks: 'MP-ballot-own',
    by: 'running with the same ballot again after a restart (BL-12)',
    was: { follows: '2.S1' },
    is: { ...TRYING },
    restart: true,
    campaign: { ballot: '2.S1' },
  },
  {
    breaks: 'MP-quorum',
    by: 'leading with one promise (BL-58)',
    was: TRYING,
    is: { ...LEADING, promises: [[1]] },
    ...PROMISED,
  },
  {
    breaks: 'MP-quorum',
    by: 'counting one promise twice (SD-quorum-distinct)',
    was: TRYING,
    is: { ...LEADING, promises: [[1], [1]] },
    ...PROMISED,
  },
  {
    breaks: 'MP-quorum',
    by: 'counting a promise that nobody gave',
    was: TRYING,
    is: { ...LEADING, promises: [[1], [3]] },
    ...PROMISED,
  },
  {
    breaks: 'MP-quorum',
    by: 'counting a refusal: S2 follows a higher ballot',
    was: TRYING,
    is: LEADING,
    others: { 2: { follows: '3.S3' } },
    campaign: { ballot: '2.S1', promisers: [1] },
  },
  {
    breaks: 'MP-merge',
    by: 'asking for a no-op where a vote was reported (BL-45)',
    was: TRYING,
    is: { ...LEADING, asks: { 1: [NO_OP] }, next: 2 },
    known: { 1: { ballots: [voted('1.S2:x', 2)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'asking for the value of a lower ballot (BL-46)',
    was: TRYING,
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: { ballots: [voted('1.S1:y', 1), voted('1.S2:x', 2)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'asking for a value whose voter made no promise',
    was: TRYING,
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: { ballots: [voted('1.S2:x', 2), voted('1.S3:y', 3)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'leaving a gap open (BL-47)',
    was: TRYING,
    is: { ...LEADING, asks: { 2: ['x'] }, next: 3 },
    known: { 2: { ballots: [voted('1.S2:x', 2)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'taking a slot for free in which it asks already (BL-48)',
    was: TRYING,
    is: { ...LEADING, asks: { 1: ['x'] }, next: 1 },
    known: { 1: { ballots: [voted('1.S2:x', 2)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'leaving a free slot out',
    was: TRYING,
    is: { ...LEADING, asks: { 1: ['x'] }, next: 3 },
    known: { 1: { ballots: [voted('1.S2:x', 2)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-merge',
    by: 'passing over what was reported as chosen',
    was: TRYING,
    is: { ...LEADING, promises: [[1], [2, { knows: { 1: 'x' } }]], next: 2 },
    known: { 1: CHOSEN_X },
    ...PROMISED,
  },
];

const LEADERS: readonly Row[] = [
  ...[
    { by: 'asking for votes while it follows', is: { runs: '2.S1' }, says: p2a('2.S1', 1, 'x') },
    { by: "asking in another server's ballot", is: LEADING, says: p2a('1.S2', 1, 'x') },
    { by: 'asking in its earlier ballot', is: LEADING, says: p2a('1.S1', 1, 'x') },
    { by: 'asking for what it does not propose', is: LEADING, says: p2a('2.S1', 1, 'y') },
    { by: 'beating while it is not elected', is: TRYING, says: heartbeat('2.S1') },
    {
      by: "asking for promises in another's name",
      is: TRYING,
      says: { kind: 'p1a', ballot: ballot('1.S3'), attempt: 0 } as const,
    },
  ].map(({ says, ...row }) => {
    const known = { 1: asked('2.S1:x', '1.S2:x', '1.S1:x') };
    const breaks = 'MP-leader-unique-per-ballot';
    return { ...row, breaks, was: row.is, says: [says], known, ...PROMISED };
  }),
  {
    breaks: 'MP-one-command',
    by: 'asking for another command in the same ballot (C1)',
    was: { ...LEADING, asks: { 1: ['x'] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: asked('2.S1:x') },
    ...PROMISED,
  },
  {
    breaks: 'MP-safe-command',
    by: 'asking for another command above a choice (C2)',
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: CHOSEN_X },
    ...PROMISED,
  },
  {
    breaks: 'MP-safe-command',
    by: 'completing a choice below a ballot that asks for another command',
    was: { follows: '1.S2' },
    is: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    known: { 1: { ...asked('1.S2:x', '2.S3:y'), ballots: [voted('1.S2:x', 2)] } },
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote that nobody gave (BL-41)',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 2] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote of an earlier ballot (BL-42)',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 2] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('1.S1:x', 2), voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote twice',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 1] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-validity',
    by: 'asking for what no client gave',
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['z'] }, next: 2 },
    ...PROMISED,
  },
  {
    breaks: 'MP-validity',
    by: "changing a clerk's command",
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['append("k","xx") C1.1'] }, next: 2 },
    ...PROMISED,
    facts: {
      calls: [
        {
          op: 'append',
          key: 'k',
          value: 'x',
          clerk: 101,
          id: 1,
          calledAt: 0,
          returnedAt: null,
          result: null,
          tries: [],
          answeredBy: null,
        },
      ],
    },
  },
  {
    breaks: 'MP-learned-chosen',
    by: 'teaching what is not chosen',
    was: LEADING,
    is: LEADING,
    known: { 1: CHOSEN_X },
    says: [{ kind: 'decision', ballot: ballot('2.S1'), first: 1, values: ['x', 'y'], beat: 1 }],
    ...PROMISED,
  },
  {
    breaks: 'MP-learned-chosen',
    by: 'saying that more is decided than it knows',
    was: LEADING,
    is: LEADING,
    says: [heartbeat('2.S1', 1)],
    ...PROMISED,
  },
];

const SLOT_1 = { knows: { 1: 'x' }, executed: 1 };

const LOGGING: readonly Row[] = [
  {
    breaks: 'MP-exec-order',
    by: 'executing over a hole (BL-54)',
    was: SLOT_1,
    is: { knows: { 1: 'x', 3: 'y' }, executed: 3 },
    others: { 2: { ...SLOT_1, votes: { 3: '1.S2:y' } } },
    known: { 1: CHOSEN_X, 3: { chosen: [chosen('1.S2:y')] } },
  },
  {
    breaks: 'MP-exec-order',
    by: 'going back in its log (R4)',
    was: SLOT_1,
    is: { knows: { 1: 'x' } },
    executed: [1, 0, 0],
  },
  {
    breaks: 'MP-exec-order',
    by: 'coming back with less executed than its disk says',
    was: SLOT_1,
    is: { knows: { 1: 'x' } },
    restart: true,
    others: DECIDED_X,
    known: { 1: CHOSEN_X },
    executed: [1, 0, 0],
  },
  {
    breaks: 'MP-exec-order',
    by: 'not applying what it has executed (R3)',
    was: { applied: 0 },
    is: { ...SLOT_1, applied: 0 },
    others: DECIDED_X,
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'GC-needed',
    by: 'clearing what a majority has executed, and one server has not (BL-50, BL-51)',
    was: SLOT_1,
    is: { executed: 1, cleared: 1 },
    others: { 2: SLOT_1 },
    executed: [1, 1, 0],
  },
  {
    breaks: 'GC-needed',
    by: 'announcing a bound that one server has not reached',
    was: { ...LEADING, ...SLOT_1 },
    is: { ...LEADING, ...SLOT_1 },
    executed: [1, 1, 0],
    says: [heartbeat('2.S1', 1, 1)],
    ...PROMISED,
  },
  {
    breaks: 'GC-no-repropose',
    by: 'asking for something in a cleared slot (BL-52)',
    was: { ...LEADING, executed: 1, cleared: 1, next: 2 },
    is: { ...LEADING, executed: 1, cleared: 1, next: 2, asks: { 1: [NO_OP] } },
    executed: [1, 1, 1],
    ...PROMISED,
  },
  {
    breaks: 'GC-no-repropose',
    by: 'bringing a slot back that it had cleared',
    was: { executed: 2, cleared: 2 },
    is: { executed: 2, cleared: 1 },
    executed: [2, 2, 2],
  },
  {
    breaks: 'GC-no-repropose',
    by: 'clearing its log and not its votes',
    was: { executed: 1 },
    is: { executed: 1, cleared: 1, acceptorCleared: 0 },
    executed: [1, 1, 1],
  },
  {
    breaks: 'GC-no-repropose',
    by: 'keeping what another reported of a cleared slot',
    was: { ...LEADING, executed: 1 },
    is: { ...LEADING, executed: 1, cleared: 1, promises: [[1], [2, { knows: { 1: 'x' } }]] },
    executed: [1, 1, 1],
    ...PROMISED,
  },
  {
    breaks: 'LOGS_CONSISTENT',
    also: ['GC-no-repropose'],
    by: 'voting in a cleared slot (BL-53)',
    was: { follows: '1.S2', executed: 1, cleared: 1 },
    is: { follows: '1.S2', executed: 1, cleared: 1, votes: { 1: '1.S2:x' } },
    others: DECIDED_X,
    known: { 1: { ...asked('1.S2:x'), ...CHOSEN_X } },
    executed: [1, 1, 1],
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'knowing what no majority stands behind any more',
    was: {},
    is: SLOT_1,
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'knowing another command than another server',
    was: {},
    is: SLOT_1,
    others: { 2: { knows: { 1: 'y' } }, 3: { votes: { 1: '1.S2:x' } } },
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'clearing what no majority holds',
    was: SLOT_1,
    is: { executed: 1, cleared: 1 },
    executed: [1, 1, 1],
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'having a log that begins before slot 1',
    was: { cleared: -1 },
    is: { cleared: -1 },
  },
  {
    breaks: 'MP-log-status-monotone',
    by: 'forgetting a vote and all else in its slot',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '1.S2' },
  },
  {
    breaks: 'MP-log-status-monotone',
    by: 'coming back without a vote that its disk holds (BL-14)',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '1.S2' },
    restart: true,
  },
];

const ROWS = [...ONE_DECREE, ...ACCEPTORS, ...ELECTIONS, ...LEADERS, ...LOGGING];

describe('a wrong step breaks one property:', () => {
  test.each(ROWS.map((row) => [row.breaks, row.by, row] as const))(
    '%s by %s',
    (breaks, _by, row) => {
      const step = stepOf(row);
      const violations = judge([], step, observe(factsBefore(row), step));
      expect(idsOf(violations).sort()).toEqual([breaks, ...(row.also ?? [])].sort());
      expect(violations[0]).toMatchObject({ event: step.event, because: { server: 1 } });
    },
  );

  test('each property has one', () => {
    // A proposer for one slot alone does not exist here: MP-ballot-own speaks of its ballots.
    const ids = [...SINGLE_DECREE, ...MULTI, ...LOGS].map(({ id }) => id);
    const all = new Set(ids.filter((id) => id !== 'SD-number-unique'));
    expect(new Set(ROWS.map(({ breaks }) => breaks))).toEqual(all);
  });

  test('each says in one sentence what it wants', () => {
    for (const { says } of [...MULTI, ...LOGS]) expect(says).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('a step that changes nothing breaks nothing', () => {
    const held = { ...LEADING, ...SLOT_1, asks: { 2: ['y', 1] }, next: 3 } as const;
    const row = { breaks: '', by: '', was: held, is: held, executed: [1, 0, 0], ...PROMISED };
    const step = stepOf(row);
    expect(judge([], step, observe(factsBefore(row), step))).toEqual([]);
  });
});
