import { getAt, setAt } from '../../../base/intMap';
import { FRESH_ACCEPTOR } from '../acceptor';
import { type WrongMultiRule, wrongly } from './wrong';

const lowerBallotAccepted = wrongly('acceptor', () => ({ mayAccept: () => true }), {
  id: 'lower-ballot-accepted',
  alsoKnownAs: ['no-promise-check', 'BL-43'],
  title: 'An acceptor votes in any ballot',
  wrong:
    'An acceptor says yes to every P2A. It must vote only in the very ballot that it follows: following a ballot is the promise to take part in no lower one.',
  breaks: 'MP-accept-guard',
  hint: 'Let a second leader be elected while a P2A of the first is under way; deliver it late.',
});

const storesEveryVote = wrongly(
  'acceptor',
  () => ({
    votesAfterRefusal: ({ accepted }, { slot, ballot, value }) =>
      setAt(accepted, slot, { ballot, value }),
  }),
  {
    id: 'stores-every-pvalue',
    alsoKnownAs: ['BL-59'],
    title: 'A refused vote is stored all the same',
    wrong:
      'An acceptor refuses a P2A of another ballot, but stores it like a vote. What is stored is a vote: it must store only what it accepts.',
    breaks: 'MP-accept-guard',
    hint: 'Deliver a P2A to an acceptor that follows a higher ballot already, and look at its vote.',
  },
);

const keepsOldValue = wrongly(
  'acceptor',
  (right) => ({
    voteFor(acceptor, event) {
      const before = getAt(acceptor.accepted, event.slot);
      const vote = right.voteFor(acceptor, event);
      return before ? { ...vote, value: before.value } : vote;
    },
  }),
  {
    id: 'vote-keeps-old-value',
    alsoKnownAs: [],
    title: 'A second vote keeps the old value',
    wrong:
      'An acceptor that has voted in the slot before notes the new ballot, but leaves its old value. It must store ballot and value together: a vote is for what its leader asked for.',
    breaks: 'MP-no-invention',
    hint: 'Leave S1 with a vote that no one else has, and let S3 ask for another value there.',
  },
);

const votesWiped = wrongly(
  'acceptor',
  () => ({ votesAfterAdopting: () => FRESH_ACCEPTOR.context.accepted }),
  {
    id: 'new-ballot-wipes-votes',
    alsoKnownAs: [],
    title: 'A new ballot wipes the votes',
    wrong:
      'An acceptor that adopts a higher ballot throws its votes of lower ones away. It must keep and report them: one of them may have chosen something.',
    breaks: 'MP-log-status-monotone',
    hint: 'Choose a command with S1 and S2, and let S3 ask S2 for its promise.',
  },
);

const sameBallots = wrongly(
  'acceptor',
  () => ({
    isHigher: ({ ballot: own }, { ballot }) => ballot.round > (own?.round ?? 0),
    isOwn: ({ ballot: own }, { ballot }) => ballot.round === own?.round,
    mayAccept: ({ ballot: own }, { ballot }) => ballot.round === own?.round,
  }),
  {
    id: 'same-ballots',
    alsoKnownAs: ['round-only', 'BL-44'],
    title: 'Ballots are compared by round only',
    wrong:
      'To an acceptor 1.S1 and 1.S3 are the same ballot. They must differ by their server, too: else two leaders share one ballot.',
    breaks: 'MP-report',
    hint: 'Let S1 and S3 run for leader with the same round, with S2 as the second vote of both.',
  },
);

const resurrectCleared: WrongMultiRule = {
  id: 'resurrect-cleared',
  alsoKnownAs: ['BL-53'],
  title: 'Late messages bring cleared slots back',
  wrong:
    'A server stores what a late P2A or decision says about a slot that is cleared. It must ignore it: everybody has executed that slot, and nobody remembers what was chosen there.',
  breaks: 'GC-no-repropose',
  hint: 'Duplicate a P2A, let three heartbeats clear its slot, and deliver the copy.',
  vary: (rules) => ({
    ...rules,
    acceptor: { ...rules.acceptor, isCleared: () => false },
    learner: {
      ...rules.learner,
      isNews: (learner, entry) => rules.learner.isNews({ ...learner, cleared: 0 }, entry),
    },
  }),
};

const amnesiaPromise: WrongMultiRule = {
  id: 'amnesia-np',
  alsoKnownAs: ['BL-13'],
  title: 'The ballot it follows is not on disk',
  wrong:
    'After a restart an acceptor follows no ballot, though it keeps its votes. The promise must be on disk before its answer leaves: else it promises a lower ballot, too.',
  breaks: 'MP-ballots-rise',
  hint: 'Restart an acceptor between its promise to the new leader and a P1A of the old one that comes late.',
  vary: (rules) => ({
    ...rules,
    survives(server) {
      const kept = rules.survives(server);
      const context = { ...kept.acceptor.context, ballot: null };
      return { ...kept, acceptor: { ...FRESH_ACCEPTOR, context } };
    },
  }),
};

const amnesiaVote: WrongMultiRule = {
  id: 'amnesia-vote',
  alsoKnownAs: ['BL-14'],
  title: 'Votes are not on disk',
  wrong:
    'After a restart an acceptor still follows its ballot, but has forgotten how it voted. Votes must be on disk before their answers leave: the next leader must hear of them.',
  breaks: 'SD-promise-monotone',
  hint: 'Choose a value with the vote of one acceptor, restart that one, and elect a leader with its promise.',
  vary: (rules) => ({
    ...rules,
    survives(server) {
      const kept = rules.survives(server);
      const { accepted } = FRESH_ACCEPTOR.context;
      const context = { ...kept.acceptor.context, accepted };
      return { ...kept, acceptor: { ...kept.acceptor, context } };
    },
  }),
};

/** Acceptors, and what their disks keep. */
export const WRONG_ACCEPTORS: readonly WrongMultiRule[] = [
  lowerBallotAccepted,
  storesEveryVote,
  keepsOldValue,
  votesWiped,
  sameBallots,
  resurrectCleared,
  amnesiaPromise,
  amnesiaVote,
];
