import { describe, expect, test } from 'vitest';
import type { Actor } from '../../base/actor';
import type { Address } from '../../base/address';
import { forEachAt, setAt } from '../../base/intMap';
import {
  type ClerkState,
  clerkActor,
  identityOfKv,
  type KvMessage,
  kvServer,
  type ReplicaContext,
  type Request,
} from '../../kv';
import { identityOf, isReply } from '../../protocol/basic';
import { createKernel } from '../../sim/kernel';
import type { Post } from '../../sim/network';
import {
  type ClusterCall,
  type ClusterMessage,
  type ClusterWorld,
  isOfLibrary,
  type LibraryServer,
  type Observed,
  type ServerState,
} from '../cluster';
import { type Facts, initialFacts, observe } from '../facts';
import { judge } from '../judge';
import { serviceOf } from '../reading';
import { KEY_VALUE } from './keyValue';
import type { Violation } from './property';

// A real run, in which nothing is wrong; then one of its steps is told wrongly, and the property of that name says so.

const post: Post<ClusterMessage> = {
  identityOf: (message) =>
    isOfLibrary(message) ? identityOf(message) : identityOfKv(message as KvMessage),
  isReply: (message) => (isOfLibrary(message) ? isReply(message) : message.kind === 'reply'),
};
const kernel = createKernel(
  kvServer as unknown as Actor<ServerState, ClusterMessage, ClusterCall>,
  post,
  clerkActor(false) as unknown as Actor<ClerkState, ClusterMessage, ClusterCall>,
);

interface Told {
  readonly step: Observed;
  /** After the step. */
  readonly facts: Facts;
}

/** C1 calls S1 and C2 calls S2, by turns; everything that happened until all is quiet. */
function play(requests: readonly Request[]): Told[] {
  const told: Told[] = [];
  let facts = initialFacts(3, 2);
  let world: ClusterWorld = kernel.initial({
    servers: 3,
    clerks: 2,
    seed: 1,
    delivery: 'auto',
    storage: 'durable',
    weather: { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 },
    timerMs: {},
  });
  const happen = (event: Observed['event']) => {
    const { world: after, outcome } = kernel.step(world, event);
    const step = { before: world, event, outcome, after };
    facts = observe(facts, step);
    told.push({ step, facts });
    world = after;
  };
  for (const [i, request] of requests.entries()) {
    const call = { ...request, servers: [1 + (i % 2)] };
    happen({ at: world.now, type: 'call', node: 101 + (i % 2), request: { type: 'call', call } });
    for (let next = kernel.next(world); next; next = kernel.next(world)) happen(next);
  }
  return told;
}

const run = play([
  { op: 'append', key: 'k', value: 'x' },
  { op: 'append', key: 'k', value: 'y' },
  { op: 'get', key: 'k', value: '' },
  { op: 'get', key: 'none', value: '' },
]);

/** The step in which this server applied this instance. */
function applying(server: Address, seq: number): Told {
  const found = run.find(({ step: { before, after } }) => {
    const [was, is] = [before, after].map(
      ({ nodes }) => serviceOf(nodes[server - 1]?.state)?.applied ?? -1,
    );
    return was !== is && is === seq;
  });
  if (!found) throw new Error(`S${server} never applied ${seq}`);
  return found;
}

/** The same step, but for what the server holds after it. */
function withServer({ step, facts }: Told, change: (state: LibraryServer) => LibraryServer): Told {
  const server = step.outcome.node as Address;
  const nodes = step.after.nodes.map((node) =>
    node.address === server && node.state
      ? { ...node, state: change(node.state as LibraryServer) }
      : node,
  );
  return { step: { ...step, after: { ...step.after, nodes } }, facts };
}

/** The same step, but for what its replica holds after it. */
function withReplica(told: Told, change: (is: ReplicaContext) => Partial<ReplicaContext>): Told {
  return withServer(told, (state) => {
    const { replica } = state;
    if (!replica) return state;
    const context = { ...replica.context, ...change(replica.context) };
    return { ...state, replica: { ...replica, context } };
  });
}

/** The same step, but for the answer that it gives. */
function withAnswer({ step, facts }: Told, result: string | null): Told {
  const posted = step.outcome.posted.map(({ wire, fate }) => {
    const { message } = wire;
    return message.kind === 'reply'
      ? { fate, wire: { ...wire, message: { ...message, result } } }
      : { fate, wire };
  });
  return { step: { ...step, outcome: { ...step.outcome, posted } }, facts };
}

/** The same step, had the world been another before it. */
function cameFrom({ step, facts }: Told, before: ClusterWorld): Told {
  return { step: { ...step, before }, facts };
}

/** The same step, had what it applies stood in the log before. */
function chosenBefore({ step, facts }: Told, seq: number): Told {
  const firstInstances = facts.firstInstances.map((all) => all.map(() => seq));
  return { step, facts: { ...facts, firstInstances } };
}

/** The same step, had nothing that clerks asked for been chosen. */
function notChosen({ step, facts }: Told): Told {
  return { step, facts: { ...facts, firstInstances: facts.firstInstances.map(() => []) } };
}

/** The same step, had nobody learned anything. */
function notLearned({ step, facts }: Told): Told {
  let { instances } = facts;
  forEachAt(facts.instances, (known, seq) => {
    instances = setAt(instances, seq, { ...known, learned: [] });
  });
  return { step, facts: { ...facts, instances } };
}

/** The step in which this call of this clerk returned. */
function returning(clerk: number, id: number): Told {
  const found = run.find(({ facts: { calls } }) =>
    calls.some((call) => call.clerk === 100 + clerk && call.id === id && call.returnedAt !== null),
  );
  if (!found) throw new Error(`C${clerk}.${id} never returned`);
  return found;
}

/** The same step, but for what the latest of all calls returned. */
function withResult({ step, facts }: Told, result: string): Told {
  const calls = facts.calls.map((call, i) => {
    return i === facts.calls.length - 1 ? { ...call, result } : call;
  });
  return { step, facts: { ...facts, calls } };
}

/** What the judge of a run says of the step. */
const judgedToo = ({ step, facts }: Told): string[] =>
  judge([], step, facts)
    .map(({ property }) => property)
    .filter((id) => KEY_VALUE.some((property) => property.id === id));

const broken = ({ step, facts }: Told): string[] =>
  KEY_VALUE.filter((property) => property.judge(step, facts) !== null).map(({ id }) => id);

const withDone = (told: Told, seq: number) =>
  withServer(told, (peer) => ({
    ...peer,
    done: peer.done.with(peer.servers.indexOf(peer.self), seq),
  }));

test('nothing is wrong with the run as it was', () => {
  let violations: readonly Violation[] = [];
  for (const { step, facts } of run) violations = judge(violations, step, facts);
  expect(violations).toEqual([]);
  expect(run.length).toBeGreaterThan(50);
});

test('each says in one sentence what it wants', () => {
  expect(KEY_VALUE.map(({ id }) => id)).toEqual([
    'KV-prefix',
    'KV-fold',
    'KV-at-most-once',
    'KV-response',
    'KV-majority',
    'KV-done-applied',
    'LIB-done-sane',
    'KV-memory',
    'KV-linearizable',
  ]);
  for (const { says } of KEY_VALUE) expect(says).toMatch(/^[A-Z][^.]*\.$/);
});

describe('each fails for a wrong step of its own:', () => {
  test.each<[property: string, wrong: string, told: Told, ...also: string[]]>([
    [
      'KV-prefix',
      'a replica applies an instance before anything is chosen there (BL-37)',
      withReplica(applying(1, 1), () => ({ applied: 3 })),
    ],
    [
      'KV-prefix',
      'a replica applies what others have not chosen at all',
      { ...applying(1, 0), facts: initialFacts(3, 2) },
      'KV-majority',
      'LIB-done-sane',
    ],
    [
      'KV-prefix',
      'a replica goes back in its log',
      cameFrom(
        withReplica(applying(1, 0), () => ({})),
        applying(1, 1).step.after,
      ),
    ],
    [
      'KV-fold',
      'an append counts twice (BL-33)',
      withReplica(applying(2, 1), () => ({ database: [['k', 'xyy']] })),
    ],
    [
      'KV-fold',
      'an append is left out',
      withReplica(applying(2, 1), () => ({ database: [['k', 'x']] })),
    ],
    [
      'KV-fold',
      'an operation is applied and the table does not know it (BL-35)',
      withReplica(applying(3, 1), ({ sessions }) => ({ sessions: sessions.slice(0, 1) })),
    ],
    [
      'KV-fold',
      'a get is remembered with another value',
      withReplica(applying(3, 2), ({ sessions }) => ({
        sessions: sessions.map((s) => (s.clerk === 101 ? { ...s, result: 'x' } : s)),
      })),
    ],
    ['KV-response', 'a get is answered with an old value (BL-31)', withAnswer(applying(1, 2), 'x')],
    ['KV-response', 'an absent key is answered with a value', withAnswer(applying(2, 3), 'xy')],
    [
      'KV-done-applied',
      'a replica says Done of what it has not applied (BL-37)',
      withDone(applying(1, 1), 2),
      'LIB-done-sane',
    ],
    [
      'KV-at-most-once',
      'an append that stands in the log before counts again (BL-33, BL-34)',
      chosenBefore(applying(2, 1), 0),
      'KV-fold',
    ],
    [
      'KV-majority',
      'a get is answered that nobody agreed on (BL-31)',
      notChosen(applying(1, 2)),
      'KV-fold',
    ],
    [
      'LIB-done-sane',
      'a replica says Done of what it has applied and not learned',
      notLearned(applying(1, 1)),
    ],
    [
      'KV-memory',
      'a replica keeps every answer (BL-40)',
      withReplica(applying(2, 1), ({ sessions }) => ({
        sessions: [...sessions, { clerk: 101, id: 0, result: 'x' }],
      })),
      'KV-fold',
    ],
    ['KV-linearizable', 'a get returns what was never written', withResult(returning(1, 2), 'z')],
  ])('%s: %s', (property, _wrong, told, ...also) => {
    expect(broken(told).sort()).toEqual([property, ...also].sort());
    expect(judgedToo(told)).toEqual(broken(told));
  });

  test('KV-response: an operation is answered that was decided and not applied (BL-32)', () => {
    const { step, facts } = applying(1, 0);
    const answered = { step: { ...step, after: step.before }, facts };
    expect(broken(answered)).toEqual(['KV-response']);
  });
});

describe('and is content with what only looks wrong:', () => {
  test('an answer that a later call of the same clerk has pushed out of the table', () => {
    const told = withReplica(applying(1, 0), ({ sessions }) => ({
      sessions: sessions.map((session) => ({ ...session, id: session.id + 1 })),
    }));
    expect(broken(told)).not.toContain('KV-response');
  });

  test('sessions in another order', () => {
    const told = withReplica(applying(3, 1), ({ sessions }) => ({
      sessions: sessions.toReversed(),
    }));
    expect(broken(told)).toEqual([]);
  });

  test('a step of a clerk, and a server that is not there', () => {
    const { step, facts } = applying(1, 0);
    for (const node of [null, 101]) {
      expect(broken({ step: { ...step, outcome: { ...step.outcome, node } }, facts })).toEqual([]);
    }
  });
});

test('an operation chosen in two instances counts in the first one', () => {
  const { step, facts } = applying(2, 1);
  const first = facts.firstInstances.map((instances) => instances.slice());
  expect(first).toEqual([[0], [1]]);
  // Had C2's append stood in instance 0 before, applying it again here would be wrong.
  const earlier = { ...facts, firstInstances: [[0], [0]] };
  expect(broken({ step, facts: earlier })).toEqual(['KV-fold', 'KV-at-most-once']);
});
