import { type Actor, type Effect, explain, type Self, type Step } from '../../base/actor';
import type { Address } from '../../base/address';
import { dropBelow, emptyIntMap, forEachAt, getAt } from '../../base/intMap';
import type { Json } from '../../base/json';
import type { RoleStep } from '../../base/stepper';
import type { Value } from '../value';
import { type AcceptorRole, makeAcceptor } from './acceptor';
import { ACCEPTOR_RULES, type AcceptorRules } from './acceptorRules';
import { learnerRole } from './learner';
import { LIBRARY_RULES, type LibraryRules } from './libraryRules';
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
import { makeProposer, type ProposerEvent, type ProposerRole } from './proposer';
import { RETRY } from './proposerActions';
import { PROPOSER_RULES, type ProposerRules } from './proposerRules';

/** What the application above the library may ask: Start(seq, value) and Done(seq). */
export type Call =
  | { readonly type: 'start'; readonly seq: number; readonly value: Value }
  | { readonly type: 'done'; readonly seq: number };

/** How long a proposer waits, unless it is told otherwise. */
export const DEFAULT_RETRY_MS = 40;

type Effects = Effect<Message>[];
type Delivery = { readonly from: Address; readonly letter: Letter };

/** Every decision of a peer in which correctness hides, role by role. */
export interface BasicRules {
  readonly acceptor: AcceptorRules;
  readonly proposer: ProposerRules;
  readonly library: LibraryRules;
}

export const BASIC_RULES: BasicRules = {
  acceptor: ACCEPTOR_RULES,
  proposer: PROPOSER_RULES,
  library: LIBRARY_RULES,
};

/** Who works in the mail room, and the rules of the house. */
interface Staff {
  readonly acceptor: AcceptorRole;
  readonly proposer: ProposerRole;
  readonly library: LibraryRules;
}

/**
 * The MIT lab's Paxos peer as an actor, which decides by these rules. The mail room routes each message to its role,
 * carries what a role says to a role of the same server as a function call, seals the rest with the instance and this
 * server's Done, and forgets.
 */
export function makePaxosPeer(rules: BasicRules): Actor<Peer, Message, Call> {
  const { library } = rules;
  const staff: Staff = {
    acceptor: makeAcceptor(rules.acceptor),
    proposer: makeProposer(rules.proposer),
    library,
  };
  return {
    start(self, durable) {
      const peer = makePeer(library, self);
      return {
        state: durable ? revive(peer, durable as unknown as DurablePeer) : peer,
        effects: [],
      };
    },

    receive(state, from, message) {
      const effects: Effects = [];
      const heard = hearDone(
        library,
        hearing(library, state, message.seq),
        from,
        message.done,
        effects,
      );
      if (library.refuses(heard, message.seq)) {
        const refusal = refuseForgotten(library, heard, from, message);
        return { state: heard, effects: [...effects, ...refusal] };
      }
      return deliver(staff, heard, message.seq, [{ from, letter: message }], effects);
    },

    timeout(state, name) {
      const seq = Number(name.slice(RETRY.length + 1));
      const instance = getAt(state.instances, seq);
      if (!instance) return { state, effects: [] };
      return runProposer(staff, state, seq, instance, {
        type: 'RETRY',
        seen: instance.acceptor.context.promised,
      });
    },

    call(state, request) {
      return request.type === 'start'
        ? start(staff, state, request.seq, request.value)
        : done(library, state, request.seq);
    },

    durable: (state) => keepDurable(state, library.keptOnDisk) as unknown as Json,
  };
}

/** The peer of correct Paxos. */
export const paxosPeer = makePaxosPeer(BASIC_RULES);

function makePeer(rules: LibraryRules, { address, servers, timers }: Self): Peer {
  const done = servers.map(() => rules.doneAtFirst());
  return {
    self: address,
    servers,
    retryMs: timers[RETRY] ?? DEFAULT_RETRY_MS,
    instances: emptyIntMap(),
    done,
    min: rules.minOf(done),
    max: -1,
  };
}

// ---- the library's calls ------------------------------------------------------------------------------------------

/** Start(seq, v): ignored below Min; otherwise the proposer drives until the instance is decided (CONFORMANCE 1.2). */
function start(staff: Staff, peer: Peer, seq: number, value: Value): Step<Peer, Message> {
  if (seq < peer.min) {
    return {
      state: peer,
      effects: [explain('library.startForgotten', { seq, value, min: peer.min })],
    };
  }
  const heard = hearOf(peer, seq);
  const instance = instanceOf(heard, seq);
  return runProposer(staff, heard, seq, instance, {
    type: 'PROPOSE',
    value,
    seen: instance.acceptor.context.promised,
  });
}

/** The peer, having been told of this instance by a message. */
function hearing(rules: LibraryRules, peer: Peer, seq: number): Peer {
  const max = rules.maxAfterHearing(peer, seq);
  return max === peer.max ? peer : { ...peer, max };
}

/** Done(seq): a promise about this application only; nothing may go before every peer has said as much. */
function done(rules: LibraryRules, peer: Peer, seq: number): Step<Peer, Message> {
  const effects: Effects = [explain('library.done', { seq, before: ownDone(peer) })];
  return { state: hearDone(rules, peer, peer.self, seq, effects), effects };
}

/** A Done that is heard, and what it allows to forget (CONFORMANCE 1.3). */
function hearDone(
  rules: LibraryRules,
  before: Peer,
  from: Address,
  seq: number,
  effects: Effects,
): Peer {
  const index = before.servers.indexOf(from);
  if (!rules.replacesDone(before.done[index] ?? seq, seq)) return before;
  const done = before.done.slice();
  done[index] = seq;
  const min = rules.minOf(done);
  if (from !== before.self) effects.push(explain('library.hearDone', { from, seq, min }));
  const peer = { ...before, done, min };
  return forget(rules, before, peer, effects);
}

/** Everything below Min goes: records, values, and the timers of proposers still at work there. */
function forget(rules: LibraryRules, before: Peer, peer: Peer, effects: Effects): Peer {
  const from = rules.keepsFrom(peer);
  if (from === rules.keepsFrom(before)) return peer;
  forEachAt(peer.instances, ({ proposer }, seq) => {
    const atWork = proposer.value !== 'idle' && proposer.value !== 'decided';
    if (seq < from && atWork) effects.push({ type: 'cancelTimer', name: timerName(seq) });
  });
  effects.push(explain('library.forget', { before: before.min, min: peer.min }));
  const kept = { ...peer, instances: dropBelow(peer.instances, from) };
  const max = rules.maxAfterForgetting(kept);
  return max === kept.max ? kept : { ...kept, max };
}

/**
 * A message about a forgotten instance makes no record. A proposer that asks is refused, as the lab's RPC would still be
 * answered: the refusal carries this server's Done, from which the asker learns that it may forget, and stop, too.
 */
function refuseForgotten(
  rules: LibraryRules,
  peer: Peer,
  from: Address,
  { kind, ballot, seq }: Message,
): Effects {
  const told = explain('library.ignoreForgotten', { from, seq, min: peer.min, kind });
  if (kind !== 'prepare' && kind !== 'accept') return [told];
  const letter: Letter = { kind: 'reject', ballot, phase: kind, promised: ballot };
  const message: Message = { ...letter, seq, done: rules.doneToTell(peer, letter) };
  return [told, { type: 'send', to: from, message }];
}

// ---- routing ------------------------------------------------------------------------------------------------------

const timerName = (seq: number) => `${RETRY} ${seq}`;

function runProposer(
  staff: Staff,
  peer: Peer,
  seq: number,
  instance: Instance,
  event: ProposerEvent,
): Step<Peer, Message> {
  const effects: Effects = [];
  const step = heardOut(staff, peer, seq, staff.proposer.step(instance.proposer, event));
  const local: Delivery[] = [];
  dispatch(staff.library, peer, seq, step, effects, local);
  return deliver(
    staff,
    withInstance(peer, seq, { ...instance, proposer: step.state }),
    seq,
    local,
    effects,
  );
}

/**
 * The step of a proposer, without its letters to others when it may not speak now: its timer lets it try again. The
 * acceptor beside it hears of its ballot all the same, so that a restart finds it on the disk.
 */
function heardOut<S>(
  { library }: Staff,
  peer: Peer,
  seq: number,
  step: RoleStep<S, Letter>,
): RoleStep<S, Letter> {
  if (library.maySpeak(peer, seq)) return step;
  const own = (effect: Effect<Letter>) => effect.type !== 'send' || effect.to === peer.self;
  return { ...step, effects: step.effects.filter(own) };
}

/** Hands letters to their roles until none is left; what roles of one server say to each other never leaves it. */
function deliver(
  staff: Staff,
  peer: Peer,
  seq: number,
  letters: Delivery[],
  effects: Effects,
): Step<Peer, Message> {
  let instance = instanceOf(peer, seq);
  for (let next = letters.shift(); next; next = letters.shift()) {
    instance = receiveLetter(staff, peer, seq, instance, next, effects, letters);
  }
  return { state: staff.library.elsewhere(withInstance(peer, seq, instance), seq), effects };
}

function receiveLetter(
  staff: Staff,
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
      const step = staff.acceptor.step(
        instance.acceptor,
        letter.kind === 'prepare'
          ? { type: 'PREPARE', from, ballot }
          : { type: 'ACCEPT', from, ballot, value: letter.value },
      );
      dispatch(staff.library, peer, seq, step, effects, local);
      const { learner } = instance;
      const known = letter.kind === 'prepare' ? staff.library.knownWhenAsked(learner) : learner;
      return { ...instance, acceptor: step.state, learner: known };
    }
    case 'decided': {
      const { ballot, value } = letter;
      const step = learnerRole.step(instance.learner, { type: 'DECIDED', from, ballot, value });
      dispatch(staff.library, peer, seq, step, effects, local);
      const proposer = staff.proposer.step(instance.proposer, { type: 'LEARNED' });
      dispatch(staff.library, peer, seq, proposer, effects, local);
      return { ...instance, learner: step.state, proposer: proposer.state };
    }
    default: {
      const step = staff.proposer.step(instance.proposer, staff.library.readReply(from, letter));
      dispatch(staff.library, peer, seq, step, effects, local);
      return { ...instance, proposer: step.state };
    }
  }
}

/**
 * Seals a role's effects: letters to others become messages, letters to this server stay inside. What is added stands
 * before what is spread: behind it, V8 gives every object a shape of its own, and all that follows runs ten times slower.
 */
function dispatch(
  rules: LibraryRules,
  peer: Peer,
  seq: number,
  step: RoleStep<unknown, Letter>,
  effects: Effects,
  local: Delivery[],
): void {
  for (const effect of step.effects) {
    switch (effect.type) {
      case 'send': {
        const { to, message: letter } = effect;
        if (rules.isCall(peer, to, letter)) local.push({ from: peer.self, letter });
        else {
          const done = rules.doneToTell(peer, letter);
          effects.push({ type: 'send', to, message: { seq, done, ...letter } });
        }
        break;
      }
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
