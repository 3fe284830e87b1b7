import { expect, test } from 'vitest';
import { emptyIntMap, type IntMap, setAt } from '../../base/intMap';
import type { ServiceState } from '../../kv';
import type { Ballot } from '../../protocol/ballot';
import { ballot } from '../../protocol/ballot.testkit';
import { identityOf, isReply, type Message, multiPeer } from '../../protocol/multi';
import type { ClusterWorld, LeaderServer, Observed } from '../cluster';
import { type Facts, type InstanceFacts, initialFacts, NO_FACTS, observe } from '../facts';
import { judge } from '../judge';
import { chosen, idsOf, kernelOf, voted, voteOf, worldOf } from './mutants.testkit';
import type { Property } from './property';

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
  const slot = { ...NO_FACTS, proposed: ['x', 'y'] };
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

// ---- what many rows share -----------------------------------------------------------------------------------------

export const CHOSEN_X = { chosen: [chosen('1.S2:x')], ballots: [voted('1.S2:x', 2, 3)] };
/** S2 and S3 have decided x in slot 1. */
export const DECIDED_X = {
  2: { knows: { 1: 'x' }, executed: 1 },
  3: { knows: { 1: 'x' }, executed: 1 },
};
export const asked = (...texts: string[]) => ({ asked: texts.map(voteOf) });

/** S1 runs, and has its own promise. */
export const TRYING = { follows: '2.S1', role: 'electing', runs: '2.S1', promises: [[1]] } as const;
/** S1 leads, with promises of S1 and S2. */
export const LEADING = { ...TRYING, role: 'leading', promises: [[1], [2]] } as const;
export const PROMISED = { campaign: { ballot: '2.S1', promisers: [1, 2] } };

/** It has executed x in slot 1. */
export const SLOT_1 = { knows: { 1: 'x' }, executed: 1 };

/** Each row breaks what it says and nothing else, and each of these properties has one. */
export function expectBroken(rows: readonly Row[], properties: readonly Property[]): void {
  test.each(rows.map((row) => [row.breaks, row.by, row] as const))(
    '%s by %s',
    (breaks, _by, row) => {
      const step = stepOf(row);
      const violations = judge([], step, observe(factsBefore(row), step));
      expect(idsOf(violations).sort()).toEqual([breaks, ...(row.also ?? [])].sort());
      expect(violations[0]).toMatchObject({ event: step.event, because: { server: 1 } });
    },
  );

  test('each property has one', () => {
    const ids = properties.filter(({ protocols }) => protocols.includes('multi'));
    expect(new Set(rows.map(({ breaks }) => breaks))).toEqual(new Set(ids.map(({ id }) => id)));
  });

  test('each says in one sentence what it wants', () => {
    for (const { says } of properties) expect(says).toMatch(/^[A-Z][^.]*\.$/);
  });
}
