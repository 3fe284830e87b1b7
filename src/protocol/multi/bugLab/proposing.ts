import { getAt, lastKey } from '../../../base/intMap';
import { sameBallot } from '../../ballot';
import { type WrongMultiRule, wrongly } from './wrong';

const lateRejections = wrongly(
  'leader',
  () => ({ isVote: (leader, { promised }) => sameBallot(promised, leader.ballot) }),
  {
    id: 'late-rejections',
    alsoKnownAs: ['P2B-by-ballot', 'BL-41'],
    title: 'Late rejections count',
    wrong:
      'A leader counts every P2B that names its ballot, yes or no. It must count only a yes to its present P2A: who refuses an old P2A names the ballot it follows, too.',
    breaks: 'SD-learned-chosen',
    hint: 'Depose and re-elect a leader while its first P2A is under way; then deliver that one.',
  },
);

const oldVotesCount = wrongly('leader', () => ({ isVote: (_leader, { accepted }) => accepted }), {
  id: 'old-votes-count',
  alsoKnownAs: ['BL-42', 'D23'],
  title: 'Votes of an older ballot count',
  wrong:
    'A leader counts every yes, also one to a P2A of its earlier ballot. A vote counts only in the ballot it was given in: the voter may have voted otherwise since.',
  breaks: 'SD-learned-chosen',
  hint: 'Five servers: hold a P2B back until its leader leads again.',
});

const ignoreP1B = wrongly(
  'leader',
  ({ merge }) => ({ merge: { ...merge, chosenIn: () => undefined, voteToKeep: () => null } }),
  {
    id: 'ignore-P1B',
    alsoKnownAs: ['BL-45'],
    title: 'A new leader ignores what is reported',
    wrong:
      'A new leader asks for a no-op in every slot that it has not decided itself. It must ask for the value of the highest vote reported there: that one may be chosen.',
    breaks: 'MP-merge',
    hint: 'Choose a command with S1 and S2, and let S3 take over.',
  },
);

const mergeWithoutBallots = wrongly(
  'leader',
  ({ merge }) => ({
    merge: {
      ...merge,
      voteToKeep(reports, slot) {
        const votes = reports.map(({ accepted }) => getAt(accepted, slot));
        return votes.find((vote) => vote !== undefined) ?? null;
      },
    },
  }),
  {
    id: 'merge-without-ballots',
    alsoKnownAs: ['BL-46'],
    title: 'The first vote reported wins',
    wrong:
      'A new leader takes over the first vote that it finds in a slot, its own before all. It must take that of the highest ballot: only that one can be chosen.',
    breaks: 'MP-merge',
    hint: 'Leave S1 with a vote of its own, choose another value with S2 and S3, and let S1 lead again.',
  },
);

const holesLeftOpen = wrongly(
  'leader',
  ({ merge }) => ({ merge: { ...merge, fillsGaps: false } }),
  {
    id: 'holes-left-open',
    alsoKnownAs: ['BL-47'],
    title: 'Holes are left open',
    wrong:
      'A new leader asks for nothing in a slot that nobody voted in, though later ones are taken. It must fill it with a no-op: nothing after a hole is ever executed.',
    breaks: 'MP-merge',
    hint: 'Lose the P2A of slot 1, deliver that of slot 2, and kill the leader.',
  },
);

const madeUpFiller = wrongly('leader', ({ merge }) => ({ merge: { ...merge, filler: 'nil' } }), {
  id: 'made-up-filler',
  alsoKnownAs: [],
  title: 'Holes are filled with a made-up command',
  wrong:
    'A new leader asks for “nil” in a slot that nobody voted in, a command that no client gave. It must ask for a no-op, the one command that everybody knows to change nothing.',
  breaks: 'MP-validity',
  hint: 'Leave a hole below a vote, and let another server take over.',
});

const noClearBound = wrongly(
  'leader',
  ({ merge }) => ({ merge: { ...merge, firstTold: () => 1 } }),
  {
    id: 'no-clear-bound',
    alsoKnownAs: ['BL-52'],
    title: 'Cleared is taken for empty',
    wrong:
      'A new leader looks for holes from slot 1 on. It must begin behind what is executed and cleared: what is missing there is not empty, it is done with.',
    breaks: 'GC-no-repropose',
    hint: 'Let a slot be cleared, and elect a new leader.',
  },
);

const slotNotMoved = wrongly('leader', () => ({ firstFree: (_merged, log) => log.executed + 1 }), {
  id: 'slot-in-not-moved',
  alsoKnownAs: ['BL-48'],
  title: 'New commands land in slots taken over',
  wrong:
    'A new leader gives its next command the first slot that is not executed, though it has asked for a value there. It must go behind all slots that it takes over: one ballot carries one value a slot.',
  breaks: 'MP-merge',
  hint: 'Let a new leader take over slot 1, and ask it for a command before that is decided.',
});

const clearAtMajority = wrongly(
  'leader',
  () => ({
    clearable: (executedBy) =>
      [...executedBy].sort((a, b) => b - a)[Math.floor(executedBy.length / 2)] ?? 0,
  }),
  {
    id: 'clear-at-majority',
    alsoKnownAs: ['BL-50'],
    title: 'A majority is enough to clear',
    wrong:
      'A leader clears what a majority has executed. It must wait for all: who comes back later can learn a cleared slot from nobody.',
    breaks: 'GC-needed',
    hint: 'Cut S3 off, execute a command with S1 and S2, and beat twice.',
  },
);

const minOverAnswers = wrongly(
  'leader',
  () => ({
    clearable(executedBy) {
      const told = executedBy.filter((executed) => executed > 0);
      return told.length > 0 ? Math.min(...told) : 0;
    },
  }),
  {
    id: 'min-over-answers',
    alsoKnownAs: ['BL-51'],
    title: 'Silent servers do not hold clearing up',
    wrong:
      'A leader clears what all servers that answered have executed. A server that has not answered counts as having executed nothing.',
    breaks: 'GC-needed',
    hint: 'Cut S3 off from the beginning, and beat twice.',
  },
);

const announcesOverHoles = wrongly(
  'leader',
  () => ({ decidedUpTo: ({ decided, executed }) => Math.max(executed, lastKey(decided)) }),
  {
    id: 'announces-over-holes',
    alsoKnownAs: [],
    title: 'Decided up to the last one, holes and all',
    wrong:
      'A leader announces its last decided slot as “all is decided up to here”. It must stop before the first hole: its followers take their votes up to there for decided.',
    breaks: 'MP-learned-chosen',
    hint: 'Decide slot 2 before slot 1, and beat.',
  },
);

const noRetransmission = wrongly('leader', () => ({ isOverdue: () => false }), {
  id: 'no-retransmission',
  alsoKnownAs: ['BL-62'],
  title: 'A lost P2A is never sent again',
  wrong:
    'A leader asks for votes only once. It must ask again until a majority has answered: one lost message would stop the log for ever.',
  breaks: null,
  hint: 'Lose the P2As of one slot, and wait.',
});

const laggardsForgotten = wrongly('leader', () => ({ isUnaware: () => false }), {
  id: 'P1A-not-resent',
  alsoKnownAs: ['BL-61'],
  title: 'Who missed the P1A never votes',
  wrong:
    'A leader ignores that an acceptor does not follow its ballot yet. It must send it the P1A again: else the acceptor refuses every P2A.',
  breaks: null,
  hint: 'Lose the P1A to S3, and then S2 for good.',
});

/** A leader's work. */
export const WRONG_PROPOSING: readonly WrongMultiRule[] = [
  lateRejections,
  oldVotesCount,
  ignoreP1B,
  mergeWithoutBallots,
  holesLeftOpen,
  madeUpFiller,
  slotNotMoved,
  clearAtMajority,
  minOverAnswers,
  noClearBound,
  announcesOverHoles,
  noRetransmission,
  laggardsForgotten,
];
