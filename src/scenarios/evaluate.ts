import { addressOf, CLERK_BASE } from '../base/address';
import { historyOf } from '../check/calls';
import { type ClusterWorld, isMulti, type ServerState } from '../check/cluster';
import type { Facts } from '../check/facts';
import { goesBy } from '../check/judge';
import { checkHistory } from '../check/linearizability/check';
import type { Violation } from '../check/properties/property';
import {
  executedIn,
  firstKept,
  isHole,
  lastHeard,
  positionIn,
  serviceOf,
  slotStatusIn,
  statusIn,
} from '../check/reading';
import { lookUp, NO_OP } from '../kv';
import type { Status } from '../protocol/basic';
import { isLeading } from '../protocol/multi';
import { appendsAreOrdered, haveSameResults, longestWait } from './evaluateClients';
import type { Allowed, Condition, NumberTest, PeerName } from './format';
import { bytesHeld, recordsHeld } from './holdings';

/** What a condition is judged on: the world, the verdicts so far, and how often each watched message was sent. */
export interface Evidence {
  readonly world: ClusterWorld;
  readonly facts: Facts;
  readonly violations: readonly Violation[];
  /** Messages sent so far that a `sent` condition of this script speaks of. */
  sentCount(condition: NonNullable<Condition['sent']>): number;
}

/** Whether every key of the condition holds. Crashed peers know nothing: they count for no decision. */
export function holds(condition: Condition, evidence: Evidence): boolean {
  return JUDGES.every((judge) => judge(condition, evidence));
}

type Judge = (condition: Condition, evidence: Evidence) => boolean;

const JUDGES: readonly Judge[] = [
  ({ decided }, { world }) => !decided || decidedHolds(decided, world),
  ({ status }, { world }) => !status || statusHolds(status, world),
  ({ min }, { world }) => !min || numberHolds(min.test, ask(world, min.peer, firstKept)),
  ({ max }, { world }) => !max || numberHolds(max.test, ask(world, max.peer, lastHeard)),
  ({ slot }, { world }) => !slot || slotHolds(slot, world),
  ({ hole }, { world }) =>
    !hole || ask(world, hole.peer, (state) => isHole(state, hole.slot)) === true,
  ({ leader }, { world }) => leader === undefined || leaderHolds(leader, world),
  ({ executed }, { world }) =>
    !executed || numberHolds(executed.test, ask(world, executed.peer, executedIn)),
  ({ kv }, { world }) => !kv || kvHolds(kv, world),
  ({ result }, { facts }) => !result || resultHolds(result, facts),
  ({ waiting }, { world }) => !waiting || waiting.value === isWaiting(world, waiting.clerk),
  ({ linearizable }, { facts }) =>
    linearizable === undefined || linearizable === isLinearizable(facts),
  ({ records }, { world }) =>
    !records || numberHolds(records.test, ask(world, records.peer, recordsHeld)),
  ({ bytes }, { world }) => !bytes || numberHolds(bytes.test, bytesOf(world, bytes.peers)),
  ({ waited }, { facts, world }) =>
    !waited || numberHolds(waited.test, longestWait(facts, world.now, waited.clerk)),
  ({ sameResults }, { facts, world }) =>
    !sameResults || haveSameResults(facts, sameResults, world.clerks.length),
  ({ appended }, { facts }) => !appended || appendsAreOrdered(facts, appended.key),
  ({ sent }, evidence) => !sent || numberHolds(sent.count, evidence.sentCount(sent)),
  ({ safe }, { violations }) => safe === undefined || safe === (violations.length === 0),
  ({ violated }, { violations }) =>
    !violated || violations.some(({ property }) => goesBy(property, violated)),
  ({ all }, evidence) => !all || all.every((part) => holds(part, evidence)),
  ({ any }, evidence) => !any || any.some((part) => holds(part, evidence)),
  ({ not }, evidence) => !not || !holds(not, evidence),
];

function peerOf(world: ClusterWorld, name: PeerName): ServerState | null {
  return world.nodes[(addressOf(name) ?? 0) - 1]?.state ?? null;
}

/** What a server that is up says; undefined for one that is down. */
function ask<T>(
  world: ClusterWorld,
  name: PeerName,
  question: (state: ServerState) => T | null,
): T | undefined {
  const state = peerOf(world, name);
  return state ? (question(state) ?? undefined) : undefined;
}

/** Of all these servers together; undefined while one of them is down. */
function bytesOf(world: ClusterWorld, names: readonly PeerName[]): number | undefined {
  const held = names.map((name) => ask(world, name, bytesHeld));
  return held.reduce<number | undefined>(
    (sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
}

/** A no-op counts as no command. */
function slotHolds(
  { peer, slot, is, allowed }: NonNullable<Condition['slot']>,
  world: ClusterWorld,
): boolean {
  const state = peerOf(world, peer);
  if (!state || slotStatusIn(state, slot) !== is) return false;
  const held = positionIn(state, slot);
  const command = held?.decided ?? held?.vote?.value ?? null;
  return allowed === undefined || allowed.includes(command === NO_OP ? null : command);
}

/** Exactly that server believes itself leader, or nobody does. */
function leaderHolds(leader: PeerName | null, { nodes }: ClusterWorld): boolean {
  const leading = nodes.filter(({ state }) => state && isMulti(state) && isLeading(state));
  const expected = leader === null ? [] : [addressOf(leader)];
  return (
    leading.length === expected.length && leading.every(({ address }) => expected.includes(address))
  );
}

function kvHolds(
  { peer, key, allowed }: NonNullable<Condition['kv']>,
  world: ClusterWorld,
): boolean {
  const service = serviceOf(peerOf(world, peer));
  return service !== null && allowed.includes(lookUp(service.database, key));
}

/** A get that found nothing returned null; what is answered with nothing returned '' and null alike. */
function resultHolds(
  { clerk, nth, allowed }: NonNullable<Condition['result']>,
  { calls }: Facts,
): boolean {
  const address = addressOf(clerk);
  const own = calls.filter((call) => call.clerk === address);
  const call = own[(nth ?? own.length) - 1];
  if (!call || call.returnedAt === null) return false;
  if (call.op !== 'get' && !call.result) return allowed.includes('') || allowed.includes(null);
  return allowed.includes(call.result);
}

function isWaiting(world: ClusterWorld, name: string): boolean {
  const clerk = world.clerks[(addressOf(name) ?? 0) - CLERK_BASE - 1]?.state?.context;
  return clerk !== undefined && clerk.operation !== null;
}

// A history never changes, and to judge one can be a long search.
const judged = new WeakMap<Facts['calls'], boolean>();

function isLinearizable({ calls }: Facts): boolean {
  const known = judged.get(calls);
  if (known !== undefined) return known;
  const verdict = checkHistory(historyOf(calls)).verdict === 'linearizable';
  judged.set(calls, verdict);
  return verdict;
}

function numberHolds({ is, atLeast, atMost }: NumberTest, actual: number | undefined): boolean {
  if (actual === undefined) return false;
  return (
    (is === undefined || actual === is) &&
    (atLeast === undefined || actual >= atLeast) &&
    (atMost === undefined || actual <= atMost)
  );
}

const isAllowed = (allowed: Allowed | undefined, value: string) =>
  allowed === undefined || allowed.includes(value);

/** The lab's ndecided: as many peers as asked know a decision, and no two know different ones. */
function decidedHolds(
  { seq, peers, allowed }: NonNullable<Condition['decided']>,
  world: ClusterWorld,
): boolean {
  const known = world.nodes
    .map(({ state }) => (state ? statusIn(state, seq) : null))
    .filter((status): status is Extract<Status, { fate: 'decided' }> => status?.fate === 'decided');
  const values = new Set(known.map(({ value }) => value));
  if (values.size > 1) return false;
  return numberHolds(peers, known.length) && known.every(({ value }) => isAllowed(allowed, value));
}

function statusHolds(
  { peer, seq, is, allowed }: NonNullable<Condition['status']>,
  world: ClusterWorld,
): boolean {
  const state = peerOf(world, peer);
  if (!state) return false;
  const status = statusIn(state, seq);
  return status.fate === is && (status.fate !== 'decided' || isAllowed(allowed, status.value));
}
