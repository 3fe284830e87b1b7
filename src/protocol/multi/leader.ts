import { assign, setup } from 'xstate';
import type { Address } from '../../base/address';
import type { IntMap } from '../../base/intMap';
import { makeRole, type Outbox, type Role, type RoleState } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';
import type { ClearEvent } from './acceptor';
import * as election from './electionRules';
import type { LearnerContext } from './learner';
import type { Letter } from './letters';
import type { HeartbeatReply, P1B, P2B } from './messages';
import * as proposing from './proposingRules';
import type { Pace, Preemption, Settings } from './settings';

/** What one acceptor reported with its promise for the present ballot. */
export interface Report {
  readonly from: Address;
  readonly accepted: IntMap<Vote>;
  readonly decided: IntMap<Value>;
  readonly cleared: number;
}

/** What a leader asks for in one slot under its ballot, and who voted for it. */
export interface Proposal {
  readonly value: Value;
  /** The ballot under which phase 1 reported the value; null for a new command and for a no-op in a gap. */
  readonly reported: Ballot | null;
  readonly votes: readonly Address[];
  /** Sendings of its P2A so far, and the leader's heartbeat at the last one. */
  readonly attempts: number;
  readonly sentAtBeat: number;
}

/** What a server knows as leader, or as one who may have to become it. */
export interface LeaderContext {
  readonly self: Address;
  readonly servers: readonly Address[];
  readonly pace: Pace;
  readonly preemption: Preemption;
  readonly toSelf: Settings['toSelf'];
  /** Its own latest ballot: the one it leads with, or tries to. */
  readonly ballot: Ballot | null;
  /** The highest ballot it has seen anywhere. Its owner is who it believes to be the leader. */
  readonly seen: Ballot | null;
  /** Whether it heard from that owner since the last heartbeat check, and how many checks in a row it did not. */
  readonly heard: boolean;
  readonly misses: number;
  /** How many times in a row a higher ballot took its own away. */
  readonly preempted: number;
  /** Sendings of the present ballot's P1A. */
  readonly attempts: number;
  readonly reports: readonly Report[];
  readonly proposals: IntMap<Proposal>;
  /** The first slot that it has proposed nothing for. */
  readonly nextSlot: number;
  /** Heartbeats sent in this leadership. */
  readonly beat: number;
  /** The latest executed slot of each server, in the order of `servers`, as far as it told this leader; else 0. */
  readonly executedBy: readonly number[];
}

/** What the learner of the same server knows: the one thing a leader may read from its neighbour. */
interface Beside {
  readonly log: LearnerContext;
}

export type LeaderEvent = Beside &
  (
    | { readonly type: 'BEGIN' | 'CHECK' | 'BACKOFF' | 'HEARTBEAT_DUE' }
    /** Every message brings a ballot; this is the highest it tells of. */
    | SeenEvent
    | PromiseEvent
    | VoteEvent
    | ReplyEvent
    | ProposeEvent
    | ClearEvent
  );

export interface SeenEvent {
  readonly type: 'SEEN';
  readonly from: Address;
  readonly ballot: Ballot;
}

export interface PromiseEvent extends P1B {
  readonly type: 'P1B';
  readonly from: Address;
}

export interface VoteEvent extends P2B {
  readonly type: 'P2B';
  readonly from: Address;
}

export interface ReplyEvent extends HeartbeatReply {
  readonly type: 'HEARTBEAT_REPLY';
  readonly from: Address;
}

/** A client's command. */
export interface ProposeEvent {
  readonly type: 'PROPOSE';
  readonly value: Value;
}

export type With<E> = E & Beside;
export type LeaderState = RoleState<LeaderContext>;

const setUp = (judge: proposing.LeaderRules) =>
  setup({
    types: {} as { context: LeaderContext & Outbox<Letter>; events: LeaderEvent },
    guards: {
      'is alone': ({ context }) => context.servers.length === 1,
      'heard from the leader': ({ context }) => context.heard,
      'second miss in a row': ({ context }) => judge.isLongSilence(context),
      'ballot > any seen': ({ context, event }) => judge.isHigher(context, event as SeenEvent),
      'ballot > any seen, policy retry': ({ context, event }) =>
        judge.isHigher(context, event as SeenEvent) && context.preemption === 'retry',
      'ballot > any seen, policy backoff': ({ context, event }) =>
        judge.isHigher(context, event as SeenEvent) && context.preemption === 'backoff',
      'first sign of the leader': ({ context, event }) =>
        election.isFirstSign(judge, context, event as SeenEvent),
      'completes a majority of promises': ({ context, event }) =>
        election.completesPromises(judge, context, event as PromiseEvent),
      'first promise of this ballot': ({ context, event }) =>
        election.isFirstPromise(judge, context, event as PromiseEvent),
      'completes a majority of votes': ({ context, event }) =>
        proposing.completesVotes(judge, context, event as With<VoteEvent>),
      'first vote for this P2A': ({ context, event }) =>
        proposing.isFirstVote(judge, context, event as VoteEvent),
      'has not adopted this ballot': ({ context, event }) =>
        judge.isUnaware(context, event as VoteEvent),
      'answers this leadership': ({ context, event }) =>
        proposing.answersThis(context, event as ReplyEvent),
      'is in hand or in the log': ({ context, event }) =>
        proposing.isKnown(context, event as With<ProposeEvent>),
    },
    actions: {
      'begin to listen': assign(({ context }) => election.listen(context)),
      'run phase 1': assign(({ context, event }) => election.run(judge, context, event)),
      'ask again': assign(({ context }) => election.askAgain(context)),
      'listen on': assign(({ context }) => election.listenOn(context)),
      'count a miss': assign(({ context }) => election.miss(context)),
      'follow the higher ballot': assign(({ context, event }) =>
        election.follow(context, event as SeenEvent),
      ),
      'step down': assign(({ context, event }) =>
        election.stepDown(judge, context, event as SeenEvent),
      ),
      'step down for a while': assign(({ context, event }) =>
        election.backOff(judge, context, event as SeenEvent),
      ),
      'note a sign of life': assign({ heard: true, outbox: [] }),
      'count the promise': assign(({ context, event }) =>
        election.countPromise(context, event as With<PromiseEvent>),
      ),
      'ignore the promise': assign(({ context, event }) =>
        election.ignorePromise(context, event as PromiseEvent),
      ),
      lead: assign(({ context, event }) =>
        proposing.lead(judge, context, event as With<PromiseEvent>),
      ),
      propose: assign(({ context, event }) =>
        proposing.propose(judge, context, event as With<ProposeEvent>),
      ),
      'propose nothing new': assign(({ context, event }) =>
        proposing.proposeNothing(context, event as With<ProposeEvent>),
      ),
      'drop the request': assign(({ context, event }) =>
        proposing.dropRequest(context, event as ProposeEvent),
      ),
      'count the vote': assign(({ context, event }) =>
        proposing.countVote(context, event as VoteEvent),
      ),
      decide: assign(({ context, event }) => proposing.decide(context, event as VoteEvent)),
      'send it the P1A': assign(({ context, event }) =>
        proposing.sendP1A(context, event as VoteEvent),
      ),
      'ignore the vote': assign(({ context, event }) =>
        proposing.ignoreVote(context, event as VoteEvent),
      ),
      'send heartbeats': assign(({ context, event }) => proposing.beat(judge, context, event)),
      'keep it in step': assign(({ context, event }) =>
        proposing.keepInStep(judge, context, event as With<ReplyEvent>),
      ),
      clear: assign(({ context, event }) => proposing.clear(context, event as With<ClearEvent>)),
    },
  });

const always = { CLEAR: { actions: 'clear' } } as const;
const passive = {
  ...always,
  PROPOSE: { actions: 'drop the request' },
  P2B: { actions: 'ignore the vote' },
} as const;
const preempted = [
  { guard: 'ballot > any seen, policy retry', target: 'electing', actions: 'run phase 1' },
  {
    guard: 'ballot > any seen, policy backoff',
    target: 'backing off',
    actions: 'step down for a while',
  },
  { guard: 'ballot > any seen', target: 'following', actions: 'step down' },
] as const;

const machineOf = (judge: proposing.LeaderRules) =>
  setUp(judge).createMachine({
    id: 'leader',
    context: { ...election.newcomer(1, [1], {}), outbox: [] },
    initial: 'following',
    states: {
      following: {
        on: {
          ...passive,
          BEGIN: [
            { guard: 'is alone', target: 'electing', actions: 'run phase 1' },
            { actions: 'begin to listen' },
          ],
          CHECK: [
            { guard: 'heard from the leader', actions: 'listen on' },
            { guard: 'second miss in a row', target: 'electing', actions: 'run phase 1' },
            { actions: 'count a miss' },
          ],
          SEEN: [
            { guard: 'ballot > any seen', actions: 'follow the higher ballot' },
            { guard: 'first sign of the leader', actions: 'note a sign of life' },
          ],
          P1B: { actions: 'ignore the promise' },
        },
      },
      electing: {
        on: {
          ...passive,
          CHECK: { actions: 'ask again' },
          SEEN: preempted,
          P1B: [
            { guard: 'completes a majority of promises', target: 'leading', actions: 'lead' },
            { guard: 'first promise of this ballot', actions: 'count the promise' },
            { actions: 'ignore the promise' },
          ],
        },
      },
      leading: {
        on: {
          ...always,
          CHECK: { actions: 'listen on' },
          HEARTBEAT_DUE: { actions: 'send heartbeats' },
          SEEN: preempted,
          P1B: [
            { guard: 'first promise of this ballot', actions: 'count the promise' },
            { actions: 'ignore the promise' },
          ],
          PROPOSE: [
            { guard: 'is in hand or in the log', actions: 'propose nothing new' },
            { actions: 'propose' },
          ],
          P2B: [
            { guard: 'completes a majority of votes', actions: 'decide' },
            { guard: 'first vote for this P2A', actions: 'count the vote' },
            { guard: 'has not adopted this ballot', actions: 'send it the P1A' },
            { actions: 'ignore the vote' },
          ],
          HEARTBEAT_REPLY: { guard: 'answers this leadership', actions: 'keep it in step' },
        },
      },
      'backing off': {
        on: {
          ...passive,
          CHECK: { actions: 'listen on' },
          BACKOFF: { target: 'electing', actions: 'run phase 1' },
          SEEN: { guard: 'ballot > any seen', actions: 'follow the higher ballot' },
          P1B: { actions: 'ignore the promise' },
        },
      },
    },
  });

export type LeaderRole = Role<LeaderContext, Letter, LeaderEvent>;

/**
 * The proposer of a server: it follows a leader, runs phase 1 when it hears from none, and proposes only while it leads
 * (CONFORMANCE 3.1, 4.6). PMMC's leader, scout and commanders in one, as DSLabs asks.
 */
export const makeLeader = (judge: proposing.LeaderRules): LeaderRole =>
  makeRole<LeaderContext, Letter, LeaderEvent>(machineOf(judge));

export const leaderRole = makeLeader({
  ...election.ELECTION_RULES,
  ...proposing.PROPOSING_RULES,
});
export const leaderMachine = leaderRole.machine;
