import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import { makeRole, type Outbox, type Role, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Letter, RejectedPhase, Vote } from './messages';
import * as actions from './proposerActions';
import { PROPOSER_RULES, type ProposerRules } from './proposerRules';

/** One acceptor's promise for the present ballot, with the vote it reported. */
export interface PromiseReceived {
  readonly from: Address;
  readonly vote: Vote | null;
}

/** One acceptor's refusal of the present ballot, with the promise that made it refuse. */
export interface RejectReceived {
  readonly from: Address;
  readonly promised: Ballot;
}

/** What a proposer of one instance knows. Answers are kept for the present ballot only, one an acceptor. */
export interface Campaign {
  readonly self: Address;
  readonly servers: readonly Address[];
  /** Base of the retry time-out, milliseconds. */
  readonly retryMs: number;
  /** The value given to Start. */
  readonly own: Value | null;
  readonly ballot: Ballot | null;
  /** The value of phase 2: the highest vote reported in phase 1, else `own`. */
  readonly value: Value | null;
  /** Rounds begun since the last Start; the retry time-out doubles with each. */
  readonly rounds: number;
  /** The highest ballot any rejection carried. */
  readonly highestSeen: Ballot | null;
  readonly promises: readonly PromiseReceived[];
  readonly acceptances: readonly Address[];
  readonly rejections: readonly RejectReceived[];
}

/** `seen` is the local acceptor's n_p: the one thing a proposer may read from its neighbour. */
export interface ProposeEvent {
  readonly type: 'PROPOSE';
  readonly value: Value;
  readonly seen: Ballot | null;
}

export interface RetryEvent {
  readonly type: 'RETRY';
  readonly seen: Ballot | null;
}

export interface PromiseEvent extends PromiseReceived {
  readonly type: 'PROMISE';
  readonly ballot: Ballot;
}

export interface AcceptedEvent {
  readonly type: 'ACCEPTED';
  readonly from: Address;
  readonly ballot: Ballot;
}

export interface RejectEvent extends RejectReceived {
  readonly type: 'REJECT';
  readonly ballot: Ballot;
  readonly phase: RejectedPhase;
}

/** The learner beside this proposer knows the decision. */
export interface LearnedEvent {
  readonly type: 'LEARNED';
}

export type ReplyEvent = PromiseEvent | AcceptedEvent | RejectEvent;
export type ProposerEvent = ProposeEvent | RetryEvent | ReplyEvent | LearnedEvent;
export type ProposerState = RoleState<Campaign>;
export type ProposerRole = Role<Campaign, Letter, ProposerEvent>;

const late = { actions: 'ignore a late reply' } as const;
const rejected = [
  { guard: 'rules out a majority', target: 'outvoted', actions: 'lose the round' },
  { guard: 'first answer to this ballot', actions: 'note the rejection' },
  late,
] as const;
const running = {
  PROPOSE: { actions: 'keep driving' },
  RETRY: { target: 'preparing', actions: 'begin a round' },
  LEARNED: { target: 'decided', actions: 'stop' },
} as const;

/** One proposer of one instance: it drives the instance until it is decided (CONFORMANCE 1.2, 1.4). */
export function makeProposer(rules: ProposerRules): ProposerRole {
  const proposer = setup({
    types: {} as { context: Campaign & Outbox<Letter>; events: ProposerEvent },
    guards: {
      'completes a majority of promises': ({ context, event }) =>
        actions.completesPromises(rules, context, event as PromiseEvent),
      'completes a majority of votes': ({ context, event }) =>
        actions.completesVotes(rules, context, event as AcceptedEvent),
      'first answer to this ballot': ({ context, event }) =>
        actions.countsAsAnswer(rules, context, event as ReplyEvent),
      'rules out a majority': ({ context, event }) =>
        actions.rulesOutMajority(rules, context, event as RejectEvent),
    },
    actions: {
      'begin a round': assign(({ context, event }) =>
        actions.beginRound(rules, context, event as ProposeEvent | RetryEvent),
      ),
      'count the promise': assign(({ context, event }) =>
        actions.countPromise(rules, context, event as PromiseEvent),
      ),
      'ask to accept': assign(({ context, event }) =>
        actions.askToAccept(rules, context, event as PromiseEvent),
      ),
      'count the vote': assign(({ context, event }) =>
        actions.countVote(rules, context, event as AcceptedEvent),
      ),
      'announce the decision': assign(({ context, event }) =>
        actions.announce(rules, context, event as AcceptedEvent),
      ),
      'note the rejection': assign(({ context, event }) =>
        actions.noteRejection(rules, context, event as RejectEvent),
      ),
      'lose the round': assign(({ context, event }) =>
        actions.loseRound(rules, context, event as RejectEvent),
      ),
      'ignore a late reply': assign(({ context, event }) =>
        actions.ignoreReply(context, event as ReplyEvent),
      ),
      'keep driving': assign(({ context, event }) =>
        actions.keepDriving(context, event as ProposeEvent),
      ),
      stop: assign(({ context }) => actions.stop(context)),
    },
  });

  return makeRole(
    proposer.createMachine({
      id: 'proposer',
      context: { ...actions.idleCampaign(1, [1], 1), outbox: [] },
      initial: 'idle',
      states: {
        idle: {
          on: {
            PROPOSE: { target: 'preparing', actions: 'begin a round' },
            LEARNED: 'decided',
            PROMISE: late,
            ACCEPTED: late,
            REJECT: late,
          },
        },
        preparing: {
          on: {
            ...running,
            PROMISE: [
              {
                guard: 'completes a majority of promises',
                target: 'accepting',
                actions: 'ask to accept',
              },
              { guard: 'first answer to this ballot', actions: 'count the promise' },
              late,
            ],
            REJECT: rejected,
            ACCEPTED: late,
          },
        },
        accepting: {
          on: {
            ...running,
            ACCEPTED: [
              {
                guard: 'completes a majority of votes',
                target: 'decided',
                actions: 'announce the decision',
              },
              { guard: 'first answer to this ballot', actions: 'count the vote' },
              late,
            ],
            REJECT: rejected,
            PROMISE: late,
          },
        },
        outvoted: { on: { ...running, PROMISE: late, ACCEPTED: late, REJECT: late } },
        decided: {
          on: {
            PROPOSE: { target: 'preparing', actions: 'begin a round' },
            PROMISE: late,
            ACCEPTED: late,
            REJECT: late,
          },
        },
      },
    }),
  );
}

export const proposerRole = makeProposer(PROPOSER_RULES);
export const proposerMachine = proposerRole.machine;

/** A proposer that nobody called Start on. */
export function idleProposer(
  self: Address,
  servers: readonly Address[],
  retryMs: number,
): ProposerState {
  return proposerRole.initial(actions.idleCampaign(self, servers, retryMs));
}
