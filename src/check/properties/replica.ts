import { compareBallots } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import type { Observed, ServerState } from '../cluster';
import { type Facts, factsOf } from '../facts';
import { type ServiceReading, serviceOf, stateIn } from '../reading';
import { judgingScenes, type Rules } from './perScene';
import { type About, BOTH, type Property } from './property';

/** One step at one server with the key/value service above it. */
export interface ReplicaScene {
  readonly server: number;
  readonly peer: ServerState;
  readonly is: ServiceReading;
  /** Null at a start. */
  readonly was: ServiceReading | null;
  readonly peerBefore: ServerState | null;
  readonly step: Observed;
  /** After the step. */
  readonly facts: Facts;
}

/** A property of the one replica whose handler ran. */
export function perReplica(
  about: Omit<About, 'protocols' | 'scope' | 'of' | 'needsClerks'> &
    Partial<Pick<About, 'protocols'>>,
  rules: Rules<ReplicaScene>,
): Property {
  return {
    protocols: BOTH,
    ...about,
    needsClerks: true,
    scope: 'server',
    of: 'server',
    ...judging(rules),
  };
}

const judging = judgingScenes(sceneOf);

function sceneOf(step: Observed, facts: Facts): ReplicaScene | null {
  const server = step.outcome.node;
  const peer = server === null ? null : stateIn(step.after, server);
  const is = serviceOf(peer);
  if (!peer || !is || server === null) return null;
  const peerBefore = stateIn(step.before, server);
  return { server, peer, is, was: serviceOf(peerBefore), peerBefore, step, facts };
}

/** The values of the positions after `was` up to `is`; null where one is not known chosen. */
export function valuesBetween(was: number, is: number, facts: Facts): (Value | null)[] {
  return Array.from({ length: Math.max(0, is - was) }, (_, i) => {
    return choiceAt(facts, was + 1 + i);
  });
}

/** What is chosen there; of several values that of the lowest ballot, whichever came first. */
function choiceAt(facts: Facts, position: number): Value | null {
  const { chosen } = factsOf(facts, position);
  let [lowest] = chosen;
  for (const choice of chosen)
    if (compareBallots(choice.ballot, lowest?.ballot ?? null) < 0) lowest = choice;
  return lowest?.value ?? null;
}

/** Those of the positions that this step applied. */
export function appliedValues({ was, is, facts }: ReplicaScene): (Value | null)[] {
  return valuesBetween(was?.applied ?? is.applied, is.applied, facts);
}

export const applies = ({ is, was }: ReplicaScene) => is.applied !== was?.applied;

/** The step answers a clerk. */
export const answers = ({ step }: ReplicaScene) =>
  step.outcome.posted.some(({ wire }) => wire.message.kind === 'reply');
