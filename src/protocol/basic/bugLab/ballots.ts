import { compareBallots, higherBallot } from '../../ballot';
import { type BasicWrongRule, inProposer } from './vary';

const stalePromise: BasicWrongRule = {
  id: 'stale-promise',
  alsoKnownAs: ['BL-09'],
  title: 'An old promise counts for the new ballot',
  wrong:
    'A proposer counts a promise for its earlier ballot; the right one counts only answers to its present ballot.',
  breaks: 'SD-quorum-distinct',
  hint: 'Hold a promise, let somebody else have a value chosen, retry, and release the promise.',
  vary: inProposer((right) => ({
    answersPresentBallot: (campaign, reply) =>
      reply.type === 'PROMISE' || right.answersPresentBallot(campaign, reply),
  })),
};

const staleVote: BasicWrongRule = {
  id: 'stale-vote',
  alsoKnownAs: ['BL-10'],
  title: 'An old vote counts for the new ballot',
  wrong:
    'A proposer counts a vote for its earlier ballot; the right one counts only answers to its present ballot.',
  breaks: 'SD-quorum-distinct',
  hint: 'Hold an acceptance, retry, and release it once the next phase 2 has begun.',
  vary: inProposer((right) => ({
    answersPresentBallot: (campaign, reply) =>
      reply.type === 'ACCEPTED' || right.answersPresentBallot(campaign, reply),
  })),
};

const sameBallots: BasicWrongRule = {
  id: 'same-ballots',
  alsoKnownAs: ['BL-11'],
  title: 'Everybody uses the same ballots',
  wrong:
    'Ballots are bare round numbers (written 1.S1, 2.S1, … for everybody) and an equal one is promised again; right ballots belong to one server, and only a higher one is promised.',
  breaks: 'SD-number-unique',
  hint: 'Start two proposers before either hears of the other.',
  vary: (rules) => ({
    ...rules,
    acceptor: {
      ...rules.acceptor,
      mayPromise: ({ promised }, { ballot }) => compareBallots(ballot, promised) >= 0,
    },
    proposer: {
      ...rules.proposer,
      nextBallot: (_self, seen) => ({ round: (seen?.round ?? 0) + 1, server: 1 }),
    },
  }),
};

const ballotReused: BasicWrongRule = {
  id: 'ballot-reused',
  alsoKnownAs: ['BL-12'],
  title: 'A restarted proposer begins at 1 again',
  wrong:
    'A proposer does not look at n_p on its own disk, so that after a restart it uses its old ballots again; the right one goes above n_p.',
  breaks: 'SD-number-unique',
  hint: 'Duplicate promises, restart the proposer with another value, and deliver the duplicates.',
  vary: inProposer(() => ({
    ballotSeen: ({ ballot, highestSeen }) => higherBallot(ballot, highestSeen),
  })),
};

const ownCounterOnly: BasicWrongRule = {
  id: 'own-counter-only',
  alsoKnownAs: ['BL-22'],
  title: 'Refusals teach nothing',
  wrong:
    'A proposer adds one to its own last ballot whatever its refusals say; the right one jumps above the highest n_p it was told. Safe, but it wastes rounds.',
  breaks: null,
  hint: 'Let one server run through many rounds first, then start another.',
  vary: inProposer(() => ({ ballotSeen: ({ ballot }, promisedHere) => ballot ?? promisedHere })),
};

/** Ballots, and answers to other ballots. */
export const BALLOTS: readonly BasicWrongRule[] = [
  stalePromise,
  staleVote,
  sameBallots,
  ballotReused,
  ownCounterOnly,
];
