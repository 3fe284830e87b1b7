import { majorityOf } from '../../quorum';
import type { Campaign } from '../proposer';
import { type BasicWrongRule, inLibrary, inProposer } from './vary';

const offByOne = ({ servers }: Campaign) => Math.max(1, majorityOf(servers.length) - 1);

const smallQuorum: BasicWrongRule = {
  id: 'small-quorum',
  alsoKnownAs: ['BL-05 (both phases)'],
  title: 'One too few for a majority',
  wrong:
    'A proposer is content with one server less than a majority, in both phases: two of five, one of three; the right one needs more than half.',
  breaks: 'SD-quorum-distinct',
  hint: 'Let two proposers work with servers that have nothing in common.',
  vary: inProposer(() => ({ promisesNeeded: offByOne, votesNeeded: offByOne })),
};

const smallVoteQuorum: BasicWrongRule = {
  id: 'small-vote-quorum',
  alsoKnownAs: ['BL-05 (phase 2)', 'BL-05'],
  title: 'One vote too few',
  wrong:
    'A proposer decides with one vote less than a majority; the right one needs votes of more than half in phase 2 as well.',
  breaks: 'SD-quorum-distinct',
  hint: 'Hold the accepts: the proposer’s own vote is enough for it.',
  vary: inProposer(() => ({ votesNeeded: offByOne })),
};

/** Two at the least: a proposer that hears nobody but itself waits. */
const mostOf = (answers: number, { servers }: Campaign) =>
  Math.min(servers.length, Math.max(2, majorityOf(answers)));

const majorityOfReplies: BasicWrongRule = {
  id: 'majority-of-replies',
  alsoKnownAs: ['BL-06'],
  title: 'A majority of those who answer',
  wrong:
    'A proposer takes silent servers for dead and counts a majority of the answers; the right one needs a majority of all servers.',
  breaks: 'SD-quorum-distinct',
  hint: 'Part five servers into two and three, and start on both sides.',
  vary: inProposer(() => ({
    promisesNeeded: (campaign) =>
      mostOf(campaign.promises.length + campaign.rejections.length + 1, campaign),
    votesNeeded: (campaign) =>
      mostOf(campaign.acceptances.length + campaign.rejections.length + 1, campaign),
  })),
};

const countRejections: BasicWrongRule = {
  id: 'count-rejections',
  alsoKnownAs: ['BL-07'],
  title: 'A refusal counts as agreement',
  wrong:
    'A proposer counts every reply it gets, refusals too; the right one counts only promises in phase 1 and only votes in phase 2.',
  breaks: 'SD-quorum-distinct',
  hint: 'Let a second proposer’s prepare reach an acceptor before the first one’s accept does.',
  vary: inLibrary((right) => ({
    readReply(from, reply) {
      if (reply.kind !== 'reject') return right.readReply(from, reply);
      const { ballot, phase } = reply;
      return phase === 'prepare'
        ? { type: 'PROMISE', from, ballot, vote: null }
        : { type: 'ACCEPTED', from, ballot };
    },
  })),
};

const countReplies: BasicWrongRule = {
  id: 'count-replies',
  alsoKnownAs: ['BL-08'],
  title: 'Replies are counted, not servers',
  wrong:
    'A proposer counts messages, so that one server counts twice when the network repeats its reply; the right one counts different servers.',
  breaks: 'SD-quorum-distinct',
  hint: 'Duplicate a reply. With three servers the own one counts as well, so use five.',
  vary: inProposer(() => ({ hasAnswered: () => false })),
};

const sameValueIsChosen: BasicWrongRule = {
  id: 'same-value-is-chosen',
  alsoKnownAs: ['BL-16'],
  title: 'The same value counts, whatever its ballot',
  wrong:
    'A proposer also counts votes for its value from earlier ballots; the right one counts only votes for its present ballot: chosen means one ballot and one value.',
  breaks: 'SD-quorum-distinct',
  hint: 'Leave an old vote for A behind, a newer one for B, and let A be proposed once more.',
  vary: inProposer(() => ({
    votesWith({ promises, acceptances, value }, from) {
      const earlier = promises.filter(({ vote }) => vote?.value === value);
      return new Set([...acceptances, from, ...earlier.map((promise) => promise.from)]).size;
    },
  })),
};

/** How many are enough, and who counts. */
export const QUORUMS: readonly BasicWrongRule[] = [
  smallQuorum,
  smallVoteQuorum,
  majorityOfReplies,
  countRejections,
  countReplies,
  sameValueIsChosen,
];
