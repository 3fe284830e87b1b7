import { assign, setup } from 'xstate';
import { explain } from '../../base/actor';
import type { Address } from '../../base/address';
import { makeRole, type Outbox, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Letter } from './messages';

/** What one server knows about the outcome of one instance. */
export interface Knowledge {
  readonly value: Value | null;
}

export interface DecidedEvent {
  readonly type: 'DECIDED';
  readonly from: Address;
  readonly ballot: Ballot;
  readonly value: Value;
}

export type LearnerState = RoleState<Knowledge>;

type Ruling = Partial<Knowledge> & Outbox<Letter>;

function learn({ from, ballot, value }: DecidedEvent): Ruling {
  return { value, outbox: [explain('learner.learn', { from, ballot, value })] };
}

/** A decision is final: hearing it again changes nothing. */
function hearAgain(knowledge: Knowledge, { from, ballot }: DecidedEvent): Ruling {
  return { outbox: [explain('learner.hearAgain', { from, ballot, value: knowledge.value })] };
}

const learner = setup({
  types: {} as { context: Knowledge & Outbox<Letter>; events: DecidedEvent },
  actions: {
    learn: assign(({ event }) => learn(event)),
    'hear again': assign(({ context, event }) => hearAgain(context, event)),
  },
});

/** One learner of one instance: it knows the decision or it does not. */
export const learnerMachine = learner.createMachine({
  id: 'learner',
  context: { value: null, outbox: [] },
  initial: 'unaware',
  states: {
    unaware: { on: { DECIDED: { target: 'decided', actions: 'learn' } } },
    decided: { on: { DECIDED: { actions: 'hear again' } } },
  },
});

export const learnerRole = makeRole<Knowledge, Letter, DecidedEvent>(learnerMachine);

export const UNAWARE: LearnerState = learnerRole.initial({ value: null });
