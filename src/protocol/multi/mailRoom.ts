import { type Actor, type Effect, explain, type Step } from '../../base/actor';
import type { Address } from '../../base/address';
import type { Json } from '../../base/json';
import type { RoleStep } from '../../base/stepper';
import type { Value } from '../value';
import { type AcceptorEvent, type AcceptorRole, acceptorRole, makeAcceptor } from './acceptor';
import { type LeaderEvent, type LeaderRole, leaderRole, makeLeader, type With } from './leader';
import { type LearnerEvent, type LearnerRole, learnerRole, makeLearner } from './learner';
import type { Letter } from './letters';
import { type Heartbeat, highestBallotIn, type Message, type MessageOf } from './messages';
import { type MultiRules, RIGHT_RULES } from './rules';
import { type DurableMulti, type MultiServer, makeServer, revive } from './server';
import { BACKOFF, DEFAULT_SETTINGS, HEARTBEAT, HEARTBEAT_CHECK, type Settings } from './settings';

/** What the application above may ask: agree on this command in some slot. */
export type Call = { readonly type: 'propose'; readonly value: Value };

type Effects = Effect<Message>[];
type Delivery = { readonly from: Address; readonly letter: Letter };

interface Roles {
  readonly acceptor: AcceptorRole;
  readonly learner: LearnerRole;
  readonly leader: LeaderRole;
}

const RIGHT_ROLES: Roles = { acceptor: acceptorRole, learner: learnerRole, leader: leaderRole };

/** A server on its way through one event: its roles, what it asks of the world, and the letters still to be handed over. */
interface Desk {
  readonly roles: Roles;
  server: MultiServer;
  readonly effects: Effects;
  readonly letters: Delivery[];
}

const TIMER_EVENTS = {
  [HEARTBEAT]: 'HEARTBEAT_DUE',
  [HEARTBEAT_CHECK]: 'CHECK',
  [BACKOFF]: 'BACKOFF',
} as const;

export type MultiActor = Actor<MultiServer, Message, Call>;

/**
 * A server of Multi-Paxos as an actor. The mail room shows the leader role the ballot of every message, routes the
 * message to its role, and hands over what a role says to a role of the same server as a function call.
 */
export function multiPeer(settings: Settings = DEFAULT_SETTINGS): MultiActor {
  return makePeer(settings, RIGHT_ROLES, RIGHT_RULES);
}

/** The same, judging by these rules. */
export function multiPeerBy(rules: MultiRules, settings: Settings): MultiActor {
  const roles = {
    acceptor: makeAcceptor(rules.acceptor),
    learner: makeLearner(rules.learner),
    leader: makeLeader(rules.leader),
  };
  return makePeer(settings, roles, rules);
}

function makePeer(settings: Settings, roles: Roles, { survives }: MultiRules): MultiActor {
  const handle = (server: MultiServer, begin: (desk: Desk) => void) =>
    handleBy(roles, server, begin);
  return {
    start(self, durable) {
      const blank = makeServer(self, settings);
      const server = durable ? revive(blank, durable as unknown as DurableMulti) : blank;
      return handle(server, (desk) => runLeader(desk, { type: 'BEGIN' }));
    },
    receive: (state, from, message) =>
      handle(state, (desk) => {
        runLeader(desk, { type: 'SEEN', from, ballot: highestBallotIn(message) });
        desk.letters.push({ from, letter: message });
      }),
    timeout: (state, name) =>
      handle(state, (desk) =>
        runLeader(desk, { type: TIMER_EVENTS[name as keyof typeof TIMER_EVENTS] }),
      ),
    call: (state, { value }) =>
      handle(state, (desk) => runLeader(desk, { type: 'PROPOSE', value })),
    durable: (state) => survives(state) as unknown as Json,
  };
}

/** Begins, then hands letters to their roles until none is left; what roles of one server say never leaves it. */
function handleBy(
  roles: Roles,
  server: MultiServer,
  begin: (desk: Desk) => void,
): Step<MultiServer, Message> {
  const desk: Desk = { roles, server, effects: [], letters: [] };
  begin(desk);
  for (let next = desk.letters.shift(); next; next = desk.letters.shift()) deliver(desk, next);
  return { state: desk.server, effects: desk.effects };
}

function deliver(desk: Desk, { from, letter }: Delivery): void {
  switch (letter.kind) {
    case 'p1a': {
      const { decided } = desk.server.learner.context;
      runAcceptor(desk, { type: 'P1A', from, decided, ...letter });
      break;
    }
    case 'p2a':
      receiveP2A(desk, from, letter);
      break;
    case 'p1b':
      runLeader(desk, { type: 'P1B', from, ...letter });
      break;
    case 'p2b':
      runLeader(desk, { type: 'P2B', from, ...letter });
      break;
    case 'heartbeat':
      receiveHeartbeat(desk, from, letter);
      break;
    case 'heartbeat-reply':
      runLeader(desk, { type: 'HEARTBEAT_REPLY', from, ...letter });
      break;
    case 'decision': {
      const entries = letter.values.map((value, i) => ({ slot: letter.first + i, value }));
      runLearner(desk, { type: 'DECIDED', from, entries });
      break;
    }
    case 'learn':
      runLearner(desk, { type: 'DECIDED', from, entries: letter.entries });
      break;
    case 'clear':
      clear(desk, letter.bound);
      break;
  }
}

/** The vote first: what the leader says of earlier slots is looked up among the votes. */
function receiveP2A(desk: Desk, from: Address, message: MessageOf<'p2a'>): void {
  runAcceptor(desk, { type: 'P2A', from, ...message });
  learnUpTo(desk, from, message);
}

/** Its sender is alive, all is decided up to here, all may be cleared up to there: the answer says how far this server is. */
function receiveHeartbeat(desk: Desk, from: Address, message: Heartbeat): void {
  const { executed } = desk.server.learner.context;
  learnUpTo(desk, from, message);
  // What is executed in this very step is still being applied above.
  clear(desk, Math.min(message.cleared, executed));
  const { ballot, decidedUpTo, beat } = message;
  const promised = desk.server.acceptor.context.ballot;
  const now = desk.server.learner.context.executed;
  desk.effects.push(explain('learner.report', { from, ballot, executed: now, decidedUpTo }), {
    type: 'send',
    to: from,
    message: { kind: 'heartbeat-reply', ballot, promised, executed: now, decidedUpTo, beat },
  });
}

function learnUpTo(
  desk: Desk,
  from: Address,
  { ballot, decidedUpTo: upTo }: MessageOf<'p2a'> | Heartbeat,
): void {
  const votes = desk.server.acceptor.context.accepted;
  runLearner(desk, { type: 'DECIDED_UP_TO', from, ballot, upTo, votes });
}

/** Every role lets go of the slots that everybody has executed. */
function clear(desk: Desk, bound: number): void {
  const { cleared } = desk.server.learner.context;
  if (bound <= cleared) return;
  desk.effects.push(explain('log.clear', { first: cleared + 1, last: bound }));
  const event = { type: 'CLEAR', bound } as const;
  runAcceptor(desk, event);
  runLearner(desk, event);
  runLeader(desk, event);
}

// ---- roles --------------------------------------------------------------------------------------------------------

function runAcceptor(desk: Desk, event: AcceptorEvent): void {
  const step = desk.roles.acceptor.step(desk.server.acceptor, event);
  adopt(desk, 'acceptor', step);
}

function runLearner(desk: Desk, event: LearnerEvent): void {
  const step = desk.roles.learner.step(desk.server.learner, event);
  adopt(desk, 'learner', step);
}

/** The leader role is told what its learner knows. */
function runLeader(desk: Desk, event: Without<LeaderEvent>): void {
  const log = desk.server.learner.context;
  const step = desk.roles.leader.step(desk.server.leader, { log, ...event } as LeaderEvent);
  adopt(desk, 'leader', step);
}

type Without<E> = E extends With<infer Plain> ? Omit<Plain, 'log'> : never;

function adopt<R extends 'acceptor' | 'learner' | 'leader'>(
  desk: Desk,
  role: R,
  step: RoleStep<MultiServer[R]['context'], Letter>,
): void {
  if (step.state !== desk.server[role]) desk.server = { ...desk.server, [role]: step.state };
  for (const effect of step.effects) post(desk, effect);
}

/** Words to neighbours and, unless they are to travel, messages to this server itself stay inside. */
function post(desk: Desk, effect: Effect<Letter>): void {
  if (effect.type !== 'send') {
    desk.effects.push(effect);
    return;
  }
  const { self, toSelf } = desk.server;
  const { to, message } = effect;
  if (isInside(message) || (to === self && toSelf !== 'message'))
    desk.letters.push({ from: self, letter: message });
  else desk.effects.push({ type: 'send', to, message });
}

function isInside(letter: Letter): letter is Exclude<Letter, Message> {
  return letter.kind === 'learn' || letter.kind === 'clear';
}
