import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import { emptyIntMap, type IntMap } from '../../base/intMap';
import { makeRole, type Outbox, type Role, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';
import type { ClearEvent } from './acceptor';
import * as rules from './learnerRules';
import type { Message } from './messages';

/** One learner a server: its log, and how far it may be executed. */
export interface LearnerContext {
  /** What it knows to be chosen, in slots above `cleared`. */
  readonly decided: IntMap<Value>;
  /** The last of the slots from 1 on that are decided without a gap: they are executed, and nothing beyond. */
  readonly executed: number;
  readonly cleared: number;
}

/** A slot and what is decided there. */
export interface Entry {
  readonly slot: number;
  readonly value: Value;
}

/** Somebody knows these slots to be decided: this server's own leader, or another server. */
export interface DecidedEvent {
  readonly type: 'DECIDED';
  readonly from: Address;
  readonly entries: readonly Entry[];
}

/** The leader of `ballot` says that every slot up to `upTo` is decided; the acceptor's votes say with which value. */
export interface DecidedUpToEvent {
  readonly type: 'DECIDED_UP_TO';
  readonly from: Address;
  readonly ballot: Ballot;
  readonly upTo: number;
  readonly votes: IntMap<Vote>;
}

export type LearnerEvent = DecidedEvent | DecidedUpToEvent | ClearEvent;
export type LearnerState = RoleState<LearnerContext>;

const setUp = (judge: rules.LearnerRules) =>
  setup({
    types: {} as { context: LearnerContext & Outbox<Message>; events: LearnerEvent },
    guards: {
      'leaves no hole': ({ context, event }) => rules.leavesNoHole(judge, context, event),
      'is no news': ({ context, event }) => rules.isNoNews(judge, context, event),
    },
    actions: {
      'learn and execute': assign(({ context, event }) => rules.learn(judge, context, event)),
      clear: assign(({ context, event }) => rules.clear(context, event as ClearEvent)),
    },
  });

const learning = [
  { guard: 'is no news' },
  { guard: 'leaves no hole', target: 'in order', actions: 'learn and execute' },
  { target: 'hole', actions: 'learn and execute' },
] as const;
const on = { DECIDED: learning, DECIDED_UP_TO: learning, CLEAR: { actions: 'clear' } } as const;

const machineOf = (judge: rules.LearnerRules) =>
  setUp(judge).createMachine({
    id: 'learner',
    context: { decided: emptyIntMap(), executed: 0, cleared: 0, outbox: [] },
    initial: 'in order',
    states: { 'in order': { on }, hole: { on } },
  });

export type LearnerRole = Role<LearnerContext, Message, LearnerEvent>;

/** Executes slot i only when it and all before it are decided (DSLabs: "stable"; CONFORMANCE R2, R3). */
export const makeLearner = (judge: rules.LearnerRules): LearnerRole =>
  makeRole<LearnerContext, Message, LearnerEvent>(machineOf(judge));

export const learnerRole = makeLearner(rules.LEARNER_RULES);
export const learnerMachine = learnerRole.machine;

/** It knows nothing yet. */
export const FRESH_LEARNER: LearnerState = learnerRole.initial({
  decided: emptyIntMap(),
  executed: 0,
  cleared: 0,
});
