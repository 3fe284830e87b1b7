import type { Actor, Effect, Step } from '../base/actor';
import type { Json } from '../base/json';
import { type Call, type Message, type Peer, paxosPeer } from '../protocol/basic';
import type { Message as MultiMessage } from '../protocol/multi';
import type { Value } from '../protocol/value';
import type { KvMessage } from './messages';
import {
  type Look,
  makeReplica,
  type ReplicaEvent,
  type ReplicaLetter,
  type ReplicaRole,
  type ReplicaState,
} from './replica';
import { emptyReplica, POLL } from './replicaActions';
import { REPLICA_RULES, type ReplicaRules } from './replicaRules';

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

/** What a server is made of. */
interface Parts {
  readonly library: Actor<Peer, Message, Call>;
  readonly replica: ReplicaRole;
  readonly rules: ReplicaRules;
}

/** The lab's kvpaxos server, of such a peer and with such a replica: servers talk to each other only through the log. */
export function makeKvServer(
  library: Actor<Peer, Message, Call>,
  rules: ReplicaRules,
): Actor<KvServer, ServerMessage, Call> {
  const parts: Parts = { library, replica: makeReplica(rules), rules };
  return {
    start(self, durable) {
      const kept = durable as unknown as DurableServer | undefined;
      const peer = library.start(self, kept?.peer).state;
      const fresh = parts.replica.initial(
        emptyReplica(self.timers.patience ?? PATIENCE_IN_RETRIES * peer.retryMs),
      );
      return heard(parts, { ...peer, replica: kept?.replica ?? fresh }, [], -1);
    },

    receive(state, from, message) {
      if (message.kind === 'request') {
        const { operation, attempt } = message;
        return runReplica(
          parts,
          state,
          { type: 'REQUEST', operation, attempt, max: state.max },
          [],
        );
      }
      // A reply is for a clerk; a server never gets one.
      if (message.kind === 'reply') return { state, effects: [] };
      return afterLibrary(parts, state, library.receive(state, from, message as Message));
    },

    timeout(state, name) {
      if (name !== POLL) return afterLibrary(parts, state, library.timeout(state, name));
      return runReplica(parts, state, { type: 'POLL', ...look(rules, state) }, []);
    },

    call: (state, request) => afterLibrary(parts, state, library.call(state, request)),

    // Requests in hand are gone with a crash: their clerks ask again.
    durable(state) {
      const { value, context } = state.replica;
      const replica: ReplicaState = {
        value: 'resting',
        context: { ...context, pending: [], filling: [], waitedMs: 0 },
      };
      const kept: DurableServer = {
        peer: library.durable(state),
        replica: value === 'resting' ? state.replica : replica,
      };
      return kept as unknown as Json;
    },
  };
}

/** The key/value server above correct Paxos (CONFORMANCE 1.7). */
export const kvServer = makeKvServer(paxosPeer, REPLICA_RULES);

/** The library keeps what it does not know of its state, the replica among it. */
function afterLibrary(
  parts: Parts,
  before: KvServer,
  step: Step<Peer, Message>,
): Step<KvServer, ServerMessage> {
  return heard(parts, step.state as KvServer, [...step.effects], before.max);
}

/** A resting replica begins to look when its library hears of an instance that it has not applied. */
function heard(
  parts: Parts,
  state: KvServer,
  effects: Effects,
  before: number,
): Step<KvServer, ServerMessage> {
  const resting = state.replica.value === 'resting';
  if (!resting || state.max <= state.replica.context.applied || state.max === before)
    return { state, effects };
  return runReplica(parts, state, { type: 'HEARD', max: state.max }, effects);
}

function runReplica(
  parts: Parts,
  state: KvServer,
  event: ReplicaEvent,
  effects: Effects,
): Step<KvServer, ServerMessage> {
  const step = parts.replica.step(state.replica, event);
  let next: KvServer = { ...state, replica: step.state };
  for (const effect of step.effects) next = carry(parts, next, effect, effects);
  return { state: next, effects };
}

/** What a replica asks of its own library is a function call; what it says to a clerk is a message. */
function carry(
  { library }: Parts,
  state: KvServer,
  effect: Effect<ReplicaLetter>,
  effects: Effects,
): KvServer {
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
  const called = library.call(state, { type, ...argument } as Call);
  effects.push(...called.effects);
  return called.state as KvServer;
}

/** More undecided instances than this are not looked at in one go: somebody may have started one far away. */
const MOST_UNDECIDED = 1000;

/** The library's Status of every instance not applied yet: local look-ups, no message. */
function look(rules: ReplicaRules, state: KvServer): Look {
  const decided: Value[] = [];
  const ahead: { seq: number; value: Value }[] = [];
  const undecided: number[] = [];
  const first = state.replica.context.applied + 1;
  for (let seq = first; seq <= state.max && undecided.length < MOST_UNDECIDED; seq++) {
    const value = rules.entryAt(state, seq);
    if (value === null) undecided.push(seq);
    else if (undecided.length === 0) decided.push(value);
    else ahead.push({ seq, value });
  }
  return { decided, undecided, ahead, max: state.max };
}
