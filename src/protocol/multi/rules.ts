import { ACCEPTOR_RULES, type AcceptorRules } from './acceptorRules';
import { ELECTION_RULES } from './electionRules';
import { LEARNER_RULES, type LearnerRules } from './learnerRules';
import { type LeaderRules, PROPOSING_RULES } from './proposingRules';
import { type DurableMulti, keepDurable, type MultiServer } from './server';

/** Every decision in which a server of Multi-Paxos can go wrong, role by role; its machines are made of them. */
export interface MultiRules {
  readonly acceptor: AcceptorRules;
  readonly learner: LearnerRules;
  readonly leader: LeaderRules;
  /** What a crash leaves behind when the storage is kept. */
  survives(server: MultiServer): DurableMulti;
}

/** Correct Multi-Paxos. */
export const RIGHT_RULES: MultiRules = {
  acceptor: ACCEPTOR_RULES,
  learner: LEARNER_RULES,
  leader: { ...ELECTION_RULES, ...PROPOSING_RULES },
  survives: keepDurable,
};
