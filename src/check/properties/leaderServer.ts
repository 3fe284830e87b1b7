import type { Because } from '../../base/actor';
import { isMulti, type LeaderServer, type Observed } from '../cluster';
import type { Facts } from '../facts';
import { type MultiRemains, remainsOf, stateIn } from '../reading';
import type { Property } from './property';

/** One step at one server of Multi-Paxos. */
export interface LeaderScene {
  readonly server: number;
  readonly is: LeaderServer;
  /** Null at a start. */
  readonly was: LeaderServer | null;
  /** What it held before, be it up or on its disk; null for a server that had nothing. */
  readonly kept: MultiRemains | null;
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
  return { server, is, was, kept, step, facts };
}

/** The properties of one step ask for the same scene one after the other: it is made once. */
let latest: { step: Observed; facts: Facts; scene: LeaderScene | null } | null = null;

function sceneAt(step: Observed, facts: Facts): LeaderScene | null {
  if (latest?.step !== step || latest.facts !== facts)
    latest = { step, facts, scene: sceneOf(step, facts) };
  return latest.scene;
}

/** A property of the one server of Multi-Paxos whose handler ran. */
export function perLeaderServer(
  id: string,
  says: string,
  judge: (scene: LeaderScene) => Because | null,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      const scene = sceneAt(step, facts);
      const broken = scene && judge(scene);
      return broken ? { server: scene.server, ...broken } : null;
    },
  };
}
