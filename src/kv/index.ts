/** The lab's kvpaxos service above the Paxos library (CONFORMANCE 1.7). */
export type { ClerkContext, ClerkState, QueuedCall } from './clerk';
export type { ClerkCall } from './clerkActor';
export { clerkActor } from './clerkActor';
export type { KvMessage, ReplyMessage, RequestMessage } from './messages';
export { identityOfKv } from './messages';
export type { Operation, OperationKind, Request } from './operation';
export { NO_OP, readOperation, sameOperation, writeOperation } from './operation';
export type { Pending, ReplicaContext, ReplicaState } from './replica';
export type { KvServer, ServerMessage } from './server';
export { kvServer } from './server';
export type { Database, KvState, Session } from './store';
export { applyOperation, lookUp } from './store';
export { KV_RULES, type KvRuleId, kvSentenceOf, operationWords } from './wording';
