import type { Actor, Effect, Step } from '../base/actor';
import { getAt } from '../base/intMap';
import type { Json } from '../base/json';
import { type Call, type Message, type Peer, paxosPeer } from '../protocol/basic';
import type { Message as MultiMessage } from '../protocol/multi';
import type { Value } from '../protocol/value';
import type { KvMessage } from './messages';
import {
  type Look,
  type ReplicaEvent,
  type ReplicaLetter,
  type ReplicaState,
  replicaRole,
} from './replica';
import { emptyReplica, POLL } from './replicaRules';

/** A Paxos peer with a replica above it. The replica uses the library's calls, and nothing else of the peer. */
export interface KvServer extends Peer {
  readonly replica: ReplicaState;
}

/** Whatever travels in a cluster, of either protocol; no cluster mixes them. */
export type ServerMessage = Message | MultiMessage | KvMessage;

/** Before a hole is filled, an agreement that is only slow gets this many retry time-outs. */
const PATIENCE_IN_RETRIES = 20;

type Effects = Effect<ServerMessage>[];

interface DurableServer {
  readonly peer: Json;
  readonly replica: ReplicaState;
}

/** The lab's kvpaxos server (CONFORMANCE 1.7): servers talk to each other only through the log. */
export const kvServer: Actor<KvServer, ServerMessage, Call> = {
  start(self, durable) {
    const kept = durable as unknown as DurableServer | undefined;
    const peer = paxosPeer.start(self, kept?.peer).state;
    const fresh = replicaRole.initial(
      emptyReplica(self.timers.patience ?? PATIENCE_IN_RETRIES * peer.retryMs),
    );
    return heard({ ...peer, replica: kept?.replica ?? fresh }, [], -1);
  },

  receive(state, from, message) {
    if (message.kind === 'request') {
      const { operation, attempt } = message;
      return runReplica(state, { type: 'REQUEST', operation, attempt, max: state.max }, []);
    }
    // A reply is for a clerk; a server never gets one.
    if (message.kind === 'reply') return { state, effects: [] };
    return afterLibrary(state, paxosPeer.receive(state, from, message as Message));
  },

  timeout(state, name) {
    if (name !== POLL) return afterLibrary(state, paxosPeer.timeout(state, name));
    return runReplica(state, { type: 'POLL', ...look(state) }, []);
  },

  call: (state, request) => afterLibrary(state, paxosPeer.call(state, request)),

  // Requests in hand are gone with a crash: their clerks ask again.
  durable(state) {
    const { value, context } = state.replica;
    const replica: ReplicaState = {
      value: 'resting',
      context: { ...context, pending: [], filling: [], waitedMs: 0 },
    };
    const kept: DurableServer = {
      peer: paxosPeer.durable(state),
      replica: value === 'resting' ? state.replica : replica,
    };
    return kept as unknown as Json;
  },
};

/** The library keeps what it does not know of its state, the replica among it. */
function afterLibrary(before: KvServer, step: Step<Peer, Message>): Step<KvServer, ServerMessage> {
  return heard(step.state as KvServer, [...step.effects], before.max);
}

/** A resting replica begins to look when its library hears of an instance that it has not applied. */
function heard(state: KvServer, effects: Effects, before: number): Step<KvServer, ServerMessage> {
  const resting = state.replica.value === 'resting';
  if (!resting || state.max <= state.replica.context.applied || state.max === before)
    return { state, effects };
  return runReplica(state, { type: 'HEARD', max: state.max }, effects);
}

function runReplica(
  state: KvServer,
  event: ReplicaEvent,
  effects: Effects,
): Step<KvServer, ServerMessage> {
  const step = replicaRole.step(state.replica, event);
  let next: KvServer = { ...state, replica: step.state };
  for (const effect of step.effects) next = carry(next, effect, effects);
  return { state: next, effects };
}

/** What a replica asks of its own library is a function call; what it says to a clerk is a message. */
function carry(state: KvServer, effect: Effect<ReplicaLetter>, effects: Effects): KvServer {
  if (effect.type !== 'send') {
    effects.push(effect);
    return state;
  }
  const letter = effect.message;
  if (letter.kind === 'reply') {
    effects.push({ type: 'send', to: letter.clerk, message: letter });
    return state;
  }
  const { kind: type, ...argument } = letter;
  const called = paxosPeer.call(state, { type, ...argument } as Call);
  effects.push(...called.effects);
  return called.state as KvServer;
}

/** More undecided instances than this are not looked at in one go: somebody may have started one far away. */
const MOST_UNDECIDED = 1000;

/** The library's Status of every instance not applied yet: local look-ups, no message. */
function look(state: KvServer): Look {
  const decided: Value[] = [];
  const undecided: number[] = [];
  const first = state.replica.context.applied + 1;
  for (let seq = first; seq <= state.max && undecided.length < MOST_UNDECIDED; seq++) {
    const value = getAt(state.instances, seq)?.learner.context.value ?? null;
    if (value === null) undecided.push(seq);
    else if (undecided.length === 0) decided.push(value);
  }
  return { decided, undecided, max: state.max };
}
