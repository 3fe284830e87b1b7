import { describe } from 'vitest';
import { NO_OP } from '../../protocol/value';
import { ELECTION } from './election';
import {
  CHOSEN_X,
  expectBroken,
  LEADING,
  PROMISED,
  p1b,
  type Row,
  TRYING,
} from './multiMutants.testkit';
import { voted } from './mutants.testkit';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

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

describe('a wrong step breaks one property:', () => {
  expectBroken(ELECTIONS, ELECTION);
});
