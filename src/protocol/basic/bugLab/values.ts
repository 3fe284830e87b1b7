import { compareBallots } from '../../ballot';
import type { Vote } from '../messages';
import type { PromiseReceived } from '../proposer';
import { type BasicWrongRule, inProposer } from './vary';

const keepOwnValue: BasicWrongRule = {
  id: 'keep-own-value',
  alsoKnownAs: ['BL-03'],
  title: 'The proposer keeps its own value',
  wrong:
    'A proposer asks for its own value whatever the promises report; the right one takes over the reported vote with the highest ballot.',
  breaks: 'SD-P2c',
  hint: 'Have a value chosen, then let another server start with a value of its own.',
  vary: inProposer(() => ({ voteToAdopt: () => null })),
};

const lowestBallotWins: BasicWrongRule = {
  id: 'lowest-ballot-wins',
  alsoKnownAs: ['BL-04 (lowest)'],
  title: 'The lowest ballot wins',
  wrong:
    'A proposer takes over the reported vote with the lowest ballot; the right one takes the highest.',
  breaks: 'SD-P2c',
  hint: 'Leave one old vote behind, have another value chosen above it, and ask both kinds of acceptors.',
  vary: inProposer(() => ({
    voteToAdopt: (promises) =>
      votesIn(promises).reduce<Vote | null>(
        (best, vote) => (best && compareBallots(best.ballot, vote.ballot) <= 0 ? best : vote),
        null,
      ),
  })),
};

const firstReplyWins: BasicWrongRule = {
  id: 'first-reply-wins',
  alsoKnownAs: ['BL-04 (first)'],
  title: 'The first report wins',
  wrong:
    'A proposer takes over the first vote that a promise reports; the right one waits for a majority of promises and takes the highest ballot.',
  breaks: 'SD-P2c',
  hint: 'As with the lowest ballot: the old vote must be the first one reported.',
  vary: inProposer(() => ({ voteToAdopt: (promises) => votesIn(promises)[0] ?? null })),
};

const mostVotesWins: BasicWrongRule = {
  id: 'most-votes-wins',
  alsoKnownAs: ['BL-04 (most)'],
  title: 'The most frequent value wins',
  wrong:
    'A proposer takes over the value that most promises report; the right one takes the one with the highest ballot, however few report it.',
  breaks: 'SD-P2c',
  hint: 'Five servers: two with an old vote, and one of the majority that chose another value.',
  vary: inProposer(() => ({ voteToAdopt: mostFrequent })),
};

const inventedValue: BasicWrongRule = {
  id: 'invented-value',
  alsoKnownAs: [],
  title: 'A value that nobody gave',
  wrong:
    'A proposer that is free to choose asks for “nil”, a value that nobody gave to Start; the right one asks for the value it was started with.',
  breaks: 'SD-validity',
  hint: 'Start an instance in which nobody has voted.',
  vary: inProposer(() => ({ valueWhenFree: () => 'nil' })),
};

const votesIn = (promises: readonly PromiseReceived[]) =>
  promises.flatMap(({ vote }) => (vote ? [vote] : []));

function mostFrequent(promises: readonly PromiseReceived[]): Vote | null {
  const votes = votesIn(promises);
  const times = ({ value }: Vote) => votes.filter((vote) => vote.value === value).length;
  return votes.reduce<Vote | null>(
    (best, vote) => (best && times(best) >= times(vote) ? best : vote),
    null,
  );
}

/** Which value phase 2 asks for. */
export const VALUES: readonly BasicWrongRule[] = [
  keepOwnValue,
  lowestBallotWins,
  firstReplyWins,
  mostVotesWins,
  inventedValue,
];
