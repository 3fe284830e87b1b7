import type { Because } from '../../base/actor';
import { isMulti, type LeaderServer, type Observed } from '../cluster';
import type { Facts } from '../facts';
import { type MultiRemains, positionsAsked, remainsOf, slotsChanged, stateIn } from '../reading';
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

/** The properties of one step ask for the same scene one after the other: it is made once. */
let latest: { step: Observed; facts: Facts; scene: LeaderScene | null } | null = null;

function sceneAt(step: Observed, facts: Facts): LeaderScene | null {
  if (latest?.step !== step || latest.facts !== facts)
    latest = { step, facts, scene: sceneOf(step, facts) };
  return latest.scene;
}

/** How a property of one server is judged. */
interface Rules {
  concerns(scene: LeaderScene): boolean;
  judge(scene: LeaderScene): Because | null;
  readonly prove?: Property['prove'];
}

/** A property of the one server of Multi-Paxos whose handler ran. */
export function perLeaderServer(
  about: Omit<About, 'protocols' | 'scope' | 'of'> & Partial<Pick<About, 'scope'>>,
  { concerns, judge, prove }: Rules,
): Property {
  return {
    scope: 'server',
    ...about,
    protocols: ['multi'],
    of: 'server',
    concerns(step, facts) {
      const scene = sceneAt(step, facts);
      return scene !== null && concerns(scene);
    },
    judge(step, facts) {
      const scene = sceneAt(step, facts);
      const broken = scene && judge(scene);
      return broken ? { server: scene.server, ...broken } : null;
    },
    ...(prove && { prove }),
  };
}

/** Whether it sends a message of one of these kinds. */
export function posts({ step }: LeaderScene, kinds: readonly string[]): boolean {
  return step.outcome.posted.some(({ wire }) => kinds.includes(wire.message.kind));
}
