import { type Address, nameOf } from '../base/address';
import { keyedHash, rollBetween } from '../base/dice';
import type { CallFact } from '../check/calls';
import { isMulti, type ServerState } from '../check/cluster';
import { isHole, lastHeard, serviceLeft, serviceOf, statusIn } from '../check/reading';
import {
  type OperationKind,
  operationWords,
  type QueuedCall,
  sameOperation,
  writeOperation,
} from '../kv';
import type { Moment } from '../scenarios/run';
import type { Session } from './session';

/** One replica as the Key/value region shows it. */
export interface ReplicaView {
  readonly server: Address;
  readonly down: boolean;
  /** Highest instance or slot applied, in order; below the first one for none. */
  readonly applied: number;
  /** The instance it needs next and does not know, while a request or a later instance waits for it. */
  readonly waitsFor: { readonly seq: number; readonly hole: boolean } | null;
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** Requests in hand. */
  readonly pending: readonly string[];
}

export interface ClerkView {
  readonly clerk: Address;
  /** The outstanding call in words, with its tries; null when idle. */
  readonly outstanding: { readonly call: CallFact; readonly words: string } | null;
  readonly last: { readonly call: CallFact; readonly words: string } | null;
  readonly queued: number;
}

export function replicaViews({ world, facts }: Moment): readonly ReplicaView[] {
  return world.nodes.map((node) => {
    const { address, state } = node;
    const service = serviceLeft(node);
    return {
      server: address,
      down: state === null,
      applied: service?.applied ?? -1,
      waitsFor: state ? waitsFor(state) : null,
      entries: service?.database ?? [],
      pending: state ? pendingAt(state, facts.calls) : [],
    };
  });
}

function waitsFor(state: ServerState): ReplicaView['waitsFor'] {
  const applied = serviceOf(state)?.applied;
  if (applied === undefined) return null;
  const seq = applied + 1;
  if (seq > lastHeard(state) || statusIn(state, seq).fate !== 'pending') return null;
  const hole = isHole(state, seq);
  return hole || isAsked(state) ? { seq, hole } : null;
}

/** A follower learns of decisions by and by, and waits for none; a request does. */
function isAsked(state: ServerState): boolean {
  if (isMulti(state)) return (state.service?.pending.length ?? 0) > 0;
  return state.replica?.value === 'waiting';
}

/** The requests that a server owes an answer. */
function pendingAt(state: ServerState, calls: readonly CallFact[]): readonly string[] {
  if (!isMulti(state)) {
    const pending = state.replica?.context.pending ?? [];
    return pending.map(({ operation }) => operationWords(writeOperation(operation)));
  }
  return (state.service?.pending ?? []).flatMap((tag) => {
    const call = calls.find((known) => sameOperation(tag, known));
    return call ? [wordsOf(call)] : [];
  });
}

export function clerkViews({ world, facts }: Moment): readonly ClerkView[] {
  return world.clerks.map(({ address, state }) => {
    const calls = facts.calls.filter(({ clerk }) => clerk === address);
    const open = calls.find(({ returnedAt }) => returnedAt === null);
    const last = calls.findLast(({ returnedAt }) => returnedAt !== null);
    return {
      clerk: address,
      outstanding: open ? { call: open, words: wordsOf(open) } : null,
      last: last ? { call: last, words: answerOf(last) } : null,
      queued: state?.context.queue.length ?? 0,
    };
  });
}

export const wordsOf = (call: CallFact): string => operationWords(writeOperation(call));

/** "get(a) → 12", "put(a, 1) → done". */
export function answerOf(call: CallFact): string {
  if (call.returnedAt === null) return wordsOf(call);
  const result = call.op === 'get' ? (call.result ?? 'nothing') : call.result || 'done';
  return `${wordsOf(call)} → ${result === '' ? 'the empty text' : result}`;
}

// ---- acting -------------------------------------------------------------------------------------------------------

const MOST_TEXT = 200;

/** What the clerk panel's form holds. */
export interface CallForm {
  readonly clerk: Address;
  readonly op: OperationKind;
  readonly key: string;
  readonly value: string;
  /** The server to ask first; the others follow in their order. Null: S1 first. */
  readonly first: Address | null;
  /** Ask nobody else. */
  readonly only: boolean;
}

/** Lets a clerk make one call; a text says why not. */
export function makeCall(session: Session, form: CallForm): string | null {
  const key = form.key.trim();
  if (key === '') return 'A key is missing.';
  if (key.length > MOST_TEXT || form.value.length > MOST_TEXT)
    return `At most ${MOST_TEXT} characters here.`;
  const { clerk, op } = form;
  const value = op === 'get' ? '' : form.value;
  const call = { op, key, value, servers: serversOf(session, form) };
  const words = operationWords(writeOperation({ ...call, clerk, id: 1 }));
  session.act(
    { type: 'call', node: clerk, request: { type: 'call', call } },
    `${nameOf(clerk)} calls ${words}.`,
  );
  return null;
}

function serversOf(session: Session, { first, only }: CallForm): readonly Address[] {
  const all = session.store.getState().moment.world.nodes.map(({ address }) => address);
  if (first === null) return all;
  return only ? [first] : [...all.slice(first - 1), ...all.slice(0, first - 1)];
}

/** A workload of one clerk: so many calls, so many a second, over so many keys. */
export interface Workload {
  readonly clerk: Address;
  readonly calls: number;
  readonly perSecond: number;
  readonly keys: number;
}

const MOST_CALLS = 200;

/** Starts a workload of mixed operations; a text says why not. */
export function startWorkload(session: Session, workload: Workload): string | null {
  const { clerk, calls, perSecond, keys } = workload;
  if (!(calls >= 1 && calls <= MOST_CALLS)) return `A workload has 1 to ${MOST_CALLS} calls.`;
  if (!(perSecond > 0 && perSecond <= 1000))
    return 'The rate is a number of calls a second, up to 1000.';
  if (!(keys >= 1 && keys <= 26)) return 'A workload uses 1 to 26 keys.';
  const { world } = session.store.getState().moment;
  const servers = world.nodes.map(({ address }) => address);
  // The mix hangs on the seed, the clerk and what it has called so far: the same again in the same place.
  const made = world.clerks.find(({ address }) => address === clerk)?.state?.context.calls ?? 0;
  const drawn = Array.from({ length: Math.floor(calls) }, (_, i) =>
    drawCall(keyedHash(world.seed, 'workload', clerk, made + i), workload, servers, i),
  );
  session.act(
    { type: 'call', node: clerk, request: { type: 'workload', calls: drawn } },
    `${nameOf(clerk)} starts a workload of ${drawn.length} calls.`,
  );
  return null;
}

const MIX: readonly OperationKind[] = ['get', 'append', 'put', 'append', 'get'];

function drawCall(
  roll: number,
  { keys, perSecond, clerk }: Workload,
  servers: readonly Address[],
  i: number,
): QueuedCall {
  const op = MIX[rollBetween(keyedHash(roll, 1), 0, MIX.length - 1)] as OperationKind;
  const key = String.fromCharCode(97 + rollBetween(keyedHash(roll, 2), 0, Math.floor(keys) - 1));
  const first = rollBetween(keyedHash(roll, 3), 0, servers.length - 1);
  const mean = 1000 / perSecond;
  const pauseMs = Math.max(
    1,
    rollBetween(keyedHash(roll, 4), Math.round(mean / 2), Math.round(1.5 * mean)),
  );
  const value = op === 'get' ? '' : `${nameOf(clerk).toLowerCase()}${i} `;
  return {
    op,
    key,
    value,
    servers: [...servers.slice(first), ...servers.slice(0, first)],
    pauseMs,
  };
}
