import { type Actor, type Effect, explain, type Self, type Step } from '../../base/actor';
import type { Address } from '../../base/address';
import { dropBelow, emptyIntMap, forEachAt, getAt } from '../../base/intMap';
import type { Json } from '../../base/json';
import type { RoleStep } from '../../base/stepper';
import type { Value } from '../value';
import { acceptorRole } from './acceptor';
import { learnerRole } from './learner';
import type { Letter, Message } from './messages';
import {
  type DurablePeer,
  hearOf,
  type Instance,
  instanceOf,
  keepDurable,
  ownDone,
  type Peer,
  revive,
  withInstance,
} from './peer';
import { proposerRole } from './proposer';
import { RETRY } from './proposerRules';

/** What the application above the library may ask: Start(seq, value) and Done(seq). */
export type Call =
  | { readonly type: 'start'; readonly seq: number; readonly value: Value }
  | { readonly type: 'done'; readonly seq: number };

/** How long a proposer waits, unless it is told otherwise. */
export const DEFAULT_RETRY_MS = 40;

type Effects = Effect<Message>[];
type Delivery = { readonly from: Address; readonly letter: Letter };

/**
 * The MIT lab's Paxos peer as an actor. The mail room routes each message to its role, carries what a role says to a
 * role of the same server as a function call, seals the rest with the instance and this server's Done, and forgets.
 */
export const paxosPeer: Actor<Peer, Message, Call> = {
  start(self, durable) {
    const peer = makePeer(self);
    return { state: durable ? revive(peer, durable as unknown as DurablePeer) : peer, effects: [] };
  },

  receive(state, from, message) {
    const effects: Effects = [];
    const heard = hearDone(hearOf(state, message.seq), from, message.done, effects);
    if (message.seq < heard.min) {
      return { state: heard, effects: [...effects, ...refuseForgotten(heard, from, message)] };
    }
    return deliver(heard, message.seq, [{ from, letter: message }], effects);
  },

  timeout(state, name) {
    const seq = Number(name.slice(RETRY.length + 1));
    const instance = getAt(state.instances, seq);
    if (!instance) return { state, effects: [] };
    return runProposer(state, seq, instance, {
      type: 'RETRY',
      seen: instance.acceptor.context.promised,
    });
  },

  call(state, request) {
    return request.type === 'start'
      ? start(state, request.seq, request.value)
      : done(state, request.seq);
  },

  durable: (state) => keepDurable(state) as unknown as Json,
};

function makePeer({ address, servers, timers }: Self): Peer {
  return {
    self: address,
    servers,
    retryMs: timers[RETRY] ?? DEFAULT_RETRY_MS,
    instances: emptyIntMap(),
    done: servers.map(() => -1),
    min: 0,
    max: -1,
  };
}

// ---- the library's calls ------------------------------------------------------------------------------------------

/** Start(seq, v): ignored below Min; otherwise the proposer drives until the instance is decided (CONFORMANCE 1.2). */
function start(peer: Peer, seq: number, value: Value): Step<Peer, Message> {
  if (seq < peer.min) {
    return {
      state: peer,
      effects: [explain('library.startForgotten', { seq, value, min: peer.min })],
    };
  }
  const heard = hearOf(peer, seq);
  const instance = instanceOf(heard, seq);
  return runProposer(heard, seq, instance, {
    type: 'PROPOSE',
    value,
    seen: instance.acceptor.context.promised,
  });
}

/** Done(seq): a promise about this application only; nothing may go before every peer has said as much. */
function done(peer: Peer, seq: number): Step<Peer, Message> {
  const effects: Effects = [explain('library.done', { seq, before: ownDone(peer) })];
  return { state: hearDone(peer, peer.self, seq, effects), effects };
}

/** Done values only grow, and Min follows the least of all of them, dead and silent peers included (CONFORMANCE 1.3). */
function hearDone(peer: Peer, from: Address, seq: number, effects: Effects): Peer {
  const index = peer.servers.indexOf(from);
  if (seq <= (peer.done[index] ?? seq)) return peer;
  const done = peer.done.slice();
  done[index] = seq;
  const min = 1 + Math.min(...done);
  if (from !== peer.self) effects.push(explain('library.hearDone', { from, seq, min }));
  return min > peer.min ? forget({ ...peer, done }, min, effects) : { ...peer, done };
}

/** Everything below Min goes: records, values, and the timers of proposers still at work there. */
function forget(peer: Peer, min: number, effects: Effects): Peer {
  forEachAt(peer.instances, ({ proposer }, seq) => {
    const atWork = proposer.value !== 'idle' && proposer.value !== 'decided';
    if (seq < min && atWork) effects.push({ type: 'cancelTimer', name: timerName(seq) });
  });
  effects.push(explain('library.forget', { before: peer.min, min }));
  return { ...peer, min, instances: dropBelow(peer.instances, min) };
}

/**
 * A message about a forgotten instance makes no record. A proposer that asks is refused, as the lab's RPC would still be
 * answered: the refusal carries this server's Done, from which the asker learns that it may forget, and stop, too.
 */
function refuseForgotten(peer: Peer, from: Address, { kind, ballot, seq }: Message): Effects {
  const told = explain('library.ignoreForgotten', { from, seq, min: peer.min, kind });
  if (kind !== 'prepare' && kind !== 'accept') return [told];
  const refusal: Message = {
    kind: 'reject',
    ballot,
    phase: kind,
    promised: ballot,
    seq,
    done: ownDone(peer),
  };
  return [told, { type: 'send', to: from, message: refusal }];
}

// ---- routing ------------------------------------------------------------------------------------------------------

const timerName = (seq: number) => `${RETRY} ${seq}`;

function runProposer(
  peer: Peer,
  seq: number,
  instance: Instance,
  event: Parameters<typeof proposerRole.step>[1],
): Step<Peer, Message> {
  const effects: Effects = [];
  const step = proposerRole.step(instance.proposer, event);
  const local: Delivery[] = [];
  dispatch(peer, seq, step, effects, local);
  return deliver(
    withInstance(peer, seq, { ...instance, proposer: step.state }),
    seq,
    local,
    effects,
  );
}

/** Hands letters to their roles until none is left; what roles of one server say to each other never leaves it. */
function deliver(
  peer: Peer,
  seq: number,
  letters: Delivery[],
  effects: Effects,
): Step<Peer, Message> {
  let instance = instanceOf(peer, seq);
  for (let next = letters.shift(); next; next = letters.shift()) {
    instance = receiveLetter(peer, seq, instance, next, effects, letters);
  }
  return { state: withInstance(peer, seq, instance), effects };
}

function receiveLetter(
  peer: Peer,
  seq: number,
  instance: Instance,
  { from, letter }: Delivery,
  effects: Effects,
  local: Delivery[],
): Instance {
  switch (letter.kind) {
    case 'prepare':
    case 'accept': {
      const { ballot } = letter;
      const step = acceptorRole.step(
        instance.acceptor,
        letter.kind === 'prepare'
          ? { type: 'PREPARE', from, ballot }
          : { type: 'ACCEPT', from, ballot, value: letter.value },
      );
      dispatch(peer, seq, step, effects, local);
      return { ...instance, acceptor: step.state };
    }
    case 'decided': {
      const { ballot, value } = letter;
      const step = learnerRole.step(instance.learner, { type: 'DECIDED', from, ballot, value });
      dispatch(peer, seq, step, effects, local);
      const proposer = proposerRole.step(instance.proposer, { type: 'LEARNED' });
      dispatch(peer, seq, proposer, effects, local);
      return { ...instance, learner: step.state, proposer: proposer.state };
    }
    default: {
      const step = proposerRole.step(instance.proposer, replyEvent(from, letter));
      dispatch(peer, seq, step, effects, local);
      return { ...instance, proposer: step.state };
    }
  }
}

function replyEvent(
  from: Address,
  letter: Extract<Letter, { kind: 'promise' | 'accepted' | 'reject' }>,
) {
  switch (letter.kind) {
    case 'promise':
      return { type: 'PROMISE', from, ballot: letter.ballot, vote: letter.vote } as const;
    case 'accepted':
      return { type: 'ACCEPTED', from, ballot: letter.ballot } as const;
    case 'reject': {
      const { ballot, phase, promised } = letter;
      return { type: 'REJECT', from, ballot, phase, promised } as const;
    }
  }
}

/**
 * Seals a role's effects: letters to others become messages, letters to this server stay inside. What is added stands
 * before what is spread: behind it, V8 gives every object a shape of its own, and all that follows runs ten times slower.
 */
function dispatch(
  peer: Peer,
  seq: number,
  step: RoleStep<unknown, Letter>,
  effects: Effects,
  local: Delivery[],
): void {
  const done = ownDone(peer);
  for (const effect of step.effects) {
    switch (effect.type) {
      case 'send':
        if (effect.to === peer.self) local.push({ from: peer.self, letter: effect.message });
        else
          effects.push({ type: 'send', to: effect.to, message: { seq, done, ...effect.message } });
        break;
      case 'explain':
        effects.push(explain(effect.rule, { seq, ...effect.because }));
        break;
      case 'setTimer':
        effects.push({ type: 'setTimer', name: timerName(seq), after: effect.after });
        break;
      case 'cancelTimer':
        effects.push({ type: 'cancelTimer', name: timerName(seq) });
        break;
    }
  }
}
