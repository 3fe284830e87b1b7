import { varied, type WrongRuleGroup } from '../../wrongRule';
import { type MultiActor, multiPeerBy } from '../mailRoom';
import { type MultiRules, RIGHT_RULES } from '../rules';
import type { Settings } from '../settings';
import { WRONG_ACCEPTORS } from './acceptor';
import { WRONG_ELECTIONS } from './election';
import { WRONG_LEARNERS } from './learner';
import { WRONG_PROPOSING } from './proposing';
import type { WrongMultiRule } from './wrong';

export type { WrongMultiRule } from './wrong';

/** The bug lab of Multi-Paxos (CONFORMANCE 5.4, CURRICULUM part 4), without the service above it. */
export const MULTI_BUG_LAB: readonly WrongRuleGroup<MultiRules>[] = [
  { role: 'Leader: counting and proposing', rules: WRONG_PROPOSING },
  { role: 'Acceptor', rules: WRONG_ACCEPTORS },
  { role: 'Elections and heartbeats', rules: WRONG_ELECTIONS },
  { role: 'Executing and clearing the log', rules: WRONG_LEARNERS },
];

export const MULTI_WRONG_RULES: readonly WrongMultiRule[] = MULTI_BUG_LAB.flatMap(
  ({ rules }) => rules,
);

/** A server that goes wrong in these ways, and in no other. */
export function wrongMultiPeer(settings: Settings, wrong: readonly WrongMultiRule[]): MultiActor {
  return multiPeerBy(varied(RIGHT_RULES, wrong), settings);
}
