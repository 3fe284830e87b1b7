/** Multi-Paxos with a stable leader (CS 505 / DSLabs lab 3; CONFORMANCE part 3). */
export type { AcceptorContext } from './acceptor';
export { acceptorMachine } from './acceptor';
export { MULTI_BUG_LAB, MULTI_WRONG_RULES, type WrongMultiRule, wrongMultiPeer } from './bugLab';
export type { LeaderContext, Proposal, Report } from './leader';
export { leaderMachine } from './leader';
export type { LearnerContext } from './learner';
export { learnerMachine } from './learner';
export type { Call } from './mailRoom';
export { multiPeer } from './mailRoom';
export type { Message, MessageKind } from './messages';
export { identityOf, isReply, MESSAGE_KINDS, slotsOf } from './messages';
export type { MultiRecords, MultiServer, SlotStatus } from './server';
export { commandAt, firstNonCleared, isLeading, lastNonEmpty, slotStatusOf } from './server';
export type { Preemption, Settings } from './settings';
export { DEFAULT_SETTINGS, paceOf } from './settings';
