import { describe, expect, test } from 'vitest';
import type { ClusterEvent } from '../check/cluster';
import { scenario } from '../scenarios/cluster.testkit';
import type { Scenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { shippedIn } from '../scenarios/shipped.testkit';
import { fromMs } from '../sim/time';
import { type Branch, createBranch } from './branch';
import {
  CONTENDERS,
  type Compared,
  type Contender,
  type Course,
  compare,
  isWayOf,
  startContest,
  waitsIn,
} from './comparison';
import { countersAt, messagesPerCommand } from './counters';

const [LIBRARY, WAITS, PAUSES, RETRIES] = CONTENDERS as [
  Contender,
  Contender,
  Contender,
  Contender,
];

function played(told: Scenario): Branch {
  const branch = createBranch(createRun(told, true));
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  return branch;
}

function courseOf({ run, moment, ...branch }: Branch): Course {
  return { scenario: run.scenario, acts: branch.acts(), until: moment.world.now };
}

const inMs = (n: number) => fromMs(n);

describe('the same way to agree gives the same run', () => {
  test.each([
    ['multi', 'stable-leader.json'],
    ['multi', 'duel-wait.json'],
    ['multi', 'duel-backoff.json'],
    ['multi', 'duel-retry.json'],
    ['multi', 'kill-the-leader.json'],
    ['dslabs', 'd12-single-client-unreliable.json'],
    ['.', 'hole-and-no-op.json'],
  ])('%s/%s', (folder, file) => {
    const branch = played(shippedIn(folder).load(file));
    const { trace, moment, depth, run } = branch;
    const same = CONTENDERS.filter((one) => isWayOf(run.scenario.cluster, one));
    expect(same).toHaveLength(1);
    expect(compare(courseOf(branch), same[0] as Contender)).toEqual({
      contender: same[0],
      counters: countersAt(trace, moment.facts, depth),
      ...waitsIn(moment, moment.world.now),
      leftOut: 0,
      until: moment.world.now,
    });
  });
});

describe('the stories of the slides', () => {
  const course = courseOf(played(shippedIn('multi').load('duel-backoff.json')));
  const [library, waits, pauses, retries] = CONTENDERS.map((one) => compare(course, one)) as [
    Compared,
    Compared,
    Compared,
    Compared,
  ];

  test('a duel: who waits needs phase 1 least, who pauses more, and who retries never ends', () => {
    expect(waits.counters.phaseOneRuns).toBe(2);
    expect(pauses.counters.phaseOneRuns).toBeGreaterThan(waits.counters.phaseOneRuns);
    expect(retries.counters.phaseOneRuns).toBeGreaterThan(pauses.counters.phaseOneRuns);
    expect([waits, pauses, retries].map(({ answered }) => answered)).toEqual([2, 2, 0]);
    expect(messagesPerCommand(retries.counters)).toBeNull();
    expect(retries.longestWait).toBeGreaterThan(5_000_000);
  });

  test('without a leader: no heartbeats, no takeovers, phase 1 for every command', () => {
    expect(library.counters).toMatchObject({ heartbeats: 0, takeovers: [], commands: 2 });
    expect(library.counters.phaseOneRuns).toBeGreaterThanOrEqual(2);
  });

  test('the stable leader: a command costs less than without one', () => {
    const stable = courseOf(played(shippedIn('multi').load('stable-leader.json')));
    const cost = (one: Contender) => messagesPerCommand(compare(stable, one).counters) ?? 0;
    expect(cost(WAITS)).toBeGreaterThan(0);
    expect(cost(LIBRARY)).toBeGreaterThan(2 * cost(WAITS));
  });
});

describe('what is carried over', () => {
  const cluster = { clerks: 2, seed: 3 };
  const call = (clerk: string, at: number, to?: string[]) => ({
    at,
    call: { clerk, op: 'append', key: 'k', value: clerk, ...(to && { to }) },
  });
  const script = [call('C1', 0), call('C2', 40), { at: 60, kill: 'S1' }, call('C1', 300)];
  const branch = played(scenario([...script, { run: 1500 }], cluster));

  test('the same calls at the same times', () => {
    const acts = branch.acts();
    expect(acts.map(({ type, at }) => `${type} ${at / 1000}`)).toEqual([
      'call 0',
      'call 40',
      'crash 60',
      'call 300',
    ]);
    for (const one of CONTENDERS) {
      expect(compare(courseOf(branch), one)).toMatchObject({ calls: 3, leftOut: 0 });
    }
    for (const one of [LIBRARY, WAITS, PAUSES])
      expect(compare(courseOf(branch), one).answered).toBe(3);
  });

  test('a client of a leader asks everybody, whomever the library’s client knew', () => {
    const told = scenario([call('C1', 0, ['S2']), { run: 900 }], cluster);
    expect(compare(courseOf(played(told)), WAITS)).toMatchObject({ calls: 1, answered: 1 });
  });

  test('workloads, faults and weather', () => {
    const { moment, run } = played(scenario([{ run: 1 }], cluster));
    const calls = ['a', 'b', 'c'].map((key) => {
      return { op: 'put', key, value: '1', servers: [1, 2, 3], pauseMs: 20 } as const;
    });
    const acts: ClusterEvent[] = [
      { at: 1000, type: 'call', node: 101, request: { type: 'workload', calls } },
      { at: 2000, type: 'weather', weather: { ...moment.world.weather, delay: [50, 60] } },
      { at: 3000, type: 'partition', groups: [[1], [2, 3]] },
    ];
    const course = { scenario: run.scenario, acts, until: inMs(3000) };
    for (const one of CONTENDERS) {
      const { calls: made, answered, leftOut, longestWait } = compare(course, one);
      expect([made, answered, leftOut]).toEqual([3, one === RETRIES ? answered : 3, 0]);
      expect(longestWait).toBeGreaterThan(100_000);
    }
  });

  test('calls that wait in line count among those asked for', () => {
    const many = Array.from({ length: 9 }, (_, i) => call('C1', 10 * i));
    const course = courseOf(played(scenario([...many, { run: 40 }], cluster)));
    for (const one of CONTENDERS) expect(compare(course, one).calls).toBe(9);
  });

  test('timers fired by hand go to those that have them', () => {
    const { acts, ...course } = courseOf(played(shippedIn('multi').load('duel-wait.json')));
    expect(acts.filter(({ type }) => type === 'fire')).toHaveLength(4);
    const leftOut = CONTENDERS.map((one) => compare({ acts, ...course }, one).leftOut);
    expect(leftOut).toEqual([4, 0, 0, 0]);
  });
});

describe('what is left out, and counted', () => {
  test('acts on single messages, and calls that one protocol has', () => {
    const told = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 100 }]);
    const branch = played(told);
    branch.seek(1);
    const wire = branch.moment.world.wires[0]?.id ?? 0;
    const at = branch.moment.world.now;
    branch.act({ type: 'duplicate', wire, at });
    branch.act({ type: 'drop', wire, at });
    branch.act({ type: 'call', node: 1, request: { type: 'done', seq: 0 }, at });
    for (const one of CONTENDERS) expect(compare(courseOf(branch), one).leftOut).toBe(4);
  });

  test('every delivery by hand: here messages arrive by themselves', () => {
    const course = courseOf(played(shippedIn('dslabs').load('d27-singleton-six-steps.json')));
    const byHand = course.acts.filter(({ type }) => type === 'deliver').length;
    expect(byHand).toBeGreaterThan(0);
    const compared = compare({ ...course, until: inMs(500) }, LIBRARY);
    expect(compared.leftOut).toBe(byHand);
    expect(compared.answered).toBe(compared.calls);
  });
});

describe('the acts of a branch', () => {
  const told = shippedIn('multi').load('stable-leader.json');

  test('are those of the path under the cursor, up to the cursor', () => {
    const branch = played(told);
    const before = branch.acts();
    expect(before.map(({ type }) => type)).toEqual([
      ...['fire', 'fire', 'call', 'call', 'call', 'call', 'cut', 'cut', 'call'],
    ]);
    branch.seek(0);
    expect(branch.acts()).toEqual([]);
    branch.seek(branch.length);
    const path = branch.path();
    const depth = branch.depth;
    branch.seek(40);
    const upTo = branch.acts();
    branch.act({ type: 'crash', node: 1, at: branch.moment.world.now });
    expect(branch.acts().map(({ type }) => type)).toEqual([
      ...upTo.map(({ type }) => type),
      'crash',
    ]);
    branch.restore(path, depth);
    expect(branch.acts()).toEqual(before);
  });

  test('a comparison hangs on nothing else of the branch', () => {
    const one = played(told);
    const other = played(told);
    other.seek(30);
    other.act({ type: 'crash', node: 3, at: other.moment.world.now });
    for (let i = 0; i < 10; i++) other.forward();
    const path = other.path();
    other.seek(30);
    const [short, ahead] = [courseOf(other), path.length - 1];
    expect(ahead).toBeGreaterThan(30);
    one.seek(30);
    for (const way of CONTENDERS) {
      const compared = compare(courseOf(one), way);
      expect(compare(short, way)).toEqual(compared);
      expect(compare(short, way)).toEqual(compared);
    }
  });
});

describe('the work', () => {
  const course = courseOf(played(shippedIn('multi').load('duel-retry.json')));

  test('can be done in small portions, to the same end', () => {
    for (const one of CONTENDERS) {
      const contest = startContest(course, one);
      let portions = 0;
      for (let compared: Compared | null = null; !compared; portions++) {
        compared = contest.goOn(7);
        if (compared) expect(compared).toEqual(compare(course, one));
      }
      expect(portions).toBeGreaterThan(3);
    }
  });

  test('is bounded; how far it got is told', () => {
    const cut = startContest(course, RETRIES, 100).goOn(1000);
    expect(cut?.until).toBeLessThan(course.until);
    const { until, calls, longestWait } = cut as Compared;
    expect(calls).toBe(2);
    expect(longestWait).toBeLessThanOrEqual(until);
    expect(compare(course, PAUSES).until).toBe(course.until);
  });
});
