import type { Actor } from '../../../base/actor';
import { varied } from '../../wrongRule';
import { BASIC_RULES, type Call, makePaxosPeer } from '../mailRoom';
import type { Message } from '../messages';
import type { Peer } from '../peer';
import { ACCEPTORS } from './acceptors';
import { BALLOTS } from './ballots';
import { FORGETTING } from './forgetting';
import { QUORUMS } from './quorums';
import { ROUNDS } from './rounds';
import { VALUES } from './values';
import type { BasicWrongRule } from './vary';

export type { BasicWrongRule } from './vary';

/** Every wrong rule of the MIT lab's library (CONFORMANCE 5.1 and 5.2, CURRICULUM part 4), the unsafe ones of a group first. */
export const BASIC_WRONG_RULES: readonly BasicWrongRule[] = [
  ...ACCEPTORS,
  ...VALUES,
  ...QUORUMS,
  ...BALLOTS,
  ...ROUNDS,
  ...FORGETTING,
];

/** A peer with these rules wrong. Its states are those of the right one: which rules are wrong is not among them. */
export function wrongPaxosPeer(wrong: readonly BasicWrongRule[]): Actor<Peer, Message, Call> {
  return makePaxosPeer(varied(BASIC_RULES, wrong));
}
