import { type BasicWrongRule, inLibrary, inProposer } from './vary';

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
    'A server sends its own acceptor and learner messages, which a deaf server never gets; the right one calls them as functions.',
  breaks: null,
  hint: 'Three servers: one dead, and the proposer deaf.',
  vary: inLibrary(() => ({ isCall: () => false })),
};

/** When a round ends, and how it is driven: nothing here is unsafe. */
export const ROUNDS: readonly BasicWrongRule[] = [
  noBackOff,
  retryOnlyWhenRefused,
  givesUp,
  callsItselfByNetwork,
];
