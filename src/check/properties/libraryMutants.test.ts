import { describe, expect, test } from 'vitest';
import { ballot } from '../../protocol/ballot.testkit';
import { initialFacts, observe, type PromiseFact } from '../facts';
import { judge, PROPERTIES } from '../judge';
import {
  accept,
  accepted,
  factsBefore,
  prepare,
  promise,
  type Row,
  stepOf,
} from './libraryMutants.testkit';
import { chosen, idsOf, voted, voteOf } from './mutants.testkit';

// No property of the library is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

const NOTHING = { records: { 0: {} } };
const PROPOSED = { proposed: ['x', 'y'] };

/** A promise, with the vote that went with it. */
function given(number: string, acceptor: number, vote?: string): PromiseFact {
  return { ballot: ballot(number), acceptor, vote: vote ? voteOf(vote) : null };
}

/** Promised by these, none of which had voted. */
const promised = (number: string, ...acceptors: number[]) => ({
  promises: acceptors.map((acceptor) => given(number, acceptor)),
});

const ROWS: readonly Row[] = [
  {
    breaks: 'SD-agreement',
    by: 'learning a second value',
    was: NOTHING,
    is: { records: { 0: { learned: 'y' } } },
    known: { ...PROPOSED, chosen: [chosen('1.S2:x'), chosen('1.S3:y')] },
  },
  {
    breaks: 'SD-validity',
    by: 'learning what nobody proposed',
    was: NOTHING,
    is: { records: { 0: { learned: 'z' } } },
    known: { ...PROPOSED, chosen: [chosen('1.S2:z')] },
  },
  {
    breaks: 'SD-learned-chosen',
    by: 'learning before a majority has voted (BL-05)',
    was: NOTHING,
    is: { records: { 0: { learned: 'x' } } },
    known: { ...PROPOSED, ballots: [voted('1.S2:x', 2)] },
  },
  {
    breaks: 'SD-stability',
    also: ['LIB-status-local'],
    by: 'un-learning a decision',
    was: { records: { 0: { learned: 'x' } } },
    is: NOTHING,
    known: { ...PROPOSED, chosen: [chosen('1.S2:x')], learned: [{ server: 1, value: 'x' }] },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'lowering n_p (BL-13)',
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '1.S3' } } },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'forgetting a vote (BL-14)',
    was: { records: { 0: { promised: '2.S2', vote: '2.S2:x' } } },
    is: { records: { 0: { promised: '2.S2' } } },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'voting without raising n_p (BL-02)',
    was: { records: { 0: { promised: '1.S1' } } },
    is: { records: { 0: { promised: '1.S1', vote: '2.S2:x' } } },
    known: { ...PROPOSED, asked: [voteOf('2.S2:x')] },
  },
  {
    breaks: 'SD-accept-guard',
    by: 'voting below its promise (BL-01)',
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '2.S2', vote: '1.S1:x' } } },
    known: { ...PROPOSED, asked: [voteOf('1.S1:x')] },
  },
  {
    breaks: 'SD-one-value-per-n',
    by: 'voting for another value at the same ballot (BL-11)',
    was: NOTHING,
    is: { records: { 0: { promised: '1.S2', vote: '1.S2:y' } } },
    known: {
      ...PROPOSED,
      asked: [voteOf('1.S2:x'), voteOf('1.S2:y')],
      ballots: [voted('1.S2:x', 2)],
    },
  },
  {
    breaks: 'SD-one-value-per-n',
    by: 'asking for another value in the same ballot',
    was: { records: { 0: { promised: '1.S1', ballot: '1.S1', asks: 'x', promises: [1, 2] } } },
    is: { records: { 0: { promised: '1.S1', ballot: '1.S1', asks: 'y', promises: [1, 2] } } },
    known: { ...PROPOSED, ...promised('1.S1', 1, 2), asked: [voteOf('1.S1:x')] },
  },
  {
    breaks: 'SD-future',
    by: 'voting for another value above a choice (BL-03)',
    was: NOTHING,
    is: { records: { 0: { promised: '2.S3', vote: '2.S3:y' } } },
    known: {
      ...PROPOSED,
      asked: [voteOf('2.S3:y')],
      ballots: [voted('1.S2:x', 2, 3)],
      chosen: [chosen('1.S2:x')],
    },
  },
  {
    breaks: 'SD-future',
    also: ['SD-P2c'],
    by: 'asking for another value above a choice',
    was: { records: { 0: { promised: '2.S1', ballot: '2.S1', promises: [1] } } },
    is: { records: { 0: { promised: '2.S1', ballot: '2.S1', asks: 'y', promises: [1, 2] } } },
    known: {
      ...PROPOSED,
      ballots: [voted('1.S2:x', 2, 3)],
      chosen: [chosen('1.S2:x')],
      promises: [given('2.S1', 1), given('2.S1', 2, '1.S2:x')],
    },
  },
  {
    breaks: 'SD-number-unique',
    by: "proposing under another server's ballot (BL-11)",
    was: NOTHING,
    is: { records: { 0: { ballot: '1.S2' } } },
  },
  {
    breaks: 'SD-number-unique',
    by: 'proposing under its own ballot again (BL-12)',
    was: { records: { 0: { ballot: '2.S1' } } },
    is: { records: { 0: { ballot: '1.S1' } } },
  },
  {
    breaks: 'SD-number-unique',
    by: 'proposing under a ballot from before a restart (BL-12)',
    was: NOTHING,
    is: { records: { 0: { ballot: '2.S1' } } },
    known: { begun: [{ proposer: 1, ballot: ballot('2.S1'), again: false }] },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'coming back without the promise that its disk held (BL-13)',
    was: { records: { 0: {} } },
    is: { records: { 0: {} } },
    restart: 'disk',
    known: promised('2.S2', 1),
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'coming back without the vote that its disk held (BL-14)',
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '2.S2' } } },
    restart: 'disk',
    known: { ...promised('2.S2', 1), ballots: [voted('1.S2:x', 1)] },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'promising a lower ballot, after a restart with nothing',
    was: NOTHING,
    is: { records: { 0: { promised: '1.S2' } } },
    says: [promise('1.S2')],
    known: promised('2.S3', 1),
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'promising a higher ballot with a lost vote kept to itself',
    was: NOTHING,
    is: { records: { 0: { promised: '2.S2' } } },
    says: [promise('2.S2')],
    known: { ballots: [voted('1.S3:x', 1)] },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'voting below a promise that a lost disk held',
    was: NOTHING,
    is: { records: { 0: { promised: '1.S2', vote: '1.S2:x' } } },
    known: { ...PROPOSED, ...promised('2.S3', 1), asked: [voteOf('1.S2:x')] },
  },
  {
    breaks: 'SD-no-invention',
    by: 'voting for what nobody asked for',
    was: NOTHING,
    is: { records: { 0: { promised: '1.S2', vote: '1.S2:x' } } },
    known: { ...PROPOSED, asked: [voteOf('1.S3:x')] },
  },
  {
    breaks: 'SD-no-invention',
    by: 'reporting a vote with the ballot that it promises (BL-15)',
    was: { records: { 0: { promised: '1.S2', vote: '1.S2:x' } } },
    is: { records: { 0: { promised: '2.S3', vote: '1.S2:x' } } },
    says: [promise('2.S3', voteOf('2.S3:x'))],
    known: { ballots: [voted('1.S2:x', 1)] },
  },
  {
    breaks: 'SD-no-invention',
    by: 'keeping its vote to itself',
    was: { records: { 0: { promised: '1.S2', vote: '1.S2:x' } } },
    is: { records: { 0: { promised: '2.S3', vote: '1.S2:x' } } },
    says: [promise('2.S3')],
    known: { ballots: [voted('1.S2:x', 1)] },
  },
  {
    breaks: 'SD-no-invention',
    by: 'saying that it accepted what it did not',
    was: { records: { 0: { promised: '2.S3' } } },
    is: { records: { 0: { promised: '2.S3' } } },
    says: [accepted('1.S2')],
  },
  {
    breaks: 'SD-quorum-distinct',
    by: 'asking for votes with one promise (BL-05)',
    was: { records: { 0: { ballot: '1.S1' } } },
    is: { records: { 0: { ballot: '1.S1', asks: 'x', promises: [2] } } },
    known: promised('1.S1', 2, 3),
  },
  {
    breaks: 'SD-quorum-distinct',
    by: 'counting a promise twice (BL-08)',
    was: { records: { 0: { ballot: '1.S1' } } },
    is: { records: { 0: { ballot: '1.S1', asks: 'x', promises: [2, 2] } } },
    known: promised('1.S1', 2, 3),
  },
  {
    breaks: 'SD-quorum-distinct',
    by: 'counting a promise for another ballot (BL-09)',
    was: { records: { 0: { ballot: '2.S1' } } },
    is: { records: { 0: { ballot: '2.S1', asks: 'x', promises: [2, 3] } } },
    known: { promises: [given('2.S1', 2), given('1.S1', 3), given('2.S1', 1)] },
  },
  {
    breaks: 'SD-quorum-distinct',
    by: 'counting a vote in another ballot (BL-10)',
    was: { records: { 0: { ballot: '2.S1', asks: 'x', promises: [2, 3] } } },
    is: { records: { 0: { ballot: '2.S1', asks: 'x', promises: [2, 3], decidedBy: [2, 3] } } },
    known: {
      ...promised('2.S1', 2, 3),
      ballots: [voted('1.S1:x', 3), voted('2.S1:x', 2)],
      asked: [voteOf('2.S1:x')],
    },
  },
  {
    breaks: 'SD-P2c',
    by: 'asking for its own value though a vote was reported (BL-03)',
    was: { records: { 0: { ballot: '2.S1' } } },
    is: { records: { 0: { ballot: '2.S1', asks: 'y', promises: [2, 3] } } },
    known: { promises: [given('2.S1', 2, '1.S2:x'), given('2.S1', 3)] },
  },
  {
    breaks: 'SD-P2c',
    by: 'asking for the value of a lower vote (BL-04)',
    was: { records: { 0: { ballot: '3.S1' } } },
    is: { records: { 0: { ballot: '3.S1', asks: 'x', promises: [2, 3] } } },
    known: { promises: [given('3.S1', 2, '1.S2:x'), given('3.S1', 3, '2.S3:y')] },
  },
  {
    breaks: 'LIB-known-le-true',
    by: 'not noting what its application is done with',
    was: {},
    is: {},
    calls: { type: 'done', seq: 4 },
    done: [4, 4, 4],
  },
  {
    breaks: 'LIB-known-le-true',
    by: 'believing a Done that nobody called',
    was: {},
    is: { done: [-1, 3, -1] },
  },
  {
    breaks: 'GC-min-bound',
    by: 'moving Min while somebody is not done (BL-24)',
    was: {},
    is: { min: 1, done: [0, 0, -1] },
    done: [0, 0, -1],
  },
  {
    breaks: 'GC-min-bound',
    by: 'staying where it is, though all are done (BL-25)',
    was: {},
    is: { min: 0, done: [0, 0, 0] },
    done: [0, 0, 0],
  },
  {
    breaks: 'GC-monotone',
    by: 'lowering a Done (BL-26)',
    was: { done: [7, -1, -1] },
    is: { done: [3, -1, -1] },
    done: [7, 7, 7],
  },
  {
    breaks: 'GC-monotone',
    by: 'lowering Min',
    was: { min: 3 },
    is: { min: 2 },
    done: [7, 7, 7],
  },
  { breaks: 'GC-monotone', by: 'lowering Max (BL-28)', was: { max: 9 }, is: { max: 5 } },
  {
    breaks: 'GC-forgotten',
    by: 'keeping a forgotten record',
    was: { records: { 0: {} } },
    is: { records: { 0: {} }, min: 1 },
    done: [0, 0, 0],
  },
  {
    breaks: 'GC-needed',
    by: 'moving Min over a record that is needed, and dropping it',
    was: { records: { 0: {}, 1: {} } },
    is: { records: { 1: {} }, min: 1 },
    also: ['GC-min-bound', 'LIB-known-le-true'],
    done: [0, 0, -1],
  },
  {
    breaks: 'GC-forgotten',
    also: ['GC-needed'],
    by: 'dropping a record that is needed (BL-23)',
    was: { records: { 0: {}, 1: {} } },
    is: { records: { 0: {} } },
  },
  {
    breaks: 'LIB-max',
    by: 'not noticing a higher instance',
    was: { max: 3 },
    is: { max: 3, records: { 7: {} } },
    seq: 7,
  },
  {
    breaks: 'LIB-independent',
    by: 'changing what an acceptor holds in another instance',
    was: { records: { 0: {}, 7: { promised: '1.S2' } } },
    is: { records: { 0: {}, 7: { promised: '2.S2' } } },
  },
  {
    breaks: 'LIB-status-local',
    also: ['GC-forgotten'],
    by: 'losing a decision with its record',
    was: { records: { 0: {}, 3: { learned: 'x' } } },
    is: { records: { 0: {} } },
    done: [7, 7, 7],
  },
  {
    breaks: 'LIB-budget',
    by: 'asking the same server twice',
    was: { records: { 0: { promised: '1.S1', ballot: '1.S1' } } },
    is: { records: { 0: { promised: '1.S1', ballot: '1.S1', asks: 'x', promises: [1, 2] } } },
    says: [accept('1.S1:x'), accept('1.S1:x'), accept('1.S1:x')],
    known: promised('1.S1', 1, 2),
  },
  {
    breaks: 'LIB-budget',
    by: 'asking in one ballot again',
    was: { records: { 0: { promised: '1.S1', ballot: '1.S1' } } },
    is: { records: { 0: { promised: '1.S1', ballot: '1.S1' } } },
    says: [prepare('1.S1'), prepare('1.S1')],
  },
];

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

  test('each property of the library has one', () => {
    const ids = PROPERTIES.filter(
      ({ protocols, needsClerks }) => protocols.includes('basic') && !needsClerks,
    ).map(({ id }) => id);
    expect(new Set(ROWS.map(({ breaks }) => breaks))).toEqual(new Set(ids));
  });

  test('a property is reported once, at its first break', () => {
    const row = ROWS[0] as Row;
    const step = stepOf(row);
    const facts = observe(factsBefore(row), step);
    const first = judge([], step, facts);
    expect(judge(first, step, facts)).toBe(first);
  });

  test('a step that changes nothing breaks nothing', () => {
    const step = stepOf({ breaks: '', by: '', was: NOTHING, is: NOTHING });
    expect(judge([], step, observe(initialFacts(3), step))).toEqual([]);
  });

  test('a server that comes back with nothing is not accused before it does something', () => {
    const row: Row = {
      breaks: '',
      by: '',
      was: NOTHING,
      is: {},
      restart: 'no disk',
      known: { ...promised('2.S2', 1), ballots: [voted('1.S2:x', 1)] },
    };
    const step = stepOf(row);
    expect(judge([], step, observe(factsBefore(row), step))).toEqual([]);
  });
});
