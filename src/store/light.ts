import type { Address } from '../base/address';
import { ballotOf, type ClusterEvent, type ClusterMessage } from '../check/cluster';
import type { Violation } from '../check/properties/property';
import { readOperation, sameOperation } from '../kv';
import { sameBallot } from '../protocol/ballot';
import { isRefusal, positionOfMessage } from './messageWords';
import { messagesOf } from './safetyProof';
import type { Thing } from './things';
import type { Trace, TracedMessage } from './trace';

/** What a selected or hovered thing lights up. `causes`: the messages without which it would not have happened. */
export interface Light {
  readonly messages: ReadonlySet<number>;
  readonly causes: ReadonlySet<number>;
  /** Keys as made by {@link cellKey}. */
  readonly cells: ReadonlySet<string>;
  readonly servers: ReadonlySet<Address>;
  readonly instances: ReadonlySet<number>;
}

export const cellKey = (server: Address, seq: number): string => `${server}/${seq}`;

export const NO_LIGHT: Light = {
  messages: new Set(),
  causes: new Set(),
  cells: new Set(),
  servers: new Set(),
  instances: new Set(),
};

/** How the event at a depth of the present branch is looked up. */
export type EventAt = (depth: number) => ClusterEvent | undefined;

/** @param violations what is broken at the present moment: the proof of a property lights what it speaks of */
export function lightOf(
  thing: Thing | null,
  trace: Trace,
  eventAt: EventAt,
  violations: readonly Violation[] = [],
): Light {
  switch (thing?.kind) {
    case 'message': {
      const message = trace.messages[thing.id - 1];
      return message ? messageLight(message, trace, eventAt) : NO_LIGHT;
    }
    case 'server':
      return { ...NO_LIGHT, servers: new Set([thing.server]) };
    case 'cell':
      return cellLight(thing.server, thing.seq, trace);
    case 'instance':
      return { ...NO_LIGHT, instances: new Set([thing.seq]) };
    case 'call':
      return callLight(thing, trace);
    case 'property': {
      const violation = violations.find(({ property }) => property === thing.id);
      return violation ? proofLight(violation, trace) : NO_LIGHT;
    }
    case 'event':
      return eventLight(thing.depth, trace, eventAt);
    default:
      return NO_LIGHT;
  }
}

function messageLight(message: TracedMessage, trace: Trace, eventAt: EventAt): Light {
  const seq = positionOfMessage(message.message);
  return {
    messages: new Set([message.id]),
    causes: causesOf(message, trace, eventAt),
    cells: new Set(seq === null ? [] : [cellKey(message.to, seq)]),
    servers: new Set([message.from, message.to]),
    instances: new Set(seq === null ? [] : [seq]),
  };
}

/** A cell lights the messages of its instance that its server received. */
function cellLight(server: Address, seq: number, trace: Trace): Light {
  const received = trace.messages.filter(
    (m) => m.to === server && positionOfMessage(m.message) === seq,
  );
  return {
    ...NO_LIGHT,
    messages: new Set(received.map(({ id }) => id)),
    cells: new Set([cellKey(server, seq)]),
    servers: new Set([server]),
    instances: new Set([seq]),
  };
}

/** A call lights its tries and answers, the instances its operation was asked for in, and their cells everywhere. */
function callLight(call: { clerk: Address; id: number }, trace: Trace): Light {
  const own = trace.messages.filter(({ message }) => isOfCall(message, call));
  const seqs = new Set(own.flatMap(({ message }) => positionOfMessage(message) ?? []));
  const servers = new Set(own.flatMap(({ from, to }) => [from, to]));
  const cells = [...seqs].flatMap((seq) => [...servers].map((server) => cellKey(server, seq)));
  return {
    messages: new Set(own.map(({ id }) => id)),
    causes: new Set(),
    cells: new Set(cells),
    servers,
    instances: seqs,
  };
}

/** A proof lights the servers and clerks that it names, the cells of those that voted or learned, and what carried it. */
function proofLight({ proof, step }: Violation, trace: Trace): Light {
  const { nodes, position, quorums, deeds } = proof;
  const cells = new Set([
    ...quorums.flatMap(({ acceptors }) => acceptors),
    ...deeds.map(({ node }) => node),
  ]);
  return {
    messages: new Set(messagesOf(proof, step, trace).map(({ id }) => id)),
    causes: new Set(),
    cells: new Set(position === null ? [] : [...cells].map((node) => cellKey(node, position))),
    servers: new Set(nodes),
    instances: new Set(position === null ? [] : [position]),
  };
}

function isOfCall(message: ClusterMessage, call: { clerk: Address; id: number }): boolean {
  if (message.kind === 'request') return sameOperation(message.operation, call);
  if (message.kind === 'reply') return sameOperation(message, call);
  return 'value' in message && sameOperation(readOperation(message.value), call);
}

function eventLight(depth: number, trace: Trace, eventAt: EventAt): Light {
  const event = eventAt(depth);
  if (!event) return NO_LIGHT;
  if ('wire' in event) {
    const message = trace.messages[event.wire - 1];
    return message ? messageLight(message, trace, eventAt) : NO_LIGHT;
  }
  return 'node' in event ? { ...NO_LIGHT, servers: new Set([event.node]) } : NO_LIGHT;
}

/** A quorum is a cause as a whole, not only its last answer. */
const QUORUM_BEHIND: Partial<Record<ClusterMessage['kind'], ClusterMessage['kind']>> = {
  accept: 'promise',
  decided: 'accepted',
  p2a: 'p1b',
};

function causesOf(message: TracedMessage, trace: Trace, eventAt: EventAt): ReadonlySet<number> {
  const causes = new Set<number>();
  const open = [message];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const cause of directCauses(next, trace, eventAt)) {
      if (causes.has(cause.id)) continue;
      causes.add(cause.id);
      open.push(cause);
    }
  }
  return causes;
}

function directCauses(message: TracedMessage, trace: Trace, eventAt: EventAt): TracedMessage[] {
  const event = eventAt(message.sentDepth);
  const trigger = event?.type === 'deliver' ? trace.messages[event.wire - 1] : undefined;
  const behind = QUORUM_BEHIND[message.message.kind];
  const quorum = behind
    ? trace.messages.slice(0, message.id - 1).filter((m) => isVoteFor(m, behind, message))
    : [];
  return trigger ? [trigger, ...quorum] : quorum;
}

function isVoteFor(
  candidate: TracedMessage,
  kind: ClusterMessage['kind'],
  result: TracedMessage,
): boolean {
  const [vote, outcome] = [candidate.message, result.message];
  if (vote.kind !== kind || isRefusal(vote)) return false;
  // A promise of Multi-Paxos is for every slot.
  const about = positionOfMessage(vote);
  return (
    candidate.to === result.from &&
    (about === null || about === positionOfMessage(outcome)) &&
    sameBallot(ballotOf(vote), ballotOf(outcome)) &&
    candidate.fate === 'received' &&
    candidate.endDepth !== null &&
    candidate.endDepth <= result.sentDepth
  );
}
