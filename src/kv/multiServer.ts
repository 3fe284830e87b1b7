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
import { readOperation, type Tag, writeOperation } from './operation';
import type { ServerMessage } from './server';
import { answered, applyOperation, EMPTY_KV, type KvState } from './store';

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

/**
 * DSLabs' PaxosServer (CONFORMANCE 3.1): the leader takes requests, and answers in the step in which it executes them;
 * everybody else drops them. At most once is judged when executing, for a command may stand in the log twice.
 */
export function multiKvServer(settings: Settings): Actor<MultiKvServer, ServerMessage, Call> {
  const paxos = multiPeer(settings);

  /** The server keeps what its Paxos role does not know of its state, and executes what that step made executable. */
  function after(service: ServiceState, { state, effects }: Step<MultiServer, Message>) {
    const all: Effects = [...effects];
    let next = service;
    for (let slot = next.applied + 1; slot <= state.learner.context.executed; slot++)
      next = execute(next, slot, getAt(state.learner.context.decided, slot) as Value, all);
    return { state: { ...state, service: next }, effects: all };
  }

  function request(state: MultiKvServer, message: RequestMessage) {
    const { operation, attempt } = message;
    const value = writeOperation(operation);
    if (!isLeading(state))
      return after(state.service, paxos.call(state, { type: 'propose', value }));
    const session = answered(state.service, operation);
    if (session) {
      const again = session.id === operation.id ? [reply(operation, session.result, attempt)] : [];
      return { state, effects: [explain('service.duplicate', { operation: value }), ...again] };
    }
    const service = takeInHand(state.service, { ...operation, attempt });
    const step = after(service, paxos.call(state, { type: 'propose', value }));
    const told = explain('service.take', { operation: value });
    return { state: step.state, effects: [told, ...step.effects] };
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

function execute(
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
  const { database, sessions } = applyOperation(service, operation, 'value');
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
