import { describe, expect, test } from 'vitest';
import { keyedHash } from '../../base/dice';
import { emptyIntMap, forEachAt, type IntMap, lastKey, setAt } from '../../base/intMap';
import type { Json } from '../../base/json';
import {
  DEFAULT_SETTINGS,
  MULTI_WRONG_RULES,
  multiPeer,
  wrongMultiPeer,
} from '../../protocol/multi';
import type { Vote } from '../../protocol/vote';
import { POST } from './multiMutants.testkit';
import { idsOf, kernelOf, Witness, worldOf } from './mutants.testkit';

// Servers of Multi-Paxos with one wrong rule each, and a right one, in storms in which leaders come and go.

type Server = ReturnType<typeof multiPeer>;
type State = Parameters<Server['receive']>[0];
type Message = Parameters<Server['receive']>[2];

const right = multiPeer();
const LATE_REJECTIONS = MULTI_WRONG_RULES.filter(({ id }) => id === 'late-rejections');

const RUNS = 40;
const HANDS = 30;

/** What is violated in any of many runs of a cluster of such servers; looked for until all that is wanted is found. */
function violatedBy(server: Server, servers: number, wanted: readonly string[] = ['']): string[] {
  const kernel = kernelOf(server, POST);
  const all = new Set<string>();
  for (let seed = 0; seed < RUNS && !wanted.every((id) => all.has(id)); seed++) {
    const run = new Witness(kernel, worldOf(kernel, { servers, seed }));
    for (let i = 0; i < HANDS; i++) {
      const pick = keyedHash('hand', seed, i);
      run.rest(5 + (pick % 20));
      strike(run, pick >>> 8, `v${i}`);
    }
    for (const id of idsOf(run.violations)) all.add(id);
  }
  return [...all];
}

/** Some hand at some server; whoever leads gets a new command each time. */
function strike(run: Witness, pick: number, value: string): void {
  const { nodes, cuts } = run.world;
  const down = nodes.find(({ status }) => status === 'crashed')?.address;
  const up = nodes.filter(({ status }) => status === 'up').map(({ address }) => address);
  for (const node of up) run.act({ type: 'call', node, request: { type: 'propose', value } });
  const node = up[pick % up.length] as number;
  const groups = [[node], up.filter((other) => other !== node)];
  const blow = (pick >>> 4) % 6;
  if (blow > 1) elect(run, node);
  else if (blow === 1) run.act(cuts.length > 0 ? { type: 'heal' } : { type: 'partition', groups });
  else run.act(down ? { type: 'restart', node: down } : { type: 'crash', node });
}

/** Its heartbeat checks, too early: it hears of no leader, and runs itself. */
function elect(run: Witness, node: number): void {
  for (let i = 0; i < 3; i++) {
    const timer = run.world.timers.find((t) => t.node === node && t.name === 'heartbeatCheck');
    if (timer) run.act({ type: 'fire', node, timer: timer.name });
  }
}

/** The server, but before each message it receives it is made another, and the message too. */
function wrong(
  change: (state: State, message: Message) => { state?: State; message?: Message },
): Server {
  return {
    ...right,
    receive(state, from, message) {
      const changed = change(state, message);
      return right.receive(changed.state ?? state, from, changed.message ?? message);
    },
  };
}

const withAcceptor = (state: State, context: Partial<State['acceptor']['context']>): State => ({
  ...state,
  acceptor: { ...state.acceptor, context: { ...state.acceptor.context, ...context } },
});
const withLeader = (state: State, context: Partial<State['leader']['context']>): State => ({
  ...state,
  leader: { ...state.leader, context: { ...state.leader.context, ...context } },
});

/** Its leader sees no reports of others. */
const deafToReports = wrong((_, message) =>
  message.kind === 'p1b'
    ? { message: { ...message, accepted: emptyIntMap(), decided: emptyIntMap() } }
    : {},
);

/** Its leader takes the lowest ballot reported for the highest. */
const upsideDown = wrong((_, message) =>
  message.kind === 'p1b' ? { message: { ...message, accepted: turned(message.accepted) } } : {},
);

function turned(votes: IntMap<Vote>): IntMap<Vote> {
  let all = emptyIntMap<Vote>();
  forEachAt(votes, ({ ballot: { round, server }, value }, slot) => {
    all = setAt(all, slot, { ballot: { round: 1_000 - round, server }, value });
  });
  return all;
}

/** Its acceptor votes in whatever ballot it is asked. */
const obliging = wrong((state, message) =>
  message.kind === 'p2a' && state.acceptor.context.ballot
    ? { state: withAcceptor(state, { ballot: message.ballot }) }
    : {},
);

/** Its acceptor forgets what it has cleared. */
const reviving = wrong((state, message) =>
  message.kind === 'p2a' ? { state: withAcceptor(state, { cleared: 0 }) } : {},
);

/** Its leader believes that all have executed what a majority has. */
const hasty = wrong((state, message) => {
  if (message.kind !== 'heartbeat-reply') return {};
  const { executedBy, servers } = state.leader.context;
  const others = executedBy.toSorted((a, b) => b - a)[Math.floor(servers.length / 2) - 1] ?? 0;
  return { state: withLeader(state, { executedBy: executedBy.map((n) => Math.max(n, others)) }) };
});

/** Its learner takes the last slot that it knows for the last that it may execute. */
const leaping: Server = {
  ...right,
  receive(state, from, message) {
    const step = right.receive(state, from, message);
    const { learner } = step.state;
    const executed = Math.max(learner.context.executed, lastKey(learner.context.decided));
    const context = { ...learner.context, executed };
    return { ...step, state: { ...step.state, learner: { ...learner, context } } };
  },
};

/** One promise is enough for it: its own. The others it makes up itself. */
const selfAppointed: Server = {
  ...right,
  timeout(state, name) {
    const step = right.timeout(state, name);
    const { ballot, servers, self } = step.state.leader.context;
    if (step.state.leader.value !== 'electing' || !ballot) return step;
    return servers
      .filter((other) => other !== self)
      .reduce((present, from) => {
        const none = { accepted: emptyIntMap<never>(), decided: emptyIntMap<never>(), cleared: 0 };
        const promise = { kind: 'p1b', ballot, promised: ballot, ...none, attempt: 0 } as const;
        const next = right.receive(present.state, from, promise);
        return { state: next.state, effects: [...present.effects, ...next.effects] };
      }, step);
  },
};

/** Its disk keeps its log, and nothing of its promises and votes. */
const forgetful: Server = {
  ...right,
  durable(state) {
    const acceptor = withAcceptor(state, { ballot: null, accepted: emptyIntMap() }).acceptor;
    return { ...(right.durable(state) as object), acceptor, seen: null } as unknown as Json;
  },
};

describe('a wrong server is found out:', () => {
  test.each<[string, string[], Server, number]>([
    [
      'that counts late rejections (BL-41)',
      ['MP-vote-match', 'SD-learned-chosen'],
      wrongMultiPeer(DEFAULT_SETTINGS, LATE_REJECTIONS),
      5,
    ],
    [
      'that ignores what P1Bs report (BL-45)',
      ['MP-merge', 'MP-safe-command', 'SD-future', 'SD-agreement'],
      deafToReports,
      3,
    ],
    ['that merges with ballots upside down (BL-46)', ['MP-merge'], upsideDown, 3],
    [
      'that votes in a ballot it does not follow (BL-43)',
      ['MP-accept-guard', 'MP-ballots-rise'],
      obliging,
      3,
    ],
    ['that clears at a majority (BL-50)', ['GC-needed'], hasty, 3],
    ['that executes over holes (BL-54)', ['MP-exec-order'], leaping, 3],
    ['that revives cleared slots (BL-53)', ['GC-no-repropose'], reviving, 3],
    [
      'that leads with one promise (BL-58)',
      ['MP-quorum', 'MP-merge', 'SD-agreement'],
      selfAppointed,
      3,
    ],
    ['whose disk forgets its promises (BL-13)', ['MP-ballot-own'], forgetful, 3],
  ])('one %s', (_what, broken, server, servers) => {
    expect(violatedBy(server, servers, broken)).toEqual(expect.arrayContaining(broken));
  });

  test.each([1, 2, 3, 5])('right ones are not: %i of them', (servers) => {
    expect(violatedBy(right, servers)).toEqual([]);
  });
});
