import { changedKeys, forEachAt, getAt, type IntMap, lastKey, lastKeyWhere } from '../base/intMap';
import type { Json } from '../base/json';
import type { KvState, ReplicaState, ServiceState } from '../kv';
import type { Ballot } from '../protocol/ballot';
import { type Instance, type Status, statusOf } from '../protocol/basic';
import { lastNonEmpty, type MultiRecords, type SlotStatus } from '../protocol/multi';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Node } from '../sim/world';
import { instanceTouched, isMulti, type Observed, type ServerState } from './cluster';

/**
 * One reading of both protocols: what a server holds about one position of the log, be it an instance of its own or a
 * slot under one ballot for all. Properties, facts and pictures ask here, and not the protocols' own states.
 */
export interface Position {
  readonly promised: Ballot | null;
  readonly vote: Vote | null;
  readonly decided: Value | null;
}

/** What of a library's peer is on its disk. */
export interface LibraryRemains {
  readonly instances: IntMap<Pick<Instance, 'acceptor' | 'learner'>>;
  readonly min: number;
  readonly max: number;
  readonly done: readonly number[];
}

/** What is left of a server: its state, or what its disk kept. */
export type Remains = LibraryRemains | MultiRemains;
export type MultiRemains = MultiRecords & { readonly service?: ServiceState };

export function isMultiRemains(remains: Remains): remains is MultiRemains {
  return 'learner' in remains;
}

/** Null for a server that is down with nothing on its disk. */
export function remainsOf({ state, disk }: Node<ServerState>): Remains | null {
  return state ?? onDisk(disk);
}

/** A server with a service above it keeps its Paxos part beside the service. */
function onDisk(disk: Json): Remains | null {
  const kept = disk as unknown as Remains | { readonly peer: Remains } | null;
  return kept && 'peer' in kept ? kept.peer : kept;
}

/** Undefined where nothing is held: never heard of, or forgotten. */
export function positionIn(
  remains: Remains | null | undefined,
  position: number,
): Position | undefined {
  if (!remains) return undefined;
  if (isMultiRemains(remains)) return slotIn(remains, position);
  const instance = getAt(remains.instances, position);
  return instance && instanceReading(instance);
}

function slotIn({ acceptor, learner }: MultiRemains, slot: number): Position | undefined {
  const vote = getAt(acceptor.context.accepted, slot) ?? null;
  const decided = getAt(learner.context.decided, slot) ?? null;
  if (vote === null && decided === null) return undefined;
  return { promised: acceptor.context.ballot, vote, decided };
}

function instanceReading({ acceptor, learner }: Pick<Instance, 'acceptor' | 'learner'>): Position {
  const { promised, vote } = acceptor.context;
  return { promised, vote, decided: learner.context.value };
}

/** The library's Status of both protocols: decided, pending, or forgotten (cleared). Local, immediate, silent. */
export function statusIn(state: ServerState, position: number): Status {
  if (!isMulti(state)) return statusOf(state, position);
  if (position <= state.learner.context.cleared) return { fate: 'forgotten' };
  const value = getAt(state.learner.context.decided, position);
  return value === undefined ? { fate: 'pending' } : { fate: 'decided', value };
}

/** DSLabs' status of both protocols (CONFORMANCE 3.2). */
export function slotStatusIn(state: ServerState, position: number): SlotStatus {
  const { fate } = statusIn(state, position);
  if (fate === 'forgotten') return 'cleared';
  if (fate === 'decided') return 'chosen';
  return positionIn(state, position)?.vote ? 'accepted' : 'empty';
}

/** The lowest position that is not forgotten: Min, or DSLabs' firstNonCleared. */
export function firstKept(remains: Remains): number {
  return isMultiRemains(remains) ? remains.learner.context.cleared + 1 : remains.min;
}

/** The highest position heard of: Max, or DSLabs' lastNonEmpty. */
export function lastHeard(remains: Remains): number {
  return isMultiRemains(remains) ? lastNonEmpty(remains) : remains.max;
}

/** The last position executed in order; below the first one for none. Null where nobody executes the log. */
export function executedIn(state: ServerState): number | null {
  return isMulti(state) ? state.learner.context.executed : (state.replica?.context.applied ?? null);
}

/** Nothing is decided there, while a later position is. */
export function isHole(remains: Remains, position: number): boolean {
  if (position < firstKept(remains) || isDecidedIn(remains, position)) return false;
  return lastDecided(remains) > position;
}

function isDecidedIn(remains: Remains, position: number): boolean {
  return (positionIn(remains, position)?.decided ?? null) !== null;
}

// A map of records never changes, so its last decided instance is looked for once.
const lastDecidedOf = new WeakMap<LibraryRemains['instances'], number>();

/** The last position known decided, or -1. */
export function lastDecided(remains: Remains): number {
  if (isMultiRemains(remains)) return lastKey(remains.learner.context.decided);
  const { instances } = remains;
  let last = lastDecidedOf.get(instances);
  if (last === undefined) {
    last = lastKeyWhere(instances, ({ learner }) => learner.context.value !== null);
    lastDecidedOf.set(instances, last);
  }
  return last;
}

/** What the service above a server has made of the log, and how far; null for a server without one. */
export function serviceOf(state: ServerState | null | undefined): ServiceReading | null {
  if (!state) return null;
  return (isMulti(state) ? state.service : state.replica?.context) ?? null;
}

/** The same, also of a server that is down: what its disk kept. */
export function serviceLeft({ state, disk }: Node<ServerState>): ServiceReading | null {
  if (state) return serviceOf(state);
  const kept = disk as { replica?: ReplicaState; service?: ServiceState } | null;
  return kept?.service ?? kept?.replica?.context ?? null;
}

/** `applied`: the last position executed; below the first one for none. */
export type ServiceReading = KvState & { readonly applied: number };

/** The positions of which a step may have changed what a server holds, rising. */
export function positionsTouched(step: Observed, server: number): readonly number[] {
  const [was, is] = [stateIn(step.before, server), stateIn(step.after, server)];
  if (is && isMulti(is)) return slotsChanged(was && isMulti(was) ? was : null, is);
  const seq = instanceTouched(step);
  return seq === null ? startedBy(step, server) : [seq];
}

/** The slots in which a leader asks for something, or counts votes, as it did not before, rising. */
export function positionsAsked({ before, after }: Observed, server: number): readonly number[] {
  const [was, is] = [stateIn(before, server), stateIn(after, server)];
  if (!is || !isMulti(is)) return [];
  const asked = was && isMulti(was) ? was.leader.context.proposals : NONE;
  return changedKeys(asked, is.leader.context.proposals);
}

export function stateIn(world: Observed['after'], server: number): ServerState | null {
  return world.nodes[server - 1]?.state ?? null;
}

/** The slots in which two records differ by a vote or by a decision, rising. */
export function slotsChanged(was: MultiRecords | null, is: MultiRecords): readonly number[] {
  const before = was ?? EMPTY;
  const voted = changedKeys(before.acceptor.context.accepted, is.acceptor.context.accepted);
  const learned = changedKeys(before.learner.context.decided, is.learner.context.decided);
  if (voted.length === 0 || learned.length === 0) return voted.length === 0 ? learned : voted;
  return [...new Set([...voted, ...learned])].sort((a, b) => a - b);
}

const NONE: IntMap<never> = { size: 0, chunks: [] };
const EMPTY = {
  acceptor: { context: { accepted: NONE } },
  learner: { context: { decided: NONE } },
};

/** The instances that a replica's own calls of Start touched: those whose proposer has another ballot now. */
function startedBy({ before, after, outcome }: Observed, server: number): number[] {
  const seqs = outcome.explanations.flatMap(({ rule, because: { seq } }) =>
    rule === 'proposer.start' && typeof seq === 'number' ? [seq] : [],
  );
  const [was, is] = [stateIn(before, server), stateIn(after, server)];
  return seqs.filter((seq) => rolesAt(was, seq) !== rolesAt(is, seq));
}

/** The three roles of a library's peer in one instance. */
export function rolesAt(state: ServerState | null | undefined, seq: number): Instance | undefined {
  return state && !isMulti(state) ? getAt(state.instances, seq) : undefined;
}

/** Whether the server is driving this position towards a decision. */
export function isProposingIn(state: ServerState, position: number): boolean {
  if (isMulti(state)) {
    const asked = getAt(state.leader.context.proposals, position);
    return asked !== undefined && statusIn(state, position).fate === 'pending';
  }
  const phase = getAt(state.instances, position)?.proposer.value;
  return phase !== undefined && phase !== 'idle' && phase !== 'decided';
}

/** Whether the server is driving anything: a crash would end that. */
export function isProposing(state: ServerState): boolean {
  if (isMulti(state)) return state.leader.value === 'leading' || state.leader.value === 'electing';
  let working = false;
  forEachAt(state.instances, (_, seq) => {
    working ||= isProposingIn(state, seq);
  });
  return working;
}
