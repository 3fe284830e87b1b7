import { lastKey } from '../../../base/intMap';
import { type WrongMultiRule, wrongly } from './wrong';

const applyOverHoles = wrongly(
  'learner',
  () => ({ executable: (decided, executed) => Math.max(executed, lastKey(decided)) }),
  {
    id: 'apply-over-holes',
    alsoKnownAs: ['BL-54b'],
    title: 'Executes over holes',
    wrong:
      'A server executes a decided slot although an earlier one is still open. It must wait: all servers must execute the same commands in the same order.',
    breaks: 'MP-exec-order',
    hint: 'Decide slot 2 before slot 1.',
  },
);

const anyVoteIsDecided = wrongly('learner', () => ({ tellsDecision: () => true }), {
  id: 'any-vote-is-decided',
  alsoKnownAs: ['same-value-is-chosen'],
  title: 'An old vote is taken for the decision',
  wrong:
    'When a leader says that a slot is decided, a follower takes its own vote there for the value, whatever its ballot. Only a vote in that leader’s ballot tells: an older one may be for another value.',
  breaks: 'SD-learned-chosen',
  hint: 'Leave S1 with a vote of its own, choose another value without it, and let it hear the new leader’s heartbeat.',
});

/** Learners. */
export const WRONG_LEARNERS: readonly WrongMultiRule[] = [applyOverHoles, anyVoteIsDecided];
