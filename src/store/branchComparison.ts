import type { Address } from '../base/address';
import type { ClusterEvent } from '../check/cluster';
import { factsOf } from '../check/facts';
import type { Value } from '../protocol/value';
import type { Moment } from '../scenarios/run';
import type { Micros } from '../sim/time';
import type { PathReading } from './branch';
import { type Cell, cellAt, cellName, highestInstance } from './cells';
import { waitsIn } from './comparison';
import { countersAt } from './counters';
import { firstWhere } from './firstWhere';
import { replicaViews } from './keyValue';
import { protocolWords } from './protocolWords';
import type { Trace, TracedMessage } from './trace';

/** The same thing on both of two branches. */
interface Pair<T> {
  readonly a: T;
  readonly b: T;
  readonly differs: boolean;
}

/** What became of one instance or slot on two branches. */
export interface PositionPair {
  readonly seq: number;
  /** The value that a majority accepted, the first of several; null for none. */
  readonly chosen: Pair<Value | null>;
  /** One for each server, in order of address. */
  readonly cells: readonly Pair<Cell>[];
  readonly differs: boolean;
}

/** What two replicas have under one key; null where there is nothing. */
interface EntryPair extends Pair<string | null> {
  readonly key: string;
}

export interface MapPair {
  readonly server: Address;
  readonly entries: readonly EntryPair[];
  readonly differs: boolean;
}

/** Every instance or slot that anything is known of on either branch. */
export function comparePositions(a: Moment, b: Moment): readonly PositionPair[] {
  const { first } = protocolWords(a.protocol);
  const last = Math.max(highestInstance(a), highestInstance(b));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    comparePosition(a, b, first + i),
  );
}

function comparePosition(a: Moment, b: Moment, seq: number): PositionPair {
  const chosen = pair(chosenIn(a, seq), chosenIn(b, seq));
  const cells = a.world.nodes.map(({ address }) => {
    const [one, other] = [cellAt(a, address, seq), cellAt(b, address, seq)];
    return { a: one, b: other, differs: holds(one, a.protocol) !== holds(other, b.protocol) };
  });
  return { seq, chosen, cells, differs: chosen.differs || cells.some(({ differs }) => differs) };
}

/** Whether a server is down is a difference of the server, not of each of its cells. */
const holds = (cell: Cell, protocol: Moment['protocol']) =>
  cellName({ ...cell, down: false }, protocol);

const chosenIn = ({ facts }: Moment, seq: number): Value | null =>
  factsOf(facts, seq).chosen[0]?.value ?? null;

function pair<T>(a: T, b: T): Pair<T> {
  return { a, b, differs: a !== b };
}

/** At most so many positions: those that differ before those that do not, in order. */
export function mostTelling(
  positions: readonly PositionPair[],
  most: number,
): readonly PositionPair[] {
  if (positions.length <= most) return positions;
  const differing = positions.filter(({ differs }) => differs).slice(0, most);
  if (differing.length > 0) return differing;
  return positions.slice(-most);
}

/** The maps of the replicas; none where nobody executes the log. */
export function compareMaps(a: Moment, b: Moment): readonly MapPair[] {
  const others = replicaViews(b);
  const pairs = replicaViews(a).map(({ server, entries }, i) => {
    const [one, other] = [new Map(entries), new Map(others[i]?.entries)];
    const keys = [...new Set([...one.keys(), ...other.keys()])].sort();
    const both = keys.map((key) => {
      return { key, ...pair(one.get(key) ?? null, other.get(key) ?? null) };
    });
    return { server, entries: both, differs: both.some(({ differs }) => differs) };
  });
  return pairs.some(({ entries }) => entries.length > 0) ? pairs : [];
}

/** A branch read whole, for comparing. */
export interface BranchCourse {
  readonly length: number;
  readonly trace: Trace;
  momentAt(depth: number): Moment;
  timeAt(depth: number): Micros;
}

export function courseOf(reading: PathReading): BranchCourse {
  return {
    length: reading.length,
    trace: reading.trace(),
    momentAt: reading.momentAt,
    timeAt: (depth) => timeOf(reading.eventAt(depth)),
  };
}

/** Nothing happens before the first event. */
const timeOf = (event: ClusterEvent | undefined): Micros => event?.at ?? 0;

/** The last event of a branch that has happened by a time, though none before the fork. */
export function depthAtTime(course: BranchCourse, time: Micros, fork: number): number {
  const later = course.length - fork;
  return fork + firstWhere(later, (i) => course.timeAt(fork + i + 1) > time);
}

/** What a branch has cost up to a depth. */
export function costsAt({ trace, momentAt, timeAt }: BranchCourse, depth: number) {
  const moment = momentAt(depth);
  const { messages, commands } = countersAt(trace, moment.facts, depth);
  const { answered, calls } = waitsIn(moment, moment.world.now);
  return { messages, commands, answered, calls, time: timeAt(depth) };
}

/**
 * The messages of one branch that went otherwise, or not at all, on another. `until`: how far both branches have come;
 * how a message ended later is nothing that they can differ by.
 */
export function messagesApart(
  one: readonly TracedMessage[],
  other: readonly TracedMessage[],
  until: Micros,
): readonly TracedMessage[] {
  const known = new Set(other.map((message) => courseOfMessage(message, until)));
  return one.filter((message) => !known.has(courseOfMessage(message, until)));
}

function courseOfMessage(lived: TracedMessage, until: Micros): string {
  const { from, to, message, sentAt, fate, endedAt } = lived;
  const end = endedAt === null || endedAt > until ? null : [fate, endedAt];
  return JSON.stringify([from, to, sentAt, end, message]);
}
