import { type Address, addressOf } from '../base/address';
import { ballotOf, type ClusterEvent, isAbout } from '../check/cluster';
import { formatBallot } from '../protocol/ballot';
import { firstWhere } from './firstWhere';
import { signOf } from './messageWords';
import type { Narration } from './narrator';
import type { Mark, Trace, TracedMessage } from './trace';

/** What is looked for among the events: each part must hold. */
export interface Query {
  /** A kind of message, what is done with it, a call, a timer, or a mark of the timeline, in small letters. */
  readonly kinds: readonly string[];
  readonly peers: readonly Address[];
  /** Instances or slots. */
  readonly positions: readonly number[];
  /** "1.s3" */
  readonly ballots: readonly string[];
  /** Words of what is told about the event, in small letters. */
  readonly words: readonly string[];
}

/** A query as somebody typed it; `problem` says which part cannot be understood. */
export interface ReadQuery {
  readonly query: Query | null;
  readonly problem: string | null;
}

type Part = (value: string) => Partial<Query> | string;

const kind: Part = (value) => ({ kinds: [value] });
const ballot: Part = (value) =>
  /^\d+\.s\d+$/.test(value) ? { ballots: [value] } : 'A ballot looks like 1.S3.';
const peer: Part = (value) => {
  const address = addressOf(value.toUpperCase());
  return address === null
    ? 'A peer is a server like S2 or a client like C1.'
    : { peers: [address] };
};
const position: Part = (value) =>
  /^\d{1,10}$/.test(value)
    ? { positions: [Number(value)] }
    : 'An instance or slot is a whole number.';

const PARTS: Readonly<Record<string, Part>> = {
  kind,
  ballot,
  peer,
  server: peer,
  slot: position,
  instance: position,
};

/**
 * Reads `kind:p2a peer:S2 slot:3 ballot:1.S3` and plain words, in any order. A part that is only begun asks for nothing
 * yet. Null for a query that asks for nothing.
 */
export function readQuery(text: string): ReadQuery {
  const read: Partial<Query>[] = [];
  for (const token of text.toLowerCase().split(/\s+/).filter(Boolean)) {
    const part = readToken(token);
    if (typeof part === 'string') return { query: null, problem: part };
    read.push(part);
  }
  const query = allOf(read);
  const asks = Object.values(query).some((parts) => parts.length > 0);
  return { query: asks ? query : null, problem: null };
}

function allOf(parts: readonly Partial<Query>[]): Query {
  return {
    kinds: parts.flatMap(({ kinds = [] }) => kinds),
    peers: parts.flatMap(({ peers = [] }) => peers),
    positions: parts.flatMap(({ positions = [] }) => positions),
    ballots: parts.flatMap(({ ballots = [] }) => ballots),
    words: parts.flatMap(({ words = [] }) => words),
  };
}

function readToken(token: string): Partial<Query> | string {
  const colon = token.indexOf(':');
  const key = token.slice(0, Math.max(0, colon));
  const part = Object.hasOwn(PARTS, key) ? PARTS[key] : undefined;
  if (!part) return { words: [token] };
  const value = token.slice(colon + 1);
  return value === '' ? {} : part(value);
}

/** An event with its place, and what is known of it. */
export interface Described {
  readonly depth: number;
  readonly event: ClusterEvent;
  readonly trace: Trace;
  readonly narration: Narration | undefined;
}

export function matches(query: Query, described: Described): boolean {
  const { event, trace, depth } = described;
  const traced = 'wire' in event ? trace.messages[event.wire - 1] : undefined;
  const subject = { event, traced, marks: marksAt(trace.marks, depth) };
  return (
    query.kinds.every((wanted) => kindsOf(subject).includes(wanted)) &&
    query.peers.every((wanted) => peersOf(subject).includes(wanted)) &&
    query.positions.every((wanted) => isAboutPosition(subject, wanted)) &&
    query.ballots.every((wanted) => ballotsOf(subject).includes(wanted)) &&
    (query.words.length === 0 || hasWords(query.words, described.narration))
  );
}

interface Subject {
  readonly event: ClusterEvent;
  readonly traced: TracedMessage | undefined;
  readonly marks: readonly Mark[];
}

/** The marks of one event; they stand in the order of events. */
function marksAt(marks: readonly Mark[], depth: number): readonly Mark[] {
  const from = firstWhere(marks.length, (i) => (marks[i] as Mark).depth >= depth);
  let to = from;
  while (marks[to]?.depth === depth) to++;
  return marks.slice(from, to);
}

/** A message answers to its own name and to what it is drawn as, so `accept` finds the P2A too. */
function kindsOf({ event, traced, marks }: Subject): readonly string[] {
  const kinds: string[] = [event.type, ...marks.map((mark) => mark.kind)];
  if (traced) kinds.push(traced.message.kind, signOf(traced.message));
  if (event.type === 'fire') kinds.push(...event.timer.split(' ').slice(0, 1));
  if (event.type === 'call') kinds.push(event.request.type);
  return kinds.map((one) => one.toLowerCase());
}

function peersOf({ event, traced }: Subject): readonly Address[] {
  if (traced) return [traced.from, traced.to];
  if ('node' in event) return [event.node];
  if ('nodes' in event) return event.nodes;
  if ('link' in event) return [event.link.from, event.link.to];
  return 'groups' in event ? event.groups.flat() : [];
}

function isAboutPosition({ event, traced, marks }: Subject, wanted: number): boolean {
  if (traced && isAbout(traced.message, wanted)) return true;
  if (event.type === 'call' && 'seq' in event.request && event.request.seq === wanted) return true;
  return marks.some(({ seq }) => seq === wanted);
}

/** Of a message, also the ballot that whoever answers follows. */
function ballotsOf({ traced, marks }: Subject): readonly string[] {
  const message = traced?.message;
  const ballots = [
    message && ballotOf(message),
    message && 'promised' in message ? message.promised : null,
    ...marks.map((mark) => mark.ballot),
  ];
  return ballots.flatMap((one) => (one ? [formatBallot(one).toLowerCase()] : []));
}

function hasWords(words: readonly string[], narration: Narration | undefined): boolean {
  if (!narration) return false;
  const { headline, details, chosen } = narration;
  const told = [headline, ...details.map(({ text }) => text), chosen ?? '']
    .join('\n')
    .toLowerCase();
  return words.every((word) => told.includes(word));
}

/** What a search reads of a branch. */
export interface Searchable {
  readonly length: number;
  readonly trace: Trace;
  eventAt(depth: number): ClusterEvent | undefined;
  narrationAt(depth: number): Narration | undefined;
}

/** The events that a query finds, as far as the branch has been searched. */
export interface Finds {
  /** Their depths, rising. */
  readonly depths: readonly number[];
  /** How many events have been looked at. */
  readonly searched: number;
}

export const NO_FINDS: Finds = { depths: [], searched: 0 };

/** Looks for one query along a branch that grows; another branch is searched from its beginning. */
export function createFinder(query: Query) {
  let depths: number[] = [];
  let searched = 0;
  // A branch's list of messages grows in place, and is another one after a fork: it stands for the branch.
  let branch: Trace['messages'] | null = null;

  /** Looks at so many more events at most. Returns whether all have been looked at. */
  function goOn(within: Searchable, most: number): boolean {
    const { trace, length } = within;
    if (trace.messages !== branch) {
      branch = trace.messages;
      depths = [];
      searched = 0;
    }
    const until = Math.min(length, searched + most);
    while (searched < until) {
      const depth = ++searched;
      const event = within.eventAt(depth);
      const described = event && { depth, event, trace, narration: within.narrationAt(depth) };
      if (described && matches(query, described)) depths.push(depth);
    }
    return searched === length;
  }

  return { goOn, finds: (): Finds => ({ depths, searched }) };
}

/** How many of the rising `depths` are not beyond `depth`. */
export function countUpTo(depths: readonly number[], depth: number): number {
  return firstWhere(depths.length, (i) => (depths[i] as number) > depth);
}

/** The nearest match beyond the cursor in a direction. */
export function matchFrom(
  { depths }: Finds,
  depth: number,
  way: 'next' | 'previous',
): number | undefined {
  const upTo = countUpTo(depths, depth);
  if (way === 'next') return depths[upTo];
  return depths[upTo - (depths[upTo - 1] === depth ? 2 : 1)];
}
