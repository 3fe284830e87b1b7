import { assign, setup } from 'xstate';
import type { Address } from '../base/address';
import { makeRole, type Outbox, type Role, type RoleState } from '../base/stepper';
import type { Value } from '../protocol/value';
import type { Operation } from './operation';
import * as actions from './replicaActions';
import { REPLICA_RULES, type ReplicaRules } from './replicaRules';
import type { KvState } from './store';

/** A client's request that is not answered yet, and the instance its operation was last proposed for. */
export interface Pending {
  readonly operation: Operation;
  readonly seq: number;
  /** The client's latest try: the answer goes to that one. */
  readonly attempt: number;
}

/** What a replica knows above its Paxos library. */
export interface ReplicaContext extends KvState {
  /** Highest instance applied, in order; -1 at first. */
  readonly applied: number;
  readonly pending: readonly Pending[];
  /** The present pause between two looks at Status, milliseconds. */
  readonly pollMs: number;
  /** How long it has waited for the instance after `applied`, milliseconds. */
  readonly waitedMs: number;
  /** How long it waits before it fills a hole, milliseconds. */
  readonly patienceMs: number;
  /** Instances it started a no-op for. */
  readonly filling: readonly number[];
}

/** What a look at the library shows: Status of every instance from `applied + 1` to Max. */
export interface Look {
  /** Decided values from `applied + 1` on, without a gap. */
  readonly decided: readonly Value[];
  /** Instances up to Max that are not known decided here. */
  readonly undecided: readonly number[];
  /** Decided values behind the first of those. */
  readonly ahead?: readonly { readonly seq: number; readonly value: Value }[];
  readonly max: number;
}

export interface RequestEvent {
  readonly type: 'REQUEST';
  readonly operation: Operation;
  readonly attempt: number;
  /** The library's Max: the instance after it is thought free. */
  readonly max: number;
}

export interface PollEvent extends Look {
  readonly type: 'POLL';
}

/** The library has heard of an instance not applied here. */
export interface HeardEvent {
  readonly type: 'HEARD';
  readonly max: number;
}

export type ReplicaEvent = RequestEvent | PollEvent | HeardEvent;
export type ReplicaState = RoleState<ReplicaContext>;
export type ReplicaRole = Role<ReplicaContext, ReplicaLetter, ReplicaEvent>;

/** What a replica asks of its own library, and says to clerks; the server's mail room carries it. */
export type ReplicaLetter =
  | { readonly kind: 'start'; readonly seq: number; readonly value: Value }
  | { readonly kind: 'done'; readonly seq: number }
  | {
      readonly kind: 'reply';
      readonly clerk: Address;
      readonly id: number;
      readonly result: string | null;
      readonly attempt: number;
    };

const request = [
  { guard: 'was applied before', actions: 'answer from the table' },
  { guard: 'is being agreed on', actions: 'note the new try' },
  { target: 'waiting', actions: 'propose it for the next free instance' },
] as const;

/** The key/value server above its Paxos peer: log in, map out (CONFORMANCE 1.7). */
export function makeReplica(rules: ReplicaRules): ReplicaRole {
  const replica = setup({
    types: {} as { context: ReplicaContext & Outbox<ReplicaLetter>; events: ReplicaEvent },
    guards: {
      'was applied before': ({ context, event }) =>
        actions.isAnswered(rules, context, event as RequestEvent),
      'is being agreed on': ({ context, event }) =>
        actions.isPending(context, event as RequestEvent),
      'leaves nothing to wait for': ({ context, event }) =>
        actions.catchesUp(rules, context, event as PollEvent),
      'is not applied yet': ({ context, event }) => (event as HeardEvent).max > context.applied,
    },
    actions: {
      'answer from the table': assign(({ context, event }) =>
        actions.answerAgain(rules, context, event as RequestEvent),
      ),
      'note the new try': assign(({ context, event }) =>
        actions.noteTry(context, event as RequestEvent),
      ),
      'propose it for the next free instance': assign(({ context, event }) =>
        actions.propose(context, event as RequestEvent),
      ),
      'begin to look': assign(({ context, event }) =>
        actions.beginToLook(context, event as HeardEvent),
      ),
      'apply and look again later': assign(({ context, event }) =>
        actions.lookAgain(rules, context, event as PollEvent),
      ),
      'apply and rest': assign(({ context, event }) =>
        actions.rest(rules, context, event as PollEvent),
      ),
    },
  });

  return makeRole(
    replica.createMachine({
      id: 'replica',
      context: { ...actions.emptyReplica(1), outbox: [] },
      initial: 'resting',
      states: {
        resting: {
          on: {
            REQUEST: request,
            HEARD: { guard: 'is not applied yet', target: 'waiting', actions: 'begin to look' },
          },
        },
        waiting: {
          on: {
            REQUEST: request,
            POLL: [
              { guard: 'leaves nothing to wait for', target: 'resting', actions: 'apply and rest' },
              { actions: 'apply and look again later' },
            ],
          },
        },
      },
    }),
  );
}

export const replicaRole = makeReplica(REPLICA_RULES);
