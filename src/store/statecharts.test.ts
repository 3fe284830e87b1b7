import { describe, expect, test, vi } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { rolesAt } from '../check/reading';
import * as basic from '../protocol/basic';
import { RULES } from '../protocol/basic/wording';
import * as multi from '../protocol/multi';
import { acceptorRole } from '../protocol/multi/acceptor';
import { leaderRole } from '../protocol/multi/leader';
import { learnerRole } from '../protocol/multi/learner';
import { MULTI_RULES } from '../protocol/multi/wording';
import { decodeScenario, type Scenario } from '../scenarios/format';
import { createRun, type Moment } from '../scenarios/run';
import { actionsOfRule } from './actionsOfRules';
import { createBranch } from './branch';
import { roleOfRule } from './records';
import { type Chart, chartsOf, transitionsInUse } from './statecharts';
import { transitionsTaken } from './transitionsTaken';

const MACHINES = {
  basic: {
    proposer: basic.proposerMachine,
    acceptor: basic.acceptorMachine,
    learner: basic.learnerMachine,
  },
  multi: {
    leader: multi.leaderMachine,
    acceptor: multi.acceptorMachine,
    learner: multi.learnerMachine,
  },
} as const;

const ALL_CHARTS = [...chartsOf('basic'), ...chartsOf('multi')].map(
  (chart) => [chart.protocol, chart.role, chart] as const,
);

/** Rules that come along with an action which says another one, or are the mail room's. */
const IDLE: Readonly<Record<string, readonly string[]>> = {
  'multi leader': ['leader.adopt', 'leader.fillGap', 'leader.resend', 'leader.teach'],
  'multi learner': ['learner.decide', 'learner.report'],
};
const SILENT = ['begin to listen', 'listen on', 'note a sign of life'];

interface Way {
  readonly target?: string;
  readonly guard?: string;
  readonly actions?: string | readonly string[];
}

/** The machine's table as it is written in its source: the same facts by another way. */
function written(machine: AnyStateMachine): string[] {
  const states = machine.config.states ?? {};
  return Object.entries(states).flatMap(([state, { on = {} }]) =>
    Object.entries(on).flatMap(([event, entry]) =>
      [entry as string | Way | Way[]].flat().map((way) => {
        const { target, guard, actions }: Way = typeof way === 'string' ? { target: way } : way;
        const does = [actions ?? []].flat();
        return JSON.stringify([state, event, guard ?? null, does, target ?? state]);
      }),
    ),
  );
}

describe.each(ALL_CHARTS)('the chart of %s, %s', (protocol, role, chart) => {
  const machines: Readonly<Record<string, AnyStateMachine>> = MACHINES[protocol as 'basic'];
  const machine = machines[role] as AnyStateMachine;

  test('has every state of the machine', () => {
    expect(chart.states).toEqual(Object.keys(machine.config.states ?? {}));
    expect(chart.states).toContain(chart.initial);
  });

  test('has every transition of the machine, with event, guard, actions and target', () => {
    const drawn = chart.transitions.map(({ from, event, guard, actions, to }) =>
      JSON.stringify([from, event, guard, actions, to]),
    );
    expect(drawn.toSorted()).toEqual(written(machine).toSorted());
  });

  test('gives every transition an id of its own', () => {
    expect(new Set(chart.transitions.map(({ id }) => id)).size).toBe(chart.transitions.length);
  });

  test('knows the rule of every action that says something, and an action of every rule', () => {
    const actions = new Set(chart.transitions.flatMap((transition) => transition.actions));
    const rules = Object.keys(protocol === 'basic' ? RULES : MULTI_RULES).filter(
      (rule) => roleOfRule(rule) === role || rule === 'log.clear',
    );
    const ruled = new Set(rules.flatMap((rule) => actionsOfRule(protocol, rule)));
    expect([...actions].filter((action) => !SILENT.includes(action)).toSorted()).toEqual(
      [...ruled].filter((action) => actions.has(action)).toSorted(),
    );
    const idle = rules.filter((rule) => actionsOfRule(protocol, rule).length === 0);
    expect(idle).toEqual(IDLE[`${protocol} ${role}`] ?? []);
  });
});

describe('of the leader’s policies', () => {
  const [leader] = chartsOf('multi') as readonly [Chart];
  const used = (preemption: 'wait' | 'retry' | 'backoff') => transitionsInUse(leader, preemption);
  const unused = (preemption: 'wait' | 'retry' | 'backoff') =>
    leader.transitions
      .filter((transition) => transition.guard !== null && !used(preemption).has(transition))
      .map(({ from, to, guard }) => `${from} to ${to}: ${guard}`);

  test('the others are not in use, nor what only they lead to', () => {
    expect(unused('wait')).toEqual([
      'electing to electing: ballot > any seen, policy retry',
      'electing to backing off: ballot > any seen, policy backoff',
      'leading to electing: ballot > any seen, policy retry',
      'leading to backing off: ballot > any seen, policy backoff',
      'backing off to backing off: ballot > any seen',
    ]);
    expect(unused('backoff')).toEqual([
      'electing to electing: ballot > any seen, policy retry',
      'electing to following: ballot > any seen',
      'leading to electing: ballot > any seen, policy retry',
      'leading to following: ballot > any seen',
    ]);
  });

  test('a role without policies uses all that it has', () => {
    for (const chart of [...chartsOf('basic'), ...chartsOf('multi').slice(1)])
      expect(transitionsInUse(chart, 'wait').size).toBe(chart.transitions.length);
  });
});

function scenario(cluster: object, script: readonly unknown[]): Scenario {
  const told = { protocol: 'basic', peers: 3, ...cluster };
  const decoded = decodeScenario(
    JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster: told, script }),
  );
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

const start = (peer: string, value: string, seq = 0) => ({ start: { peer, seq, value } });

/** Duels, losses, duplicates, a crash in the middle, and forgetting. */
const eventful = scenario(
  {
    peers: 5,
    seed: 11,
    timers: { retry: 15 },
    network: { delay: [1, 12], loss: 0.15, replyLoss: 0.1, duplicate: 0.2 },
  },
  [
    start('S1', 'a'),
    start('S2', 'b'),
    start('S5', 'c'),
    start('S3', 'd', 1),
    { run: 20 },
    { kill: 'S2' },
    start('S1', 'again'),
    { run: 60 },
    { restart: 'S2' },
    start('S2', 'b', 2),
    { run: 3000 },
  ],
);

describe('the transitions just taken in an instance', () => {
  const branch = createBranch(createRun(eventful));
  const moments: Moment[] = [branch.moment];
  while (moments.length < 600 && branch.forward()) moments.push(branch.moment);

  test('lead from the state before to the state after, at every event', () => {
    let moved = 0;
    for (let depth = 1; depth < moments.length; depth++) {
      const server = branch.recordAt(depth)?.node;
      // A restart reads the disk; it takes no transition.
      if (!server || branch.eventAt(depth)?.type === 'restart') continue;
      for (const seq of [0, 1, 2]) {
        const before = rolesAt(moments[depth - 1]?.world.nodes[server - 1]?.state, seq);
        const after = rolesAt(moments[depth]?.world.nodes[server - 1]?.state, seq);
        if (!after) continue;
        for (const chart of chartsOf('basic')) {
          const role = chart.role as 'proposer' | 'acceptor' | 'learner';
          const was = before?.[role].value ?? chart.initial;
          const is = after[role].value;
          const taken = transitionsTaken(chart, { server, seq }, depth, branch);
          const where = `event ${depth}, S${server}, instance ${seq}, ${role}`;
          if (was !== is) moved++;
          expect(taken.length > 0 || was === is, where).toBe(true);
          if (taken.length === 0) continue;
          expect([taken[0]?.from, taken.at(-1)?.to], where).toEqual([was, is]);
          taken.slice(1).forEach((transition, i) => {
            expect(transition.from, where).toBe(taken[i]?.to);
          });
        }
      }
    }
    expect(moved).toBeGreaterThan(30);
  });

  test('are none at another server', () => {
    const depth = moments.findIndex((_, i) => branch.recordAt(i)?.node === 1);
    const [, acceptor] = chartsOf('basic');
    expect(acceptor && transitionsTaken(acceptor, { server: 4, seq: 0 }, depth, branch)).toEqual(
      [],
    );
  });
});

// ---- a leader: the machines themselves are listened to --------------------------------------------------------------

/** One transition with an action, as the stepper saw it. */
type Step = readonly [from: string, event: string, to: string];

const ROLES = { leader: leaderRole, acceptor: acceptorRole, learner: learnerRole };

/** Runs a scenario and notes, for every event, what each machine did. */
function listen(told: Scenario, most: number) {
  const heard: Record<string, Step[]>[] = [{}];
  const spies = Object.entries(ROLES).map(([role, { step }]) =>
    vi.spyOn(ROLES[role as 'leader'], 'step').mockImplementation((state, event) => {
      const result = step(state as never, event as never);
      // A transition without an action ("is no news") is none to speak of.
      if (result.state.context !== state.context || result.effects.length > 0) {
        const steps = heard.at(-1) as Record<string, Step[]>;
        steps[role] = [...(steps[role] ?? []), [state.value, event.type, result.state.value]];
      }
      return result as never;
    }),
  );
  const branch = createBranch(createRun(told));
  for (let depth = 1; depth <= most; depth++) {
    heard.push({});
    if (!branch.forward()) break;
  }
  for (const spy of spies) spy.mockRestore();
  return { branch, heard };
}

/** Everybody is asked, as clients do: whoever leads takes it. */
const asked = (peers: number, value: string) =>
  Array.from({ length: peers }, (_, i) => ({ propose: { peer: `S${i + 1}`, value } }));

describe.each([
  ['that waits', 'wait', 3, 28],
  ['that tries again', 'retry', 3, 20],
  ['that backs off', 'backoff', 5, 40],
  ['that is alone', 'wait', 1, 10],
] as const)('the transitions just taken by a server %s', (_name, preemption, peers, kinds) => {
  const told = scenario(
    {
      protocol: 'multi',
      preemption,
      peers,
      seed: 7,
      network: { delay: [1, 60], loss: 0.2, duplicate: 0.1 },
      timers: { heartbeatCheck: 80 },
    },
    [
      { run: 500 },
      ...asked(peers, 'a'),
      ...asked(peers, 'b'),
      { run: 20 },
      ...asked(peers, 'a'),
      { run: 300 },
      { kill: 'S1' },
      { run: 500 },
      { restart: 'S1' },
      ...asked(peers, 'c'),
      { run: 500 },
      ...asked(peers, 'd'),
      { run: 900 },
    ],
  );
  const { branch, heard } = listen(told, 900);

  test('are those of the machines, at every event', () => {
    const seen = new Set<string>();
    for (let depth = 1; depth <= branch.length; depth++) {
      const server = branch.recordAt(depth)?.node;
      if (!server) continue;
      for (const chart of chartsOf('multi')) {
        const taken = transitionsTaken(chart, { server, seq: null }, depth, branch);
        const where = `event ${depth}, S${server}, ${chart.role}`;
        expect(
          taken.map(({ from, event, to }) => [from, event, to]),
          where,
        ).toEqual(heard[depth]?.[chart.role] ?? []);
        for (const { id } of taken) seen.add(`${chart.role} ${id}`);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(kinds);
  });
});
