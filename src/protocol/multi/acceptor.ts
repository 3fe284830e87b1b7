import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import { emptyIntMap, type IntMap } from '../../base/intMap';
import { makeRole, type Outbox, type Role, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Vote } from '../vote';
import * as rules from './acceptorRules';
import type { Message, P1A, P2A } from './messages';

/** One acceptor a server, for all slots: one ballot, and a vote a slot. */
export interface AcceptorContext {
  /** The ballot it has adopted: it takes part in no other. */
  readonly ballot: Ballot | null;
  /** Its latest vote in each slot above `cleared`. */
  readonly accepted: IntMap<Vote>;
  /** Nothing is left of the slots up to here, and nothing will be. */
  readonly cleared: number;
}

export interface P1AEvent extends P1A, rules.LearnerBeside {
  readonly type: 'P1A';
  readonly from: Address;
}

export interface P2AEvent extends P2A {
  readonly type: 'P2A';
  readonly from: Address;
}

/** Everybody has executed up to `bound`. */
export interface ClearEvent {
  readonly type: 'CLEAR';
  readonly bound: number;
}

export type AcceptorEvent = P1AEvent | P2AEvent | ClearEvent;
export type AcceptorState = RoleState<AcceptorContext>;

const setUp = (judge: rules.AcceptorRules) =>
  setup({
    types: {} as { context: AcceptorContext & Outbox<Message>; events: AcceptorEvent },
    guards: {
      'ballot > own': ({ context, event }) => judge.isHigher(context, event as P1AEvent),
      'ballot = own': ({ context, event }) =>
        event.type === 'P2A'
          ? judge.mayAccept(context, event)
          : judge.isOwn(context, event as P1AEvent),
      'slot is cleared': ({ context, event }) => judge.isCleared(context, event as P2AEvent),
    },
    actions: {
      adopt: assign(({ context, event }) => rules.adopt(judge, context, event as P1AEvent)),
      'promise again': assign(({ context, event }) =>
        rules.promiseAgain(context, event as P1AEvent),
      ),
      'refuse the P1A': assign(({ context, event }) => rules.refuseP1A(context, event as P1AEvent)),
      accept: assign(({ context, event }) => rules.accept(judge, context, event as P2AEvent)),
      'refuse the P2A': assign(({ context, event }) =>
        rules.refuseP2A(judge, context, event as P2AEvent),
      ),
      'ignore the cleared slot': assign(({ context, event }) =>
        rules.ignoreCleared(context, event as P2AEvent),
      ),
      clear: assign(({ context, event }) => rules.clear(context, event as ClearEvent)),
    },
  });

const outdated = { guard: 'slot is cleared', actions: 'ignore the cleared slot' } as const;

const machineOf = (judge: rules.AcceptorRules) =>
  setUp(judge).createMachine({
    id: 'acceptor',
    context: { ballot: null, accepted: emptyIntMap(), cleared: 0, outbox: [] },
    initial: 'free',
    states: {
      free: {
        on: {
          P1A: { target: 'bound', actions: 'adopt' },
          P2A: [outdated, { actions: 'refuse the P2A' }],
          CLEAR: { actions: 'clear' },
        },
      },
      bound: {
        on: {
          P1A: [
            { guard: 'ballot > own', actions: 'adopt' },
            { guard: 'ballot = own', actions: 'promise again' },
            { actions: 'refuse the P1A' },
          ],
          P2A: [
            outdated,
            { guard: 'ballot = own', actions: 'accept' },
            { actions: 'refuse the P2A' },
          ],
          CLEAR: { actions: 'clear' },
        },
      },
    },
  });

export type AcceptorRole = Role<AcceptorContext, Message, AcceptorEvent>;

/** The acceptor of PMMC with one vote a slot (CONFORMANCE 4.3, 4.9): it votes only in the ballot it has adopted. */
export const makeAcceptor = (judge: rules.AcceptorRules): AcceptorRole =>
  makeRole<AcceptorContext, Message, AcceptorEvent>(machineOf(judge));

export const acceptorRole = makeAcceptor(rules.ACCEPTOR_RULES);
export const acceptorMachine = acceptorRole.machine;

/** Bound to no ballot, and no vote given. */
export const FRESH_ACCEPTOR: AcceptorState = acceptorRole.initial({
  ballot: null,
  accepted: emptyIntMap(),
  cleared: 0,
});
