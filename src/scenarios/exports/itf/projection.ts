import { type Address, nameOf } from '../../../base/address';
import { forEachAt, type IntMap } from '../../../base/intMap';
import type { Json } from '../../../base/json';
import { type ClusterMessage, isMulti } from '../../../check/cluster';
import {
  executedIn,
  firstKept,
  isMultiRemains,
  positionIn,
  type Remains,
  remainsOf,
} from '../../../check/reading';
import type { Ballot } from '../../../protocol/ballot';
import { isLeading } from '../../../protocol/multi';
import { ballot as ballotIn } from '../../../protocol/sentences';
import type { Wire } from '../../../sim/world';
import type { Moment } from '../../run';
import { cutText } from '../texts';
import { type ItfMap, type ItfValue, list, map, record, set, tup } from './values';

/**
 * What a moment is in a file: the variables below, of both protocols. `docs/exports.md` says what each one holds. A
 * server that is down counts with what its disk kept, and a value longer than a line stands cut, with its fingerprint.
 */
export const VARIABLES = [
  'now',
  'status',
  'promised',
  'votes',
  'decided',
  'firstKept',
  'executed',
  'leading',
  'messages',
  'held',
  'chosen',
] as const;

export type Variable = (typeof VARIABLES)[number];
export type ItfState = ReadonlyMap<string, ItfValue>;

export function project(moment: Moment): ItfState {
  return new Map(VARIABLES.map((name) => [name, READINGS[name](moment)]));
}

const READINGS: Readonly<Record<Variable, (moment: Moment) => ItfValue>> = {
  now: ({ world }) => BigInt(world.now),
  status: ({ world }) => map(world.nodes.map(({ address, status }) => [nameOf(address), status])),
  promised: (moment) => map(perServer(moment, promisesOf)),
  votes: (moment) => map(perPosition(moment, 'vote')),
  decided: (moment) => map(perPosition(moment, 'decided')),
  firstKept: (moment) =>
    map(perServer(moment, (remains, name) => [[name, BigInt(firstKept(remains))]])),
  executed: ({ world }) =>
    map(
      world.nodes.flatMap(({ address, state }) => {
        const executed = state && executedIn(state);
        return executed === null ? [] : [[nameOf(address), BigInt(executed)]];
      }),
    ),
  leading: ({ world }) =>
    set(
      world.nodes.flatMap(({ address, state }) =>
        state && isMulti(state) && isLeading(state) ? [nameOf(address)] : [],
      ),
    ),
  messages: ({ world }) => set(world.wires.map(wireValue)),
  held: ({ world }) => set(world.held.map(wireValue)),
  chosen: ({ facts }) => {
    const pairs: [ItfValue, ItfValue][] = [];
    forEachAt(facts.instances, ({ chosen }, position) => {
      if (chosen.length > 0) pairs.push([BigInt(position), set(chosen.map(voteValue))]);
    });
    return map(pairs);
  },
};

type Pairs = ItfMap['pairs'];

function perServer(
  { world }: Moment,
  pairsOf: (remains: Remains, name: string) => Pairs,
): (readonly [ItfValue, ItfValue])[] {
  return world.nodes.flatMap((node) => {
    const remains = remainsOf(node);
    return remains ? pairsOf(remains, nameOf(node.address)) : [];
  });
}

/** One promise for all slots with Multi-Paxos, one an instance with the library. */
function promisesOf(remains: Remains, name: string): Pairs {
  if (isMultiRemains(remains)) {
    const { ballot } = remains.acceptor.context;
    return ballot ? [[name, ballotValue(ballot)]] : [];
  }
  const pairs: [ItfValue, ItfValue][] = [];
  forEachAt(remains.instances, ({ acceptor }, seq) => {
    const { promised } = acceptor.context;
    if (promised) pairs.push([tup(name, BigInt(seq)), ballotValue(promised)]);
  });
  return pairs;
}

function perPosition(moment: Moment, what: 'vote' | 'decided'): Pairs {
  return perServer(moment, (remains, name) =>
    positionsIn(remains).flatMap((position) => {
      const held = positionIn(remains, position)?.[what] ?? null;
      const key = tup(name, BigInt(position));
      if (held === null) return [];
      return [[key, typeof held === 'string' ? cutText(held) : voteValue(held)] as const];
    }),
  );
}

function positionsIn(remains: Remains): number[] {
  if (!isMultiRemains(remains)) return keysOf(remains.instances);
  const { acceptor, learner } = remains;
  const keys = [...keysOf(acceptor.context.accepted), ...keysOf(learner.context.decided)];
  return [...new Set(keys)].sort((a, b) => a - b);
}

function keysOf(entries: IntMap<unknown>): number[] {
  const keys: number[] = [];
  forEachAt(entries, (_, key) => keys.push(key));
  return keys;
}

// ---- values ----------------------------------------------------------------------------------------------------------

export function ballotValue({ round, server }: Ballot): ItfValue {
  return tup(BigInt(round), nameOf(server));
}

function voteValue({ ballot, value }: { ballot: Ballot; value: string }): ItfValue {
  return record({ ballot: ballotValue(ballot), value: cutText(value) });
}

function wireValue({ id, from, to, sentAt, at, message }: Wire<ClusterMessage>): ItfValue {
  return record({
    id: BigInt(id),
    from: nameOf(from),
    to: nameOf(to),
    sentAt: BigInt(sentAt),
    at: BigInt(at),
    message: dataValue(message as unknown as Json) ?? record({}),
  });
}

/** Any part of a message. What there is none of is left out: the format has no word for it. */
function dataValue(data: Json | undefined): ItfValue | null {
  if (data === null || data === undefined) return null;
  if (typeof data === 'number') return BigInt(data);
  if (typeof data === 'string') return cutText(data);
  if (typeof data === 'boolean') return data;
  if (Array.isArray(data)) return list(data.flatMap((item: Json) => dataValue(item) ?? []));
  const ballot = ballotIn(data);
  if (ballot) return ballotValue(ballot);
  if ('chunks' in data) return mapValue(data as unknown as IntMap<Json>);
  return recordValue(data as Readonly<Record<string, Json>>);
}

function mapValue(entries: IntMap<Json>): ItfValue {
  const pairs: [ItfValue, ItfValue][] = [];
  forEachAt(entries, (held, key) => {
    const value = dataValue(held);
    if (value !== null) pairs.push([BigInt(key), value]);
  });
  return map(pairs);
}

function recordValue(data: Readonly<Record<string, Json>>): ItfValue {
  const fields = Object.entries(data).flatMap(([name, held]) => {
    const value = name === 'clerk' ? nameOf(held as Address) : dataValue(held);
    return value === null ? [] : [[name, value] as const];
  });
  return { kind: 'record', fields: new Map(fields) };
}
