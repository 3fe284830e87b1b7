import { addressOf, CLERK_BASE } from '../base/address';
import { forEachAt, getAt, lastKey } from '../base/intMap';
import { historyOf } from '../check/calls';
import type { ClusterWorld, ServerState } from '../check/cluster';
import type { Facts } from '../check/facts';
import { checkHistory } from '../check/linearizability/check';
import type { Violation } from '../check/properties/property';
import { lookUp } from '../kv';
import { type Peer, type Status, statusOf } from '../protocol/basic';
import type { Allowed, Condition, NumberTest, PeerName } from './format';

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
  ({ min }, { world }) => !min || numberHolds(min.test, peerOf(world, min.peer)?.min),
  ({ max }, { world }) => !max || numberHolds(max.test, peerOf(world, max.peer)?.max),
  ({ hole }, { world }) => !hole || isHole(peerOf(world, hole.peer), hole.slot),
  ({ executed }, { world }) =>
    !executed || numberHolds(executed.test, replicaOf(world, executed.peer)?.applied),
  ({ kv }, { world }) => !kv || kvHolds(kv, world),
  ({ result }, { facts }) => !result || resultHolds(result, facts),
  ({ waiting }, { world }) => !waiting || waiting.value === isWaiting(world, waiting.clerk),
  ({ linearizable }, { facts }) =>
    linearizable === undefined || linearizable === isLinearizable(facts),
  ({ records }, { world }) =>
    !records || numberHolds(records.test, peerOf(world, records.peer)?.instances.size),
  ({ bytes }, { world }) => !bytes || numberHolds(bytes.test, bytesHeld(peerOf(world, bytes.peer))),
  ({ sent }, evidence) => !sent || numberHolds(sent.count, evidence.sentCount(sent)),
  ({ safe }, { violations }) => safe === undefined || safe === (violations.length === 0),
  ({ violated }, { violations }) =>
    !violated || violations.some(({ property }) => property === violated),
  ({ all }, evidence) => !all || all.every((part) => holds(part, evidence)),
  ({ any }, evidence) => !any || any.some((part) => holds(part, evidence)),
  ({ not }, evidence) => !not || !holds(not, evidence),
];

function peerOf(world: ClusterWorld, name: PeerName): ServerState | null {
  return world.nodes[(addressOf(name) ?? 0) - 1]?.state ?? null;
}

const replicaOf = (world: ClusterWorld, name: PeerName) =>
  peerOf(world, name)?.replica?.context ?? null;

function kvHolds(
  { peer, key, allowed }: NonNullable<Condition['kv']>,
  world: ClusterWorld,
): boolean {
  const replica = replicaOf(world, peer);
  return replica !== null && allowed.includes(lookUp(replica.database, key));
}

/** A get that found nothing returned null; a put and an append return nothing, which is '' and null alike. */
function resultHolds(
  { clerk, nth, allowed }: NonNullable<Condition['result']>,
  { calls }: Facts,
): boolean {
  const address = addressOf(clerk);
  const own = calls.filter((call) => call.clerk === address);
  const call = own[(nth ?? own.length) - 1];
  if (!call || call.returnedAt === null) return false;
  if (call.op !== 'get') return allowed.includes('') || allowed.includes(null);
  return allowed.includes(call.result);
}

function isWaiting(world: ClusterWorld, name: string): boolean {
  const clerk = world.clerks[(addressOf(name) ?? 0) - CLERK_BASE - 1]?.state?.context;
  return clerk !== undefined && clerk.operation !== null;
}

const isLinearizable = ({ calls }: Facts) =>
  checkHistory(historyOf(calls)).verdict === 'linearizable';

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
    .map(({ state }) => (state ? statusOf(state, seq) : null))
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
  const status = statusOf(state, seq);
  return status.fate === is && (status.fate !== 'decided' || isAllowed(allowed, status.value));
}

/** Nothing known at `slot`, while a later one is decided here. */
export function isHole(peer: Peer | null, slot: number): boolean {
  if (!peer || statusOf(peer, slot).fate !== 'pending') return false;
  for (let seq = lastKey(peer.instances); seq > slot; seq--) {
    if (getAt(peer.instances, seq)?.learner.value === 'decided') return true;
  }
  return false;
}

/**
 * UTF-8 bytes of the values in this server's records, its database and its reply table. A value held twice in one
 * record counts once.
 */
export function bytesHeld(peer: ServerState | null): number | undefined {
  if (!peer) return undefined;
  let bytes = replicaBytes(peer);
  forEachAt(peer.instances, ({ acceptor, proposer, learner }) => {
    const { own, value, promises } = proposer.context;
    const reported = promises.map(({ vote }) => vote?.value);
    const values = new Set([
      acceptor.context.vote?.value,
      own,
      value,
      learner.context.value,
      ...reported,
    ]);
    for (const text of values) if (text) bytes += utf8Length(text);
  });
  return bytes;
}

function replicaBytes({ replica }: ServerState): number {
  if (!replica) return 0;
  const { database, sessions } = replica.context;
  const texts = [...database.map(([, value]) => value), ...sessions.map(({ result }) => result)];
  return texts.reduce((sum, text) => sum + (text ? utf8Length(text) : 0), 0);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
