import { type BasicWrongRule, inLibrary, inProposer } from './vary';

const asksTwice: BasicWrongRule = {
  id: 'asks-twice',
  alsoKnownAs: [],
  title: 'Accepts are sent twice',
  wrong:
    'A proposer asks each server twice for its vote, to be on the safe side; the right one asks once to promise and once to accept, and begins a new round when answers are missing.',
  breaks: 'LIB-budget',
  hint: 'Start one instance and count the accepts.',
  vary: inProposer((right) => ({
    addressees(campaign, kind) {
      const once = right.addressees(campaign, kind);
      const again = kind === 'accept' ? once.filter((to) => to !== campaign.self) : [];
      return [...once, ...again];
    },
  })),
};

const noBackOff: BasicWrongRule = {
  id: 'no-back-off',
  alsoKnownAs: ['BL-18'],
  title: 'No back-off',
  wrong:
    'A proposer tries again after the same short time, for ever; the right one waits longer after each round, by chance, so that duels end. Safe, but it may never decide.',
  breaks: null,
  hint: 'Make messages slower than the retry time-out, and let two servers propose.',
  vary: inProposer(() => ({ retryAfter: (retryMs) => [retryMs, retryMs] })),
};

const retryOnlyWhenRefused: BasicWrongRule = {
  id: 'retry-only-when-refused',
  alsoKnownAs: ['BL-19'],
  title: 'A new round only after refusals',
  wrong:
    'A proposer begins a new round only once so many refused that no majority is left; the right one also times out, for silent servers may be dead.',
  breaks: null,
  hint: 'Five servers, two of them dead: one refusal and two promises are neither.',
  vary: inProposer(() => ({ setsTimer: (occasion) => occasion === 'has lost' })),
};

const givesUp: BasicWrongRule = {
  id: 'gives-up',
  alsoKnownAs: ['BL-20'],
  title: 'One round and no more',
  wrong:
    'A proposer gives up when its round fails; the right one goes on, round after round, until the instance is decided.',
  breaks: null,
  hint: 'Start in a minority, then heal the partition.',
  vary: inProposer(() => ({ setsTimer: () => false })),
};

const callsItselfByNetwork: BasicWrongRule = {
  id: 'self-by-network',
  alsoKnownAs: ['BL-21'],
  title: 'Messages to oneself go through the network',
  wrong:
    'A server answers itself, and asks itself for a vote, over the network, from which a deaf server gets nothing; the right one calls its own acceptor and learner as functions.',
  breaks: null,
  hint: 'Three servers: one dead, and the proposer deaf.',
  // But for the prepare: a ballot that is not on one's own disk would be used again after a restart.
  vary: inLibrary((right) => ({
    isCall: (peer, to, letter) => letter.kind === 'prepare' && right.isCall(peer, to, letter),
  })),
};

/** When a round ends, and how it is driven: nothing here can have two values chosen. */
export const ROUNDS: readonly BasicWrongRule[] = [
  asksTwice,
  noBackOff,
  retryOnlyWhenRefused,
  givesUp,
  callsItselfByNetwork,
];
