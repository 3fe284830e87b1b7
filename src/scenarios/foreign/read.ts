import { nameOf } from '../../base/address';
import { fromMs, type Micros } from '../../sim/time';
import { isObject } from '../format/atoms';
import { parseJson, tooLong } from '../format/guard';
import { MAX_STEPS } from '../format/limits';
import { parsed, Refusal, shown } from '../format/refusal';
import { CLUSTER, cluster, KINDS, type RawBallot, type RawLine } from './lines';
import { stepOf } from './step';
import type { ForeignStep, ForeignTrace } from './trace';

/** A trace, or the first line that is none, and why in one sentence. */
export type ForeignRead =
  | { readonly ok: true; readonly trace: ForeignTrace }
  /** `line` counts from 1 and is 0 where the whole text is meant. */
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Reads untrusted text, one JSON object a line: bounded, strict, and never throwing. Empty lines are skipped. */
export function readForeignTrace(text: string): ForeignRead {
  if (tooLong(text)) return refused(0, 'expected at most 5 MiB');
  const reading = createReading();
  let number = 0;
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const reason = attempt(() => reading.take(parseJson(line), number));
    if (reason !== null) return refused(number, reason);
  }
  const trace = reading.trace();
  return trace ? { ok: true, trace } : refused(0, 'expected at least one line');
}

function refused(line: number, reason: string): ForeignRead {
  return { ok: false, line, reason };
}

/** Why it was refused, in one sentence; null when it was not. */
function attempt(read: () => void): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { pointer, reason } = error;
    return pointer === '' ? reason : `${JSON.stringify(pointer.slice(1))}: ${reason}`;
  }
}

// ---- line after line -------------------------------------------------------------------------------------------------

/** What the lines so far have settled for those that follow. */
interface Settled {
  protocol: { readonly name: 'basic' | 'multi'; readonly line: number } | null;
  ballots: { readonly bare: boolean; readonly line: number } | null;
  peers: number | null;
  latest: { readonly time: number; readonly line: number } | null;
}

function createReading() {
  const settled: Settled = { protocol: null, ballots: null, peers: null, latest: null };
  const steps: ForeignStep[] = [];
  let origin: Micros | null = null;
  let highest = 0;

  function take(json: unknown, line: number): void {
    if (!isObject(json)) throw new Refusal('', `expected an object, found ${shown(json)}`);
    if (json.kind === CLUSTER) {
      takeCluster(json);
      return;
    }
    if (steps.length >= MAX_STEPS) throw new Refusal('', `expected at most ${MAX_STEPS} lines`);
    const raw = rawLine(json);
    settle(settled, raw, line);
    const at = fromMs(raw.time);
    origin ??= at;
    const step = stepOf(raw, line, at - origin);
    highest = Math.max(highest, ...peersIn(step));
    if (settled.peers !== null && highest > settled.peers)
      throw new Refusal('', `${nameOf(highest)} is none of the ${settled.peers} peers`);
    steps.push(step);
  }

  function takeCluster(json: object): void {
    if (steps.length > 0 || settled.peers !== null)
      throw new Refusal('', 'the line about the cluster is the first one');
    settled.peers = parsed(cluster, json, '').peers;
  }

  function trace(): ForeignTrace | null {
    if (steps.length === 0) return null;
    const peers = settled.peers ?? highest;
    const names = Array.from({ length: peers }, (_, i) => nameOf(i + 1));
    return { protocol: settled.protocol?.name ?? 'basic', peers, names, unit: 'line', steps };
  }

  return { take, trace };
}

/** A ballot names its owner, even one that never writes. */
function peersIn({ peer, from, to, ballot, promised, votes }: ForeignStep): number[] {
  const ballots = [ballot, promised, ...votes.map((vote) => vote.ballot)];
  return [peer, from ?? 0, to ?? 0, ...ballots.map((named) => named?.server ?? 0)];
}

function rawLine(json: Readonly<Record<string, unknown>>): RawLine {
  if (json.kind === undefined) throw new Refusal('', 'missing "kind"');
  const kind = typeof json.kind === 'string' ? KINDS.get(json.kind) : undefined;
  if (!kind) {
    const known = [...KINDS.keys()].join(', ');
    throw new Refusal('/kind', `expected one of ${known}, found ${shown(json.kind)}`);
  }
  const raw = parsed(kind.schema, json, '');
  if (raw.seq !== undefined && raw.slot !== undefined)
    throw new Refusal('/slot', 'expected "seq" or "slot", and not both');
  if (kind.placed && raw.seq === undefined && raw.slot === undefined)
    throw new Refusal('', 'missing "seq" (or "slot")');
  return raw;
}

/** One clock, one protocol and one way to write ballots for the whole file. */
function settle(settled: Settled, raw: RawLine, line: number): void {
  const { latest } = settled;
  if (latest && raw.time < latest.time)
    throw new Refusal(
      '/time',
      `${raw.time} lies before ${latest.time} of line ${latest.line}: the lines must be in order of time`,
    );
  settled.latest = { time: raw.time, line };
  const name = KINDS.get(raw.kind)?.protocol ?? null;
  if (name !== null) settled.protocol = sameProtocol(settled.protocol, name, raw.kind, line);
  for (const ballot of ballotsIn(raw)) {
    const bare = typeof ballot === 'number';
    if (settled.ballots && settled.ballots.bare !== bare)
      throw new Refusal(
        '/ballot',
        `${shown(ballot)} is written in another way than the ballot of line ${settled.ballots.line}`,
      );
    settled.ballots ??= { bare, line };
  }
}

function sameProtocol(
  before: Settled['protocol'],
  name: 'basic' | 'multi',
  kind: string,
  line: number,
): Settled['protocol'] {
  if (before && before.name !== name)
    throw new Refusal(
      '/kind',
      `${shown(kind)} belongs to another protocol than what line ${before.line} tells of`,
    );
  return before ?? { name, line };
}

function ballotsIn({ ballot, promised, vote, votes = [] }: RawLine): RawBallot[] {
  const reported = vote ? [vote, ...votes] : votes;
  return [ballot, promised, ...reported.map((held) => held.ballot)].filter(
    (held) => held !== undefined,
  );
}
