import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import { makeRole, type Outbox, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import * as rules from './acceptorRules';
import type { Letter, Vote } from './messages';

/** The acceptor's registers for one instance: the lab's n_p, and n_a with v_a. */
export interface Registers {
  readonly promised: Ballot | null;
  readonly vote: Vote | null;
}

export interface PrepareEvent {
  readonly type: 'PREPARE';
  readonly from: Address;
  readonly ballot: Ballot;
}

export interface AcceptEvent {
  readonly type: 'ACCEPT';
  readonly from: Address;
  readonly ballot: Ballot;
  readonly value: Value;
}

export type AcceptorEvent = PrepareEvent | AcceptEvent;
export type AcceptorState = RoleState<Registers>;

const acceptor = setup({
  types: {} as { context: Registers & Outbox<Letter>; events: AcceptorEvent },
  guards: {
    'ballot > n_p': ({ context, event }) => rules.mayPromise(context, event),
    'ballot ≥ n_p': ({ context, event }) => rules.mayAccept(context, event),
  },
  actions: {
    promise: assign(({ context, event }) => rules.promise(context, event as PrepareEvent)),
    accept: assign(({ context, event }) => rules.accept(context, event as AcceptEvent)),
    'reject prepare': assign(({ context, event }) =>
      rules.rejectPrepare(context, event as PrepareEvent),
    ),
    'reject accept': assign(({ context, event }) =>
      rules.rejectAccept(context, event as AcceptEvent),
    ),
  },
});

/** One acceptor of one instance (MIT lab's pseudo-code; CONFORMANCE 1.4). */
export const acceptorMachine = acceptor.createMachine({
  id: 'acceptor',
  context: { promised: null, vote: null, outbox: [] },
  initial: 'untouched',
  states: {
    untouched: {
      on: {
        PREPARE: { target: 'promised', actions: 'promise' },
        ACCEPT: { target: 'accepted', actions: 'accept' },
      },
    },
    promised: {
      on: {
        PREPARE: [{ guard: 'ballot > n_p', actions: 'promise' }, { actions: 'reject prepare' }],
        ACCEPT: [
          { guard: 'ballot ≥ n_p', target: 'accepted', actions: 'accept' },
          { actions: 'reject accept' },
        ],
      },
    },
    accepted: {
      on: {
        PREPARE: [{ guard: 'ballot > n_p', actions: 'promise' }, { actions: 'reject prepare' }],
        ACCEPT: [{ guard: 'ballot ≥ n_p', actions: 'accept' }, { actions: 'reject accept' }],
      },
    },
  },
});

export const acceptorRole = makeRole<Registers, Letter, AcceptorEvent>(acceptorMachine);

/** Nothing promised, nothing accepted. */
export const UNTOUCHED: AcceptorState = acceptorRole.initial({ promised: null, vote: null });
