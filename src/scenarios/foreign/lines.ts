import * as v from 'valibot';
import { object, optional, slot, whole } from '../format/atoms';
import type { ForeignAct } from './trace';

/** What may stand in a line of a foreign trace; `docs/foreign-trace.md` describes it. */

const PEER = 'expected a peer: "S1" to "S9", or 0 to 8, where 0 is S1';
const peer = v.union(
  [
    v.pipe(v.string(PEER), v.regex(/^S[1-9]$/, PEER)),
    v.pipe(v.number(PEER), v.integer(PEER), v.minValue(0, PEER), v.maxValue(8, PEER)),
  ],
  PEER,
);

const BALLOT = 'expected a ballot: "2.S3", or a whole number from 0';
const ballot = v.union(
  [
    v.pipe(v.string(BALLOT), v.regex(/^\d{1,9}\.S[1-9]$/, BALLOT)),
    v.pipe(v.number(BALLOT), v.safeInteger(BALLOT), v.minValue(0, BALLOT)),
  ],
  BALLOT,
);

const VALUE = 'expected a value: a text or a number';
const value = v.union([v.string(VALUE), v.pipe(v.number(VALUE), v.finite(VALUE))], VALUE);

/** Milliseconds of any clock; in microseconds they must still be exact. */
const MAX_TIME = 9_000_000_000_000;
const TIME = `expected milliseconds, 0 to ${MAX_TIME}`;
const time = v.pipe(v.number(TIME), v.minValue(0, TIME), v.maxValue(MAX_TIME, TIME));

const MAX_VOTES = 10_000;
const vote = object({ ballot, value });
const votes = v.pipe(
  v.array(object({ slot, ballot, value }), 'expected a list of votes'),
  v.maxLength(MAX_VOTES, `expected at most ${MAX_VOTES} votes`),
);

const kind = v.string();
const here = { kind, peer, time };
const message = { ...here, from: peer, to: peer };
/** One of the two: a position has one name a file, and both are understood. */
const place = { seq: optional(slot), slot: optional(slot) };

/** One kind of line. */
interface Kind {
  readonly act: ForeignAct;
  /** Whose kind it is; null for one of both. */
  readonly protocol: 'basic' | 'multi' | null;
  /** Whether it must say which instance or slot it is about. */
  readonly placed: boolean;
  readonly schema: v.GenericSchema<unknown, RawLine>;
}

export type RawPeer = string | number;
export type RawBallot = string | number;
export type RawValue = string | number;

/** All that a line can say. */
export interface RawLine {
  readonly kind: string;
  readonly peer: RawPeer;
  readonly time: number;
  readonly from?: RawPeer;
  readonly to?: RawPeer;
  readonly seq?: number;
  readonly slot?: number;
  readonly ballot?: RawBallot;
  readonly value?: RawValue;
  readonly ok?: boolean;
  readonly promised?: RawBallot;
  readonly vote?: { readonly ballot: RawBallot; readonly value: RawValue } | null;
  readonly votes?: readonly {
    readonly slot: number;
    readonly ballot: RawBallot;
    readonly value: RawValue;
  }[];
  readonly cleared?: number;
}

const answer = { ...message, ballot, ok: optional(v.boolean('expected true or false')) };

const basic = (act: ForeignAct, schema: Kind['schema']): Kind => {
  return { act, protocol: 'basic', placed: true, schema };
};
const multi = (act: ForeignAct, placed: boolean, schema: Kind['schema']): Kind => {
  return { act, protocol: 'multi', placed, schema };
};
const either = (act: ForeignAct, placed: boolean, schema: Kind['schema']): Kind => {
  return { act, protocol: null, placed, schema };
};

export const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    prepare: basic('prepare', object({ ...message, ...place, ballot })),
    promise: basic('promise', object({ ...message, ...place, ballot, vote: v.nullable(vote) })),
    accept: basic('accept', object({ ...message, ...place, ballot, value })),
    accepted: basic('accepted', object({ ...message, ...place, ballot, value: optional(value) })),
    reject: basic('reject', object({ ...message, ...place, ballot, promised: optional(ballot) })),
    decided: basic('decided', object({ ...message, ...place, ballot: optional(ballot), value })),

    p1a: multi('prepare', false, object({ ...message, ballot })),
    p1b: multi(
      'promise',
      false,
      object({
        ...answer,
        promised: optional(ballot),
        votes: optional(votes),
        cleared: optional(slot),
      }),
    ),
    p2a: multi('accept', true, object({ ...message, ...place, ballot, value })),
    p2b: multi(
      'accepted',
      true,
      object({ ...answer, ...place, promised: optional(ballot), value: optional(value) }),
    ),
    decision: multi(
      'decided',
      true,
      object({ ...message, ...place, ballot: optional(ballot), value }),
    ),
    heartbeat: multi('heartbeat', false, object({ ...message, ballot: optional(ballot) })),
    'heartbeat-reply': multi(
      'heartbeat-reply',
      false,
      object({ ...message, ballot: optional(ballot) }),
    ),

    decide: either('decide', true, object({ ...here, ...place, value })),
    start: either('start', false, object({ ...here, ...place, value })),
    crash: either('crash', false, object(here)),
    restart: either('restart', false, object(here)),
  } satisfies Record<string, Kind>),
);

/** The first line may say how many peers there are; else there are as many as the trace names. */
export const CLUSTER = 'cluster';
export const cluster = object({ kind, peers: whole(1, 9, 'a number of peers, 1 to 9') });
