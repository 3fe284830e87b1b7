/** The MIT lab's library: one Paxos per instance (CONFORMANCE part 1). */
export type { Registers } from './acceptor';
export { acceptorMachine } from './acceptor';
export type { BasicWrongRule } from './bugLab';
export { BASIC_BUG_LAB, BASIC_WRONG_RULES, wrongPaxosPeer } from './bugLab';
export { learnerMachine } from './learner';
export type { Call } from './mailRoom';
export { DEFAULT_RETRY_MS, paxosPeer } from './mailRoom';
export type { Envelope, Letter, Message, MessageKind, Vote } from './messages';
export { identityOf, isReply, MESSAGE_KINDS } from './messages';
export type { Instance, Peer, Status } from './peer';
export { instanceOf, ownDone, statusOf } from './peer';
export type { Campaign, PromiseReceived, RejectReceived } from './proposer';
export { proposerMachine } from './proposer';
