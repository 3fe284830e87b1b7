import { type Actor, type Effect, explain, type Step } from '../base/actor';
import type { Address } from '../base/address';
import { getAt } from '../base/intMap';
import type { Json } from '../base/json';
import {
  type Call,
  isLeading,
  type Message,
  type MultiServer,
  multiPeer,
  type Settings,
} from '../protocol/multi';
import type { Value } from '../protocol/value';
import type { RequestMessage } from './messages';
import { type Operation, readOperation, type Tag, writeOperation } from './operation';
import type { ServerMessage } from './server';
import { answered, applyOperation, EMPTY_KV, type KvState, type Session } from './store';

/** What executing the log has made, and whom this server owes an answer. */
export interface ServiceState extends KvState {
  /** The last slot executed; 0 for none. */
  readonly applied: number;
  /** Requests that this server took in hand while it led; one a clerk, the latest. */
  readonly pending: readonly PendingRequest[];
}

interface PendingRequest extends Tag {
  /** The client's latest try: the answer goes to that one. */
  readonly attempt: number;
}

/** A server of Multi-Paxos with the key/value service above it. */
export interface MultiKvServer extends MultiServer {
  readonly service: ServiceState;
}

type Effects = Effect<ServerMessage>[];

interface DurableServer {
  readonly peer: Json;
  readonly service: ServiceState;
}

export type MultiKvActor = Actor<MultiKvServer, ServerMessage, Call>;

/** What the service has to judge: all its correctness. */
export interface ServiceRules {
  /** Any server answers this by itself, without the log. */
  isLocal(operation: Operation): boolean;
  /** The leader answers as soon as it has proposed the command. */
  answersEarly(operation: Operation): boolean;
  /** This request needs no place in the log: it was executed before. The session that says so, or null. */
  doneBefore(service: ServiceState, operation: Operation): Session | null;
  /** Whoever asks for the operation of this session again gets its answer again. */
  answersAgain(session: Session, operation: Operation): boolean;
  /** What executing the command makes. */
  execute(service: KvState, operation: Operation): KvState;
}

export const SERVICE_RULES: ServiceRules = {
  isLocal: () => false,
  answersEarly: () => false,
  doneBefore: answered,
  answersAgain: (session, { id }) => session.id === id,
  // At most once is judged when executing, too: a command may stand in the log twice.
  execute: (service, operation) => applyOperation(service, operation, 'value'),
};

/**
 * DSLabs' PaxosServer (CONFORMANCE 3.1): the leader takes requests, and answers in the step in which it executes them;
 * everybody else drops them.
 */
export function multiKvServer(settings: Settings): MultiKvActor {
  return multiKvServerBy(SERVICE_RULES, multiPeer(settings));
}

/** The service, judging by these rules, above this server of Multi-Paxos. */
export function multiKvServerBy(
  rules: ServiceRules,
  paxos: Actor<MultiServer, Message, Call>,
): MultiKvActor {
  /** The server keeps what its Paxos role does not know of its state, and executes what that step made executable. */
  function after(service: ServiceState, { state, effects }: Step<MultiServer, Message>) {
    const all: Effects = [...effects];
    let next = service;
    for (let slot = next.applied + 1; slot <= state.learner.context.executed; slot++) {
      const value = getAt(state.learner.context.decided, slot);
      if (value !== undefined) next = execute(rules, next, slot, value, all);
    }
    return { state: { ...state, service: next }, effects: all };
  }

  function request(state: MultiKvServer, message: RequestMessage) {
    const { operation, attempt } = message;
    const value = writeOperation(operation);
    if (rules.isLocal(operation)) {
      const answer = resultOf(rules, state.service, operation);
      return { state, effects: [reply(operation, answer, attempt)] };
    }
    if (!isLeading(state))
      return after(state.service, paxos.call(state, { type: 'propose', value }));
    const session = rules.doneBefore(state.service, operation);
    if (session) {
      const again = rules.answersAgain(session, operation)
        ? [reply(operation, session.result, attempt)]
        : [];
      return { state, effects: [explain('service.duplicate', { operation: value }), ...again] };
    }
    const service = takeInHand(state.service, { ...operation, attempt });
    const step = after(service, paxos.call(state, { type: 'propose', value }));
    const told = explain('service.take', { operation: value });
    const early = rules.answersEarly(operation)
      ? [reply(operation, resultOf(rules, state.service, operation), attempt)]
      : [];
    return { state: step.state, effects: [told, ...early, ...step.effects] };
  }

  return {
    start(self, durable) {
      const kept = durable as unknown as DurableServer | undefined;
      const fresh = { ...EMPTY_KV, applied: 0, pending: [] };
      return after(kept?.service ?? fresh, paxos.start(self, kept?.peer));
    },
    receive(state, from, message) {
      if (message.kind === 'request') return request(state, message);
      // A reply is for a clerk; a server never gets one.
      if (message.kind === 'reply') return { state, effects: [] };
      return after(state.service, paxos.receive(state, from, message as Message));
    },
    timeout: (state, name) => after(state.service, paxos.timeout(state, name)),
    call: (state, call) => after(state.service, paxos.call(state, call)),
    // Requests in hand are gone with a crash: their clerks ask again.
    durable(state) {
      const kept: DurableServer = {
        peer: paxos.durable(state),
        service: { ...state.service, pending: [] },
      };
      return kept as unknown as Json;
    },
  };
}

function takeInHand(service: ServiceState, { clerk, id, attempt }: PendingRequest): ServiceState {
  const others = service.pending.filter((pending) => pending.clerk !== clerk);
  return { ...service, pending: [...others, { clerk, id, attempt }] };
}

/** What this operation would be answered now. */
function resultOf(rules: ServiceRules, service: ServiceState, operation: Operation): string | null {
  const after = rules.execute(service, operation);
  return after.sessions.find(({ clerk }) => clerk === operation.clerk)?.result ?? null;
}

function execute(
  rules: ServiceRules,
  service: ServiceState,
  slot: number,
  value: Value,
  effects: Effects,
): ServiceState {
  const operation = readOperation(value);
  const repeated = operation !== null && answered(service, operation) !== null;
  effects.push(
    explain(repeated ? 'service.skipRepeated' : 'service.apply', { slot, operation: value }),
  );
  if (!operation) return { ...service, applied: slot };
  const { database, sessions } = rules.execute(service, operation);
  const waiting = service.pending.find(
    ({ clerk, id }) => clerk === operation.clerk && id === operation.id,
  );
  const result = answered({ database, sessions }, operation)?.result ?? null;
  if (waiting) effects.push(reply(operation, result, waiting.attempt));
  const pending = service.pending.filter((other) => other !== waiting);
  return { database, sessions, applied: slot, pending };
}

function reply({ clerk, id }: Tag, result: string | null, attempt: number): Effect<ServerMessage> {
  return {
    type: 'send',
    to: clerk as Address,
    message: { kind: 'reply', clerk, id, result, attempt },
  };
}
