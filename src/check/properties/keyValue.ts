import type { Because } from '../../base/actor';
import { type Json, sameJson } from '../../base/json';
import { applyOperation, type KvState, readOperation } from '../../kv';
import { ownDone } from '../../protocol/basic';
import type { Value } from '../../protocol/value';
import { isMulti, type Observed, type ServerState } from '../cluster';
import { type Facts, factsOf, firstInstanceOf } from '../facts';
import { type ServiceReading, serviceOf, stateIn } from '../reading';
import type { Property } from './property';

interface ReplicaScene {
  readonly server: number;
  readonly peer: ServerState;
  readonly is: ServiceReading;
  /** Null at a start. */
  readonly was: ServiceReading | null;
}

/** A property of the one replica whose handler ran. */
function perReplica(
  id: string,
  says: string,
  judge: (scene: ReplicaScene, facts: Facts, step: Observed) => Because | null,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      const server = step.outcome.node;
      const peer = server === null ? null : stateIn(step.after, server);
      const is = serviceOf(peer);
      if (!peer || !is || server === null) return null;
      const was = serviceOf(stateIn(step.before, server));
      const broken = judge({ server, peer, is, was }, facts, step);
      return broken ? { server, ...broken } : null;
    },
  };
}

/**
 * The map worked out beside the replica and in another way: an operation counts where it first stands in the log, which
 * the facts know, and nowhere else; the replica itself knows only each clerk's last answer.
 */
function refold({ was, peer }: ReplicaScene, values: readonly Value[], facts: Facts): KvState {
  const before = was as ServiceReading;
  const appendAnswer = isMulti(peer) ? 'value' : 'nothing';
  let state: KvState = before;
  values.forEach((value, i) => {
    const operation = readOperation(value);
    const seq = before.applied + 1 + i;
    if (operation && firstInstanceOf(facts, operation) === seq)
      state = applyOperation(state, operation, appendAnswer);
  });
  return state;
}

/** The values of the instances that this step applied; null where one is not known chosen. */
function appliedValues({ was, is }: ReplicaScene, facts: Facts): (Value | null)[] {
  const from = (was?.applied ?? is.applied) + 1;
  return Array.from(
    { length: is.applied + 1 - from },
    (_, i) => factsOf(facts, from + i).chosen[0]?.value ?? null,
  );
}

export const appliedInOrder = perReplica(
  'KV-prefix',
  'A replica applies what was chosen, instance after instance, and leaves none out.',
  (scene, facts) => {
    const { was, is } = scene;
    if (was && is.applied < was.applied) return { applied: is.applied, before: was.applied };
    const missing = appliedValues(scene, facts).indexOf(null);
    return missing < 0 ? null : { seq: (was?.applied ?? -1) + 1 + missing };
  },
);

export const mapIsTheLog = perReplica(
  'KV-fold',
  'A replica’s map is what the log says, each operation counted once.',
  (scene, facts) => {
    const { was, is } = scene;
    const values = appliedValues(scene, facts);
    if (!was || values.length === 0 || values.includes(null)) return null;
    const expected = refold(scene, values as Value[], facts);
    const same =
      sameJson(expected.database, is.database) && sameJson(byClerk(expected), byClerk(is));
    return same ? null : { applied: is.applied, expected: expected.database, found: is.database };
  },
);

const byClerk = ({ sessions }: KvState): Json =>
  [...sessions].sort((a, b) => a.clerk - b.clerk) as unknown as Json;

export const answersAreApplied = perReplica(
  'KV-response',
  'A replica answers a call only with what applying the log gave it.',
  ({ is }, _facts, { outcome }) => {
    for (const { wire } of outcome.posted) {
      const { message, to } = wire;
      if (message.kind !== 'reply') continue;
      const session = is.sessions.find(({ clerk }) => clerk === to);
      // A later operation of the same clerk, applied in the same look, has taken the answer's place in the table.
      const overtaken = session !== undefined && session.id > message.id;
      const right = overtaken || (session?.id === message.id && session.result === message.result);
      if (!right)
        return {
          clerk: to,
          id: message.id,
          answered: message.result,
          applied: session?.result ?? null,
        };
    }
    return null;
  },
);

export const doneIsApplied = perReplica(
  'KV-done-applied',
  'A replica says Done only of what it has applied.',
  ({ peer, is }) => {
    if (isMulti(peer)) return null;
    const done = ownDone(peer);
    return done > is.applied ? { done, applied: is.applied } : null;
  },
);

export const KEY_VALUE: readonly Property[] = [
  appliedInOrder,
  mapIsTheLog,
  answersAreApplied,
  doneIsApplied,
];
