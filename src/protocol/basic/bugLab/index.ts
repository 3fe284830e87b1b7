import type { Actor } from '../../../base/actor';
import { varied, type WrongRuleGroup } from '../../wrongRule';
import { BASIC_RULES, type BasicRules, type Call, makePaxosPeer } from '../mailRoom';
import type { Message } from '../messages';
import type { Peer } from '../peer';
import { ACCEPTORS } from './acceptors';
import { BALLOTS } from './ballots';
import { FORGETTING } from './forgetting';
import { INSTANCES } from './instances';
import { QUORUMS } from './quorums';
import { ROUNDS } from './rounds';
import { VALUES } from './values';
import type { BasicWrongRule } from './vary';

export type { BasicWrongRule } from './vary';

/** The wrong rules of the MIT lab's library (CONFORMANCE 5.1 and 5.2, CURRICULUM part 4), the unsafe ones of a group first. */
export const BASIC_BUG_LAB: readonly WrongRuleGroup<BasicRules>[] = [
  { role: 'Acceptor', rules: ACCEPTORS },
  { role: 'Which value', rules: VALUES },
  { role: 'Quorums and counting', rules: QUORUMS },
  { role: 'Ballots', rules: BALLOTS },
  { role: 'Rounds and retries', rules: ROUNDS },
  { role: 'Many instances', rules: INSTANCES },
  { role: 'Forgetting: Done, Min, Max', rules: FORGETTING },
];

export const BASIC_WRONG_RULES: readonly BasicWrongRule[] = BASIC_BUG_LAB.flatMap(
  ({ rules }) => rules,
);

/** A peer with these rules wrong. Its states are those of the right one: which rules are wrong is not among them. */
export function wrongPaxosPeer(wrong: readonly BasicWrongRule[]): Actor<Peer, Message, Call> {
  return makePaxosPeer(varied(BASIC_RULES, wrong));
}
