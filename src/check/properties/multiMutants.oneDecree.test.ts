import { describe } from 'vitest';
import { asked, CHOSEN_X, DECIDED_X, expectBroken, type Row } from './multiMutants.testkit';
import { chosen, voted } from './mutants.testkit';
import { SINGLE_DECREE } from './singleDecree';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

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

describe('a wrong step breaks one property:', () => {
  expectBroken(ONE_DECREE, SINGLE_DECREE);
});
