import { describe, expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { rolesAt } from '../check/facts';
import { acceptorMachine, learnerMachine, proposerMachine } from '../protocol/basic';
import { RULES } from '../protocol/basic/wording';
import { decodeScenario, type Scenario } from '../scenarios/format';
import { createRun, type Moment } from '../scenarios/run';
import { createBranch } from './branch';
import {
  actionOfRule,
  CHART_ROLES,
  CHARTS,
  type ChartRole,
  roleOfRule,
  transitionsTaken,
} from './statecharts';

const MACHINES: Readonly<Record<ChartRole, AnyStateMachine>> = {
  proposer: proposerMachine,
  acceptor: acceptorMachine,
  learner: learnerMachine,
};

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

describe.each(CHART_ROLES)('the chart of the %s', (role) => {
  const chart = CHARTS[role];

  test('has every state of the machine', () => {
    expect(chart.states).toEqual(Object.keys(MACHINES[role].config.states ?? {}));
    expect(chart.states).toContain(chart.initial);
  });

  test('has every transition of the machine, with event, guard, actions and target', () => {
    const drawn = chart.transitions.map(({ from, event, guard, actions, to }) =>
      JSON.stringify([from, event, guard, actions, to]),
    );
    expect(drawn.toSorted()).toEqual(written(MACHINES[role]).toSorted());
  });

  test('gives every transition an id of its own', () => {
    expect(new Set(chart.transitions.map(({ id }) => id)).size).toBe(chart.transitions.length);
  });

  test('knows the rule of every action, and an action of every rule', () => {
    const actions = new Set(chart.transitions.flatMap((transition) => transition.actions));
    const ruled = Object.keys(RULES)
      .filter((rule) => roleOfRule(rule) === role)
      .map(actionOfRule);
    expect(new Set(ruled)).toEqual(actions);
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

describe('the transitions just taken', () => {
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
        for (const role of CHART_ROLES) {
          const chart = CHARTS[role];
          const was = before?.[role].value ?? chart.initial;
          const is = after[role].value;
          const taken = transitionsTaken(chart, { server, seq }, depth, is, branch);
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
    expect(
      transitionsTaken(CHARTS.acceptor, { server: 4, seq: 0 }, depth, 'untouched', branch),
    ).toEqual([]);
  });
});
