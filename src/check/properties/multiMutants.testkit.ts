import { emptyIntMap, type IntMap, setAt } from '../../base/intMap';
import type { ServiceState } from '../../kv';
import type { Ballot } from '../../protocol/ballot';
import { ballot } from '../../protocol/ballot.testkit';
import { identityOf, isReply, type Message, multiPeer } from '../../protocol/multi';
import type { ClusterWorld, LeaderServer, Observed } from '../cluster';
import { type Facts, type InstanceFacts, initialFacts } from '../facts';
import { kernelOf, voteOf, worldOf } from './mutants.testkit';

// Made-up steps of one server of Multi-Paxos, S1 of three.

export const POST = { identityOf, isReply };

/** Texts by slot. */
interface BySlot<T = string> {
  readonly [slot: number]: T;
}

/** What a promise reported. */
interface Report {
  /** "1.S1:x" */
  readonly votes?: BySlot;
  readonly knows?: BySlot;
  readonly cleared?: number;
}

/** A server, as far as a row says; what it leaves out is a newcomer's. */
export interface Sketch extends Report {
  /** The ballot that its acceptor follows. */
  readonly follows?: string;
  readonly executed?: number;
  /** What its acceptor has cleared, if that is not the same. */
  readonly acceptorCleared?: number;
  /** The last slot that the service above it has applied; there is none otherwise. */
  readonly applied?: number;
  readonly role?: 'following' | 'electing' | 'leading';
  /** Its own ballot. */
  readonly runs?: string;
  /** Whose promises it has counted, and what they reported. */
  readonly promises?: readonly (readonly [from: number, report?: Report])[];
  /** What it asks for, and whose votes it has counted. */
  readonly asks?: BySlot<readonly [value: string, ...voters: number[]]>;
  readonly next?: number;
}

/** What is true of one server's ballots before the step. */
interface CampaignSketch {
  readonly ballot: string;
  readonly promisers?: readonly number[];
}

export interface Row {
  readonly breaks: string;
  /** What cannot be broken without breaking these, too. */
  readonly also?: readonly string[];
  readonly by: string;
  readonly was: Sketch;
  readonly is: Sketch;
  /** It was down before, and its disk held `was`. */
  readonly restart?: true;
  readonly others?: { readonly [server: number]: Sketch };
  /** What it sends to S2 in the step. */
  readonly says?: readonly Message[];
  /** What is known to be true of a slot before the step. */
  readonly known?: BySlot<Partial<InstanceFacts>>;
  readonly executed?: readonly number[];
  /** S1's ballots so far. */
  readonly campaign?: CampaignSketch;
  readonly facts?: Partial<Facts>;
}

function mapOf<T, U>(texts: BySlot<T>, read: (item: T) => U): IntMap<U> {
  return Object.entries(texts).reduce<IntMap<U>>(
    (map, [slot, item]) => setAt(map, Number(slot), read(item)),
    emptyIntMap(),
  );
}

/** What is read from equal texts is the same object, as what a step leaves alone is. */
function once<T, U>(read: (item: T) => U): (item: T) => U {
  const known = new Map<string, U>();
  return (item) => {
    const key = JSON.stringify(item);
    const made = known.get(key) ?? read(item);
    known.set(key, made);
    return made;
  };
}

const voteIn = once(voteOf);
const proposalIn = once(([value, ...votes]: readonly [string, ...number[]]) => {
  return { value, votes, reported: null, attempts: 1, sentAtBeat: 0 };
});
const ballotIn = (text: string | undefined): Ballot | null => (text ? ballot(text) : null);

function reportOf({ votes = {}, knows = {}, cleared = 0 }: Report) {
  return { accepted: mapOf(votes, voteIn), decided: mapOf(knows, (value) => value), cleared };
}

function serverOf(address: number, sketch: Sketch): LeaderServer {
  const blank = multiPeer().start({ address, servers: [1, 2, 3], timers: {} }).state;
  const { accepted, decided, cleared } = reportOf(sketch);
  const { role = 'following', promises = [], asks = {}, next = 1, applied } = sketch;
  const leader = {
    ...blank.leader.context,
    ballot: ballotIn(sketch.runs),
    reports: promises.map(([from, report = {}]) => ({ from, ...reportOf(report) })),
    proposals: mapOf(asks, proposalIn),
    nextSlot: next,
  };
  const acceptor = {
    ballot: ballotIn(sketch.follows),
    accepted,
    cleared: sketch.acceptorCleared ?? cleared,
  };
  const service: ServiceState = { database: [], sessions: [], pending: [], applied: applied ?? 0 };
  return {
    ...blank,
    acceptor: { ...blank.acceptor, context: acceptor },
    learner: { ...blank.learner, context: { decided, cleared, executed: sketch.executed ?? 0 } },
    leader: { value: role, context: leader },
    ...(applied !== undefined && { service }),
  };
}

/** A made-up step: S1 received a message, or came back, and became what the row says. */
export function stepOf({ was, is, restart, others = {}, says = [] }: Row): Observed {
  const world = worldOf(kernelOf(multiPeer(), POST));
  const before = serverOf(1, was);
  const holding = (held: object): ClusterWorld => ({
    ...world,
    nodes: world.nodes.map((node) =>
      node.address === 1
        ? { ...node, ...held }
        : { ...node, state: serverOf(node.address, others[node.address] ?? {}) },
    ),
  });
  const down = { status: 'crashed', state: null, disk: before };
  const wire = { id: 1, from: 1, to: 2, sentAt: 0, at: 0, copy: 0 };
  return {
    before: holding(restart ? down : { state: before }),
    event: restart ? { type: 'restart', node: 1, at: 0 } : { type: 'deliver', wire: 1, at: 0 },
    outcome: {
      node: 1,
      posted: says.map((message) => ({ wire: { ...wire, message }, fate: 'underWay' })),
      ended: null,
      explanations: [],
    },
    after: holding({ status: 'up', state: serverOf(1, is), disk: null }),
  };
}

/** What is true before the step. */
export function factsBefore({ known = {}, executed = [0, 0, 0], campaign, facts }: Row): Facts {
  const none = initialFacts(3);
  const slot = { proposed: ['x', 'y'], asked: [], ballots: [], chosen: [], learned: [] };
  const first = {
    ballot: ballotIn(campaign?.ballot),
    before: null,
    promisers: campaign?.promisers ?? [],
  };
  return {
    ...none,
    instances: mapOf(known, (part) => ({ ...slot, ...part })),
    executed,
    campaigns: none.campaigns.with(0, first),
    commands: ['x', 'y'],
    ...facts,
  };
}

// ---- messages -----------------------------------------------------------------------------------------------------

export const p2a = (number: string, slot: number, value: string, decidedUpTo = 0): Message => {
  return { kind: 'p2a', ballot: ballot(number), slot, value, decidedUpTo, attempt: 0 };
};

/** A promise for this ballot. */
export const p1b = (number: string, report: Report = {}): Message => {
  const promised = ballot(number);
  return { kind: 'p1b', ballot: promised, promised, ...reportOf(report), attempt: 0 };
};

export const heartbeat = (number: string, decidedUpTo = 0, cleared = 0): Message => {
  return { kind: 'heartbeat', ballot: ballot(number), decidedUpTo, cleared, beat: 1 };
};
