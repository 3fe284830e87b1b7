import { sameBallot } from '../../ballot';
import { type WrongMultiRule, wrongly } from './wrong';

const half = (servers: number) => Math.max(1, Math.floor(servers / 2));

const smallQuorum = wrongly('leader', () => ({ promisesNeeded: half, votesNeeded: half }), {
  id: 'small-quorum',
  alsoKnownAs: ['BL-05'],
  title: 'Half is a majority',
  wrong:
    'A leader is content with half of the servers, rounded down: one of three. It needs more than half, for only then do any two such groups share a server.',
  breaks: 'MP-quorum',
  hint: 'Part the servers into two groups and let both choose something in slot 1.',
});

const onePromise = wrongly('leader', () => ({ promisesNeeded: () => 1 }), {
  id: 'adopts-after-one-P1B',
  alsoKnownAs: ['BL-58'],
  title: 'One promise makes a leader',
  wrong:
    'A candidate leads as soon as one acceptor follows it, be it its own. It needs promises from a majority: else it does not hear of what was chosen.',
  breaks: 'MP-quorum',
  hint: 'Let a value be chosen by S1 and S2, and S3 run for leader without hearing of it.',
});

const stalePromise = wrongly(
  'leader',
  () => ({
    isPromise: (leader, { ballot, promised }) =>
      sameBallot(ballot, promised) && ballot.server === leader.self,
  }),
  {
    id: 'stale-promise',
    alsoKnownAs: ['BL-09'],
    title: 'A promise for an older ballot counts',
    wrong:
      'A candidate counts a P1B for an earlier ballot of its own. A promise counts only for the very ballot it was given to: what it reports is out of date for any other.',
    breaks: 'MP-quorum',
    hint: 'Hold a P1B back until its candidate runs again with a higher ballot.',
  },
);

const oldPromisesCount = wrongly(
  'leader',
  () => ({
    keptForNext: ({ reports, self }) => ({ reports: reports.filter(({ from }) => from !== self) }),
  }),
  {
    id: 'old-promises-count',
    alsoKnownAs: ['candidate-keeps-old-promises', 'BL-57'],
    title: 'Promises are kept from ballot to ballot',
    wrong:
      'A candidate that runs again still counts the promises that others gave to its last ballot. It must start from none: they promised another ballot, and have voted since.',
    breaks: 'MP-quorum',
    hint: 'Depose a leader, choose something under the new one, and let the old one run again.',
  },
);

const countReplies = wrongly('leader', () => ({ isCounted: () => false }), {
  id: 'count-replies',
  alsoKnownAs: ['BL-08'],
  title: 'Answers are counted, not servers',
  wrong:
    'A leader counts every answer, also the second one of the same server. It must count servers: the network may deliver an answer twice.',
  breaks: 'MP-vote-match',
  hint: 'Five servers: let one vote arrive twice.',
});

const borrowedBallot = wrongly(
  'leader',
  (right) => ({ nextBallot: (leader, seen) => seen ?? right.nextBallot(leader, seen) }),
  {
    id: 'borrowed-ballot',
    alsoKnownAs: ['two-proposers', 'BL-49'],
    title: 'Two leaders in one ballot',
    wrong:
      'Who runs for leader takes the highest ballot it has seen, though it is another server’s. It must take a new one of its own: one ballot has one leader, and one value a slot.',
    breaks: 'MP-ballot-own',
    hint: 'Let S2 run for leader while S1 leads, and ask both for a command.',
  },
);

const ownCounterOnly = wrongly(
  'leader',
  // After a restart it knows no ballot of its own any more, and none of those that it used may come again.
  (right) => ({
    nextBallot: (leader, seen) => right.nextBallot(leader, leader.ballot ?? seen),
  }),
  {
    id: 'own-counter-only',
    alsoKnownAs: ['BL-22'],
    title: 'The next ballot ignores those of others',
    wrong:
      'A candidate counts up from its own last ballot. It must go above every ballot it has seen: else those who follow a higher one refuse it, again and again.',
    breaks: null,
    hint: 'Let S1 lead with a high ballot and die: how long does S2 need?',
  },
);

const ballotReused: WrongMultiRule = {
  id: 'ballot-reused',
  alsoKnownAs: ['BL-12'],
  title: 'A ballot is used again after a restart',
  wrong:
    'A restarted server has forgotten which ballots it has seen, its own among them. It must remember the highest one: a ballot that is used twice carries two values.',
  breaks: 'MP-ballot-own',
  hint: 'Restart a leader and let it run again.',
  vary: (rules) => ({
    ...rules,
    survives: (server) => ({ ...rules.survives(server), seen: null }),
  }),
};

const oldHeartbeat = wrongly(
  'leader',
  () => ({ isSignOfLife: (_leader, { from, ballot }) => from === ballot.server }),
  {
    id: 'old-heartbeat',
    alsoKnownAs: ['BL-55'],
    title: 'A deposed leader’s heartbeats count',
    wrong:
      'A follower takes the heartbeat of any ballot for a sign of life. Only that of the highest ballot it has seen counts: else a deposed leader keeps everybody from replacing a dead one.',
    breaks: null,
    hint: 'Let a deposed leader beat on while the new one is dead.',
  },
);

const neverStepsDown = wrongly(
  'leader',
  (right) => ({
    isHigher: (leader, event) =>
      right.isHigher(leader, event) &&
      leader.reports.length < right.promisesNeeded(leader.servers.length),
  }),
  {
    id: 'never-steps-down',
    alsoKnownAs: [],
    title: 'A leader never steps down',
    wrong:
      'A leader that hears of a higher ballot goes on leading. It must step down: nobody follows it any more, and its clients wait for ever.',
    breaks: null,
    hint: 'Elect a second leader and ask the first one for a command.',
  },
);

const electsAtOnce = wrongly('leader', () => ({ isLongSilence: () => true }), {
  id: 're-election-at-once',
  alsoKnownAs: ['BL-56'],
  title: 'One silent check starts an election',
  wrong:
    'A follower runs for leader at its first check without a word from the leader. It must wait for a second one: one late heartbeat would depose a leader that lives.',
  breaks: null,
  hint: 'Delay one heartbeat.',
});

/** Elections. */
export const WRONG_ELECTIONS: readonly WrongMultiRule[] = [
  smallQuorum,
  onePromise,
  stalePromise,
  oldPromisesCount,
  countReplies,
  borrowedBallot,
  ballotReused,
  oldHeartbeat,
  neverStepsDown,
  electsAtOnce,
  ownCounterOnly,
];
