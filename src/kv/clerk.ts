import { assign, setup } from 'xstate';
import type { Address } from '../base/address';
import { makeRole, type Outbox, type RoleState } from '../base/stepper';
import * as rules from './clerkRules';
import type { KvMessage } from './messages';
import type { Operation, Request } from './operation';

/** A call that waits for its turn: one outstanding call a clerk. */
export interface QueuedCall extends Request {
  /** The servers it may ask, in the order in which it tries them. */
  readonly servers: readonly Address[];
  /** How long its client thinks before it, milliseconds; absent: not at all. */
  readonly pauseMs?: number;
}

/** What a clerk knows. */
export interface ClerkContext {
  readonly self: Address;
  readonly retryMs: number;
  /** It asks all its servers at once, not one after the other (DSLabs: only the leader will answer). */
  readonly asksAll: boolean;
  /** Operations called so far; the id of the last one. */
  readonly calls: number;
  /** The outstanding operation; null when there is none. */
  readonly operation: Operation | null;
  readonly servers: readonly Address[];
  /** Tries of the outstanding operation so far, from 0. */
  readonly attempt: number;
  readonly queue: readonly QueuedCall[];
}

export interface CallEvent {
  readonly type: 'CALL';
  readonly call: QueuedCall;
}

export interface ReplyEvent {
  readonly type: 'REPLY';
  readonly from: Address;
  readonly id: number;
  readonly result: string | null;
}

export interface TimeoutEvent {
  readonly type: 'TIMEOUT';
}

export type ClerkEvent = CallEvent | ReplyEvent | TimeoutEvent;
export type ClerkState = RoleState<ClerkContext>;

const clerk = setup({
  types: {} as { context: ClerkContext & Outbox<KvMessage>; events: ClerkEvent },
  guards: {
    'answers the outstanding call': ({ context, event }) =>
      rules.isAnswer(context, event as ReplyEvent),
    'another call waits': ({ context, event }) =>
      rules.isAnswer(context, event as ReplyEvent) && context.queue.length > 0,
    'the client thinks first': ({ context, event }) =>
      rules.isAnswer(context, event as ReplyEvent) && rules.thinksFirst(context),
  },
  actions: {
    'ask the first server': assign(({ context, event }) =>
      rules.begin(context, event as CallEvent),
    ),
    'queue the call': assign(({ context, event }) => rules.queue(context, event as CallEvent)),
    'ask the next server': assign(({ context }) => rules.retry(context)),
    'return the answer': assign(({ context, event }) => rules.finish(context, event as ReplyEvent)),
    'return the answer and call again': assign(({ context, event }) =>
      rules.finishAndGoOn(context, event as ReplyEvent),
    ),
    'return the answer and think': assign(({ context, event }) =>
      rules.finishAndThink(context, event as ReplyEvent),
    ),
    'make the next call': assign(({ context }) => rules.callNext(context)),
    'ignore a late reply': assign(({ context, event }) =>
      rules.ignore(context, event as ReplyEvent),
    ),
  },
});

/** The lab's clerk: one outstanding call, tried at one server after the other, for ever (CONFORMANCE 1.7). */
export const clerkMachine = clerk.createMachine({
  id: 'clerk',
  context: { ...rules.idleClerk(1, 1), outbox: [] },
  initial: 'idle',
  states: {
    idle: {
      on: {
        CALL: { target: 'waiting', actions: 'ask the first server' },
        REPLY: { actions: 'ignore a late reply' },
      },
    },
    thinking: {
      on: {
        CALL: { actions: 'queue the call' },
        TIMEOUT: { target: 'waiting', actions: 'make the next call' },
        REPLY: { actions: 'ignore a late reply' },
      },
    },
    waiting: {
      on: {
        CALL: { actions: 'queue the call' },
        TIMEOUT: { actions: 'ask the next server' },
        REPLY: [
          {
            guard: 'the client thinks first',
            target: 'thinking',
            actions: 'return the answer and think',
          },
          { guard: 'another call waits', actions: 'return the answer and call again' },
          { guard: 'answers the outstanding call', target: 'idle', actions: 'return the answer' },
          { actions: 'ignore a late reply' },
        ],
      },
    },
  },
});

export const clerkRole = makeRole<ClerkContext, KvMessage, ClerkEvent>(clerkMachine);
