import { describe } from 'vitest';
import { ballot } from '../../protocol/ballot.testkit';
import { FOLLOWERS } from './followers';
import { asked, expectBroken, type Row } from './multiMutants.testkit';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

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
    breaks: 'MP-ballots-rise',
    by: 'following a lower ballot, after a restart with nothing',
    was: {},
    is: { follows: '1.S3' },
    facts: { followed: [ballot('2.S2'), null, null] },
  },
];

describe('a wrong step breaks one property:', () => {
  expectBroken(ACCEPTORS, FOLLOWERS);
});
