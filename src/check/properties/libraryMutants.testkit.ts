import { emptyIntMap, getAt, setAt } from '../../base/intMap';
import type { Ballot } from '../../protocol/ballot';
import { ballot } from '../../protocol/ballot.testkit';
import {
  type Call,
  identityOf,
  isReply,
  type Message,
  paxosPeer,
  type Vote,
} from '../../protocol/basic';
import type { ClusterWorld, Observed, ServerState } from '../cluster';
import { type Facts, type InstanceFacts, initialFacts, NO_FACTS } from '../facts';
import { kernelOf, voteOf, worldOf } from './mutants.testkit';

// Made-up steps of one server of the library, S1 of three.

export const POST = { identityOf, isReply };

/** One record of the server under test, as far as a row says. */
interface Record {
  readonly promised?: string;
  /** "1.S1:x" */
  readonly vote?: string;
  readonly learned?: string;
  /** The proposer's present ballot. */
  readonly ballot?: string;
  /** What it asks for. */
  readonly asks?: string;
  /** Whose promises it has counted. */
  readonly promises?: readonly number[];
  /** Whose votes it took for a majority. */
  readonly decidedBy?: readonly number[];
}

interface Sketch {
  readonly records?: { readonly [seq: number]: Record };
  readonly done?: readonly number[];
  readonly min?: number;
  readonly max?: number;
}

export interface Row {
  readonly breaks: string;
  /** What cannot be broken without breaking these, too. */
  readonly also?: readonly string[];
  readonly by: string;
  /** S1, of three servers, before and after it received a message about `seq` (default 0), or came back. */
  readonly was: Sketch;
  readonly is: Sketch;
  readonly seq?: number;
  /** It was down before: its disk held something, or nothing. */
  readonly restart?: 'disk' | 'no disk';
  /** The application called this instead. */
  readonly calls?: Call;
  /** What it sends in the step, the first to S2, the next to S3, and so on by turns. */
  readonly says?: readonly Message[];
  /** What is known to be true of instance 0 before the step. */
  readonly known?: Partial<InstanceFacts>;
  readonly done?: readonly number[];
}

function peerOf({ records = {}, done, min = 0, max = 9 }: Sketch): ServerState {
  const self = { address: 1, servers: [1, 2, 3], timers: {} };
  const blank = paxosPeer.start(self).state;
  let instances = emptyIntMap<ReturnType<typeof recordOf>>();
  for (const [seq, record] of Object.entries(records))
    instances = setAt(instances, Number(seq), recordOf(record));
  const known = done ?? new Array<number>(3).fill(min - 1);
  return { ...blank, instances, done: once(known), min, max };
}

const made = new Map<string, unknown>();

/** What is equal is the same object, as what a step leaves alone is. */
function once<T>(value: T): T {
  const key = JSON.stringify(value);
  const known = (made.get(key) ?? value) as T;
  made.set(key, known);
  return known;
}

/** A record as the library makes it, overwritten with what the row says. */
function recordOf(record: Record) {
  const self = { address: 1, servers: [1, 2, 3], timers: {} };
  const blank = paxosPeer.start(self).state;
  const started = paxosPeer.call(blank, { type: 'start', seq: 0, value: 'x' }).state;
  const fresh = getAt(started.instances, 0);
  if (!fresh) throw new Error('Start makes a record');
  const { promised, vote, learned, asks, promises = [], decidedBy } = record;
  const registers = { promised: ballotIn(promised), vote: vote ? once(voteOf(vote)) : null };
  const campaign = {
    ...fresh.proposer.context,
    own: null,
    ballot: ballotIn(record.ballot),
    value: asks ?? null,
    promises: promises.map((from) => ({ from, vote: null })),
    acceptances: once(decidedBy ?? []),
  };
  const value = decidedBy ? 'decided' : asks ? 'accepting' : 'preparing';
  return once({
    acceptor: { ...fresh.acceptor, context: registers },
    learner: { ...fresh.learner, context: { value: learned ?? null } },
    proposer: { ...fresh.proposer, value, context: campaign },
  });
}

const ballotIn = (text: string | undefined): Ballot | null => (text ? once(ballot(text)) : null);

/** A made-up step: S1 received a message, and became what the row says. */
export function stepOf({ was, is, seq = 0, restart, calls, says = [] }: Row): Observed {
  const world = worldOf(kernelOf(paxosPeer, POST));
  const holding = (held: object): ClusterWorld => ({
    ...world,
    nodes: world.nodes.map((node) => (node.address === 1 ? { ...node, ...held } : node)),
  });
  const message: Message = { kind: 'accepted', ballot: { round: 1, server: 1 }, seq, done: -1 };
  const wire = { id: 1, from: 2, to: 1, message, sentAt: 0, at: 0, copy: 0 };
  const before = peerOf(was);
  const disk = restart === 'disk' ? before : null;
  const down = { status: 'crashed', state: null, disk };
  const posted = says.map((said, i) => {
    return {
      wire: { ...wire, from: 1, to: 2 + (i % 2), message: said },
      fate: 'underWay' as const,
    };
  });
  const event = (): Observed['event'] => {
    if (restart) return { type: 'restart', node: 1, at: 0 };
    if (calls) return { type: 'call', node: 1, request: calls, at: 0 };
    return { type: 'deliver', wire: 1, at: 0 };
  };
  const ended = restart || calls ? null : ({ wire, how: 'received' } as const);
  return {
    before: holding(restart ? down : { state: before }),
    event: event(),
    outcome: { node: 1, posted, ended, explanations: [] },
    after: holding({ status: 'up', state: peerOf(is), disk: null }),
  };
}

export function factsBefore({ known = {}, done = [-1, -1, -1] }: Row): Facts {
  const facts = initialFacts(3);
  const all: InstanceFacts = { ...NO_FACTS, ...known };
  return { ...facts, done, instances: setAt(facts.instances, 0, all) };
}

// ---- messages about instance 0 ------------------------------------------------------------------------------------

const SEAL = { seq: 0, done: -1 } as const;

export const promise = (number: string, vote: Vote | null = null): Message => {
  return { kind: 'promise', ballot: ballot(number), vote, ...SEAL };
};

export const accept = (text: string): Message => ({ kind: 'accept', ...voteOf(text), ...SEAL });

export const accepted = (number: string): Message => {
  return { kind: 'accepted', ballot: ballot(number), ...SEAL };
};

export const prepare = (number: string): Message => {
  return { kind: 'prepare', ballot: ballot(number), ...SEAL };
};
