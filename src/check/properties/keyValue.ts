import { type Json, sameJson } from '../../base/json';
import { applyOperation, type KvState, lookUp, readOperation } from '../../kv';
import { ownDone } from '../../protocol/basic';
import type { Value } from '../../protocol/value';
import { isMulti, type LibraryServer } from '../cluster';
import { factsOf, firstInstanceOf } from '../facts';
import type { ServiceReading } from '../reading';
import { linearizable } from './linearizable';
import { choicesOf } from './proof';
import type { Property } from './property';
import { answers, appliedValues, applies, perReplica, type ReplicaScene } from './replica';

/**
 * The map worked out beside the replica and in another way: an operation counts where it first stands in the log, which
 * the facts know, and nowhere else; the replica itself knows only each clerk's last answer.
 */
function refold({ was, peer, facts }: ReplicaScene, values: readonly Value[]): KvState {
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

export const appliedInOrder = perReplica(
  {
    id: 'KV-prefix',
    says: 'A replica applies what was chosen, instance after instance, and leaves none out.',
  },
  {
    concerns: applies,
    judge(scene) {
      const { was, is } = scene;
      if (was && is.applied < was.applied) return { applied: is.applied, before: was.applied };
      const missing = appliedValues(scene).indexOf(null);
      return missing < 0 ? null : { seq: (was?.applied ?? -1) + 1 + missing };
    },
  },
);

const holdsAnother = ({ is, was }: ReplicaScene) =>
  was !== null && (is.database !== was.database || is.sessions !== was.sessions);

export const mapIsTheLog = perReplica(
  {
    id: 'KV-fold',
    alsoKnownAs: ['R3'],
    says: 'A replica’s map is what the log says, each operation counted once.',
  },
  {
    concerns: (scene) => applies(scene) || holdsAnother(scene),
    judge(scene) {
      const { was, is } = scene;
      if (!was || is.applied < was.applied) return null;
      const values = appliedValues(scene);
      if (values.includes(null)) return null;
      const expected = refold(scene, values as Value[]);
      const same =
        sameJson(expected.database, is.database) && sameJson(byClerk(expected), byClerk(is));
      return same ? null : { applied: is.applied, expected: expected.database, found: is.database };
    },
  },
);

const byClerk = ({ sessions }: KvState): Json =>
  [...sessions].sort((a, b) => a.clerk - b.clerk) as unknown as Json;

/** The positions applied in this step that hold an operation which stands in the log before. */
function repeats(scene: ReplicaScene) {
  const { was, facts } = scene;
  if (!was || !applies(scene)) return [];
  return appliedValues(scene).flatMap((value, i) => {
    const operation = value === null ? null : readOperation(value);
    const seq = was.applied + 1 + i;
    const first = operation ? firstInstanceOf(facts, operation) : -1;
    return operation && first >= 0 && first < seq ? [{ seq, first, operation }] : [];
  });
}

export const appliedOnce = perReplica(
  {
    id: 'KV-at-most-once',
    says: 'An operation that stands in the log twice changes the map once.',
  },
  {
    concerns: (scene) => repeats(scene).length > 0,
    judge(scene) {
      const values = appliedValues(scene);
      if (values.includes(null)) return null;
      const expected = refold(scene, values as Value[]);
      const broken = repeats(scene).find(
        ({ operation: { key } }) =>
          lookUp(scene.is.database, key) !== lookUp(expected.database, key),
      );
      if (!broken) return null;
      const { seq, first, operation } = broken;
      const { clerk, id, key } = operation;
      return { seq, first, clerk, id, key, found: lookUp(scene.is.database, key) };
    },
    prove: (_step, facts, { seq, first, clerk, id }) => ({
      quorums: [...choicesOf(facts, first as number), ...choicesOf(facts, seq as number)],
      calls: [{ clerk: clerk as number, id: id as number }],
    }),
  },
);

export const answersAreApplied = perReplica(
  {
    id: 'KV-response',
    says: 'A replica answers a call only with what applying the log gave it.',
  },
  {
    concerns: answers,
    judge({ is, step }) {
      for (const { wire } of step.outcome.posted) {
        const { message, to } = wire;
        if (message.kind !== 'reply') continue;
        const session = is.sessions.find(({ clerk }) => clerk === to);
        // A later operation of the same clerk, applied in the same look, has taken the answer's place in the table.
        const overtaken = session !== undefined && session.id > message.id;
        const right =
          overtaken || (session?.id === message.id && session.result === message.result);
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
    prove: (_step, _facts, { clerk, id }) => {
      return { calls: [{ clerk: clerk as number, id: id as number }] };
    },
  },
);

export const answersAreAgreed = perReplica(
  {
    id: 'KV-majority',
    says: 'No call is answered, not even a get, before a majority has agreed on where it stands in the log.',
  },
  {
    concerns: answers,
    judge({ step, facts }) {
      for (const { wire } of step.outcome.posted) {
        const { message, to } = wire;
        if (message.kind === 'reply' && firstInstanceOf(facts, { clerk: to, id: message.id }) < 0)
          return { clerk: to, id: message.id, answered: message.result };
      }
      return null;
    },
    prove: (_step, _facts, { clerk, id }) => {
      return { calls: [{ clerk: clerk as number, id: id as number }] };
    },
  },
);

const saysDone = ({ peer, peerBefore, is, was }: ReplicaScene) =>
  !isMulti(peer) &&
  (peer.done !== (peerBefore as LibraryServer | null)?.done || is.applied !== was?.applied);

export const doneIsApplied = perReplica(
  {
    id: 'KV-done-applied',
    says: 'A replica says Done only of what it has applied.',
    protocols: ['basic'],
  },
  {
    concerns: saysDone,
    judge({ peer, is }) {
      if (isMulti(peer)) return null;
      const done = ownDone(peer);
      return done > is.applied ? { done, applied: is.applied } : null;
    },
  },
);

export const doneIsDecided = perReplica(
  {
    id: 'LIB-done-sane',
    says: 'A server is done only with instances whose decision it has learned.',
    protocols: ['basic'],
  },
  {
    concerns: saysDone,
    judge({ peer, peerBefore, server, facts }) {
      if (isMulti(peer) || !peerBefore) return null;
      const done = ownDone(peer);
      for (let seq = ownDone(peerBefore as LibraryServer) + 1; seq <= done; seq++)
        if (!factsOf(facts, seq).learned.some((one) => one.server === server)) return { seq, done };
      return null;
    },
  },
);

export const tableIsSmall = perReplica(
  {
    id: 'KV-memory',
    says: 'A replica remembers one answer a clerk, the latest, and no more.',
  },
  {
    concerns: ({ is, was }) => is.sessions !== was?.sessions,
    judge({ is, step }) {
      const { length } = is.sessions;
      const clerks = new Set(is.sessions.map(({ clerk }) => clerk));
      if (clerks.size === length && length <= step.after.clerks.length) return null;
      const twice = is.sessions.find(
        ({ clerk }, i) => is.sessions.findIndex((other) => other.clerk === clerk) < i,
      );
      return { answers: length, clerk: twice?.clerk ?? null };
    },
  },
);

/** The service (CONFORMANCE 6.3). */
export const KEY_VALUE: readonly Property[] = [
  appliedInOrder,
  mapIsTheLog,
  appliedOnce,
  answersAreApplied,
  answersAreAgreed,
  doneIsApplied,
  doneIsDecided,
  tableIsSmall,
  linearizable,
];
