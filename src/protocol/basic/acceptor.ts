import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import { makeRole, type Outbox, type Role, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import * as actions from './acceptorActions';
import { ACCEPTOR_RULES, type AcceptorRules } from './acceptorRules';
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
export type AcceptorRole = Role<Registers, Letter, AcceptorEvent>;

/** One acceptor of one instance (MIT lab's pseudo-code; CONFORMANCE 1.4), which decides by these rules. */
export function makeAcceptor(rules: AcceptorRules): AcceptorRole {
  const acceptor = setup({
    types: {} as { context: Registers & Outbox<Letter>; events: AcceptorEvent },
    guards: {
      'ballot > n_p': ({ context, event }) => rules.mayPromise(context, event),
      'ballot ≥ n_p': ({ context, event }) => rules.mayAccept(context, event),
    },
    actions: {
      promise: assign(({ context, event }) =>
        actions.promise(rules, context, event as PrepareEvent),
      ),
      accept: assign(({ context, event }) => actions.accept(rules, context, event as AcceptEvent)),
      'reject prepare': assign(({ context, event }) =>
        actions.rejectPrepare(context, event as PrepareEvent),
      ),
      'reject accept': assign(({ context, event }) =>
        actions.rejectAccept(context, event as AcceptEvent),
      ),
    },
  });
  return makeRole(
    acceptor.createMachine({
      id: 'acceptor',
      context: { promised: null, vote: null, outbox: [] },
      initial: 'untouched',
      states: {
        untouched: {
          on: {
            PREPARE: { target: 'promised', actions: 'promise' },
            ACCEPT: { guard: 'ballot ≥ n_p', target: 'accepted', actions: 'accept' },
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
    }),
  );
}

export const acceptorRole = makeAcceptor(ACCEPTOR_RULES);
export const acceptorMachine = acceptorRole.machine;

/** Nothing promised, nothing accepted. */
export const UNTOUCHED: AcceptorState = acceptorRole.initial({ promised: null, vote: null });

/** An acceptor that holds these registers. */
export function acceptorHolding(registers: Registers): AcceptorState {
  const { promised, vote } = registers;
  const value = vote ? 'accepted' : promised ? 'promised' : 'untouched';
  return { value, context: registers };
}
