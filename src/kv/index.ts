/** The key/value service: the MIT lab's, above the library, and DSLabs', above Multi-Paxos (CONFORMANCE 1.7, 3.5). */
export { KV_WRONG_RULES, wrongKvServer } from './bugLab';
export type { ClerkContext, ClerkState, QueuedCall } from './clerk';
export type { ClerkCall } from './clerkActor';
export { clerkActor } from './clerkActor';
export { askedBy } from './clerkRules';
export type { KvMessage, ReplyMessage, RequestMessage } from './messages';
export { identityOfKv } from './messages';
export type { MultiKvServer, ServiceState } from './multiServer';
export { multiKvServer } from './multiServer';
export type { Operation, OperationKind, Request } from './operation';
export { NO_OP, readOperation, sameOperation, writeOperation } from './operation';
export type { Pending, ReplicaContext, ReplicaState } from './replica';
export type { KvServer, ServerMessage } from './server';
export { kvServer } from './server';
export { SERVICE_WRONG_RULES, wrongMultiKvServer } from './serviceBugLab';
export type { AppendAnswer, Database, KvState, Session } from './store';
export { applyOperation, lookUp } from './store';
export { KV_RULES, type KvRuleId, kvSentenceOf, operationWords } from './wording';
