import { type Effect, explain } from '../base/actor';
import type { Address } from '../base/address';
import type { Outbox } from '../base/stepper';
import type { CallEvent, ClerkContext, QueuedCall, ReplyEvent } from './clerk';
import type { KvMessage } from './messages';
import { type Operation, writeOperation } from './operation';

type Ruling = Partial<ClerkContext> & Outbox<KvMessage>;

/** The timer behind every try. */
export const CLERK_RETRY = 'clerkRetry';

export function idleClerk(self: Address, retryMs: number, asksAll = false): ClerkContext {
  return { self, retryMs, asksAll, calls: 0, operation: null, servers: [], attempt: 0, queue: [] };
}

/** Whom the present try asks: one server after the other, or all at once. */
export function askedBy({ asksAll, servers, attempt }: ClerkContext): readonly Address[] {
  return asksAll ? servers : [servers[attempt % servers.length] as Address];
}

export function isAnswer(clerk: ClerkContext, { id }: ReplyEvent): boolean {
  return clerk.operation?.id === id;
}

export function begin(clerk: ClerkContext, { call }: CallEvent): Ruling {
  const { op, key, value, servers } = call;
  const operation: Operation = { op, key, value, clerk: clerk.self, id: clerk.calls + 1 };
  const next = { ...clerk, calls: operation.id, operation, servers, attempt: 0 };
  return {
    ...next,
    outbox: [
      explain('clerk.call', { operation: writeOperation(operation), to: askedBy(next) }),
      ...ask(next),
    ],
  };
}

export function queue(clerk: ClerkContext, { call }: CallEvent): Ruling {
  const waiting = [...clerk.queue, call];
  return {
    queue: waiting,
    outbox: [explain('clerk.queue', { op: call.op, key: call.key, waiting: waiting.length })],
  };
}

/** No answer in time: whoever was asked may be down, slow or cut off, and may even have done it. */
export function retry(clerk: ClerkContext): Ruling {
  const next = { ...clerk, attempt: clerk.attempt + 1 };
  const facts = {
    operation: writtenOperation(clerk),
    silent: askedBy(clerk),
    to: askedBy(next),
    attempt: next.attempt,
  };
  return { attempt: next.attempt, outbox: [explain('clerk.retry', facts), ...ask(next)] };
}

export function finish(clerk: ClerkContext, { from, result }: ReplyEvent): Ruling {
  const told = explain('clerk.return', { operation: writtenOperation(clerk), from, result });
  return {
    operation: null,
    servers: [],
    attempt: 0,
    outbox: [told, { type: 'cancelTimer', name: CLERK_RETRY }],
  };
}

/** The next call acknowledges the one that has just returned. */
export function finishAndGoOn(clerk: ClerkContext, event: ReplyEvent): Ruling {
  const finished = finish(clerk, event);
  const begun = callNext(clerk);
  return { ...begun, outbox: [...finished.outbox, ...begun.outbox] };
}

export function thinksFirst({ queue }: ClerkContext): boolean {
  return (queue[0]?.pauseMs ?? 0) > 0;
}

/** A client of a workload waits a while between an answer and its next call. */
export function finishAndThink(clerk: ClerkContext, event: ReplyEvent): Ruling {
  const finished = finish(clerk, event);
  const pause = clerk.queue[0]?.pauseMs ?? 0;
  return {
    ...finished,
    outbox: [...finished.outbox, { type: 'setTimer', name: CLERK_RETRY, after: [pause, pause] }],
  };
}

export function callNext(clerk: ClerkContext): Ruling {
  const [call, ...rest] = clerk.queue as readonly [QueuedCall, ...QueuedCall[]];
  return { ...begin({ ...clerk, queue: rest }, { type: 'CALL', call }), queue: rest };
}

export function ignore(clerk: ClerkContext, { from, id }: ReplyEvent): Ruling {
  return {
    outbox: [explain('clerk.ignoreReply', { from, id, present: clerk.operation?.id ?? null })],
  };
}

function ask(clerk: ClerkContext): Effect<KvMessage>[] {
  const { operation, attempt, retryMs } = clerk;
  if (!operation) return [];
  const requests = askedBy(clerk).map((to): Effect<KvMessage> => {
    return { type: 'send', to, message: { kind: 'request', operation, attempt } };
  });
  return [...requests, { type: 'setTimer', name: CLERK_RETRY, after: [retryMs, retryMs] }];
}

function writtenOperation({ operation }: ClerkContext): string | null {
  return operation && writeOperation(operation);
}
