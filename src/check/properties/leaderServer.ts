import { isMulti, type LeaderServer, type Observed } from '../cluster';
import type { Facts } from '../facts';
import { type MultiRemains, positionsAsked, remainsOf, slotsChanged, stateIn } from '../reading';
import { judgingScenes, type Rules } from './perScene';
import type { About, Property } from './property';

/** One step at one server of Multi-Paxos. */
export interface LeaderScene {
  readonly server: number;
  readonly is: LeaderServer;
  /** Null at a start. */
  readonly was: LeaderServer | null;
  /** What it held before, be it up or on its disk; null for a server that had nothing. */
  readonly kept: MultiRemains | null;
  /** The slots in which its vote or what it knows is another than before, rising. */
  readonly changed: readonly number[];
  /** The slots in which its leader asks for something, or counts votes, as it did not before, rising. */
  readonly asks: readonly number[];
  readonly step: Observed;
  /** After the step. */
  readonly facts: Facts;
}

function sceneOf(step: Observed, facts: Facts): LeaderScene | null {
  const server = step.outcome.node;
  const is = server === null ? null : stateIn(step.after, server);
  if (server === null || !is || !isMulti(is)) return null;
  const was = stateIn(step.before, server) as LeaderServer | null;
  const node = step.before.nodes[server - 1];
  const kept = was ?? ((node && remainsOf(node)) as MultiRemains | null | undefined) ?? null;
  const [changed, asks] = [slotsChanged(kept, is), positionsAsked(step, server)];
  return { server, is, was, kept, changed, asks, step, facts };
}

const judging = judgingScenes(sceneOf);

/** A property of the one server of Multi-Paxos whose handler ran. */
export function perLeaderServer(
  about: Omit<About, 'protocols' | 'scope' | 'of'> & Partial<Pick<About, 'scope'>>,
  rules: Rules<LeaderScene>,
): Property {
  return { scope: 'server', ...about, protocols: ['multi'], of: 'server', ...judging(rules) };
}

/** Whether it sends a message of one of these kinds. */
export function posts({ step }: LeaderScene, kinds: readonly string[]): boolean {
  return step.outcome.posted.some(({ wire }) => kinds.includes(wire.message.kind));
}
