import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { createRun } from '../scenarios/run';
import { shippedIn } from '../scenarios/shipped.testkit';
import { type Branch, createBranch } from './branch';
import { countersAt } from './counters';
import type { MarkKind } from './trace';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
/** Two misses in a row: it runs for leader at once. */
const run = (peer: string) => [check(peer), check(peer)];
const until = (peer: string) => ({ until: { when: { leader: peer }, within: 5000 } });
/** So does a server that has just heard from its leader: the first check only starts its patience anew. */
const rebel = (peer: string) => [check(peer), ...run(peer)];
const led = (peer: string) => [...run(peer), until(peer), { run: 100 }];

function played(script: readonly unknown[], cluster: object = {}): Branch {
  const told = scenario(script, { protocol: 'multi', ...cluster });
  const branch = createBranch(createRun(told));
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  expect(branch.moment.cue.failure).toBeNull();
  return branch;
}

function takeoversOf({ trace, moment, depth }: Branch) {
  return countersAt(trace, moment.facts, depth).takeovers;
}

const marks = ({ trace }: Branch, kind: MarkKind, server?: number) =>
  trace.marks.filter((mark) => mark.kind === kind && (server ?? mark.server) === mark.server);
const lastLead = (branch: Branch) => marks(branch, 'lead').at(-1)?.at ?? 0;

/** When `server` last heard what only a leader says from `leader`, before this time. */
function lastHeard({ trace }: Branch, leader: number, server: number, before = Infinity): number {
  const times = trace.messages.flatMap(({ from, to, message, fate, endedAt }) =>
    from === leader &&
    to === server &&
    /^(heartbeat|p2a)$/.test(message.kind) &&
    fate === 'received'
      ? [endedAt ?? 0]
      : [],
  );
  return Math.max(...times.filter((time) => time < before));
}

describe('a takeover lasts', () => {
  test('from the crash of the leader until another leads', () => {
    const branch = played([...led('S1'), { kill: 'S1' }, { run: 1000 }]);
    const crash = marks(branch, 'crash')[0]?.at ?? 0;
    expect(takeoversOf(branch)).toEqual([lastLead(branch) - crash]);
    expect(lastLead(branch) - crash).toBeGreaterThan(100_000);
  });

  test('from when a leader that is cut off last reached a majority, though it knows nothing', () => {
    const branch = played([...led('S1'), { partition: [['S1'], ['S2', 'S3']] }, { run: 1000 }]);
    expect(marks(branch, 'stepDown')).toEqual([]);
    const last = Math.max(lastHeard(branch, 1, 2), lastHeard(branch, 1, 3));
    expect(takeoversOf(branch)).toEqual([lastLead(branch) - last]);
  });

  test('of five servers: it is no majority that one follower still hears', () => {
    const sides = [
      ['S1', 'S2'],
      ['S3', 'S4', 'S5'],
    ];
    const branch = played([...led('S1'), { partition: sides }, { run: 1000 }], { peers: 5 });
    const last = Math.max(...[3, 4, 5].map((server) => lastHeard(branch, 1, server)));
    expect(lastHeard(branch, 1, 2)).toBeGreaterThan(last + 500_000);
    expect(takeoversOf(branch)).toEqual([lastLead(branch) - last]);
  });

  test('from the pause of the leader', () => {
    const branch = played([...led('S1'), { pause: 'S1' }, { run: 1000 }]);
    const pause = marks(branch, 'pause')[0]?.at ?? 0;
    const last = Math.max(lastHeard(branch, 1, 2), lastHeard(branch, 1, 3));
    expect(takeoversOf(branch)).toEqual([lastLead(branch) - last]);
    expect(Math.abs(last - pause)).toBeLessThan(30_000);
  });

  test('hardly longer than phase 1 when a leader in its full strength is deposed', () => {
    const branch = played([...led('S1'), ...rebel('S3'), { run: 300 }]);
    const began = marks(branch, 'elect', 3)[0]?.at ?? 0;
    const [took] = takeoversOf(branch);
    expect(marks(branch, 'lead').map(({ server }) => server)).toEqual([1, 3]);
    expect(took).toBeGreaterThan(0);
    // The deposed one's last heartbeat may have arrived up to a heartbeat before.
    expect(took).toBeLessThanOrEqual(lastLead(branch) - began + 35_000);
  });

  test('until the same server leads again, too', () => {
    const branch = played([
      ...led('S1'),
      { kill: 'S1' },
      { run: 5 },
      { restart: 'S1' },
      ...led('S1'),
    ]);
    const crash = marks(branch, 'crash')[0]?.at ?? 0;
    expect(takeoversOf(branch)).toEqual([(marks(branch, 'lead')[1]?.at ?? 0) - crash]);
  });

  test('from its new phase 1 when a leader is preempted and runs again at once', () => {
    const script = [...led('S1'), ...rebel('S3'), { kill: 'S3' }, { run: 200 }];
    const branch = played(script, { preemption: 'retry' });
    expect(marks(branch, 'stepDown')).toEqual([]);
    expect(marks(branch, 'lead').at(-1)?.server).toBe(1);
    const [took] = takeoversOf(branch);
    const again = marks(branch, 'elect', 1)[1]?.at ?? 0;
    expect(took).toBeGreaterThanOrEqual((marks(branch, 'lead', 1)[1]?.at ?? 0) - again);
    expect(took).toBeLessThan(60_000);
  });
});

describe('there is none', () => {
  test('when the first leader begins', () => {
    expect(takeoversOf(played([...led('S1')]))).toEqual([]);
  });

  test('while the leader is gone and nobody leads yet', () => {
    const branch = played([...led('S1'), { kill: 'S1' }, { run: 20 }]);
    expect(takeoversOf(branch)).toEqual([]);
  });

  test('in the library, whoever crashes', () => {
    const start = (peer: string, seq: number) => ({ start: { peer, seq, value: 'x' } });
    const script = [start('S1', 0), { run: 30 }, { kill: 'S1' }, start('S2', 1), { run: 1000 }];
    expect(takeoversOf(played(script, { protocol: 'basic' }))).toEqual([]);
  });
});

test('takeovers are known from the moment at which the other leads, and no earlier', () => {
  const branch = played([...led('S1'), { kill: 'S1' }, { run: 1000 }]);
  const { depth } = marks(branch, 'lead').at(-1) ?? { depth: 0 };
  branch.seek(depth - 1);
  expect(takeoversOf(branch)).toEqual([]);
  branch.seek(depth);
  expect(takeoversOf(branch)).toHaveLength(1);
});

test.each(shippedIn('multi').files)('%s: takeovers do not overlap', (file) => {
  const branch = createBranch(createRun(shippedIn('multi').load(file)));
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  const leads = marks(branch, 'lead');
  const takeovers = takeoversOf(branch);
  expect(takeovers).toHaveLength(Math.max(0, leads.length - 1));
  for (const [i, took] of takeovers.entries()) {
    expect(took).toBeGreaterThanOrEqual(0);
    expect(took).toBeLessThanOrEqual((leads[i + 1]?.at ?? 0) - (leads[i]?.at ?? 0));
  }
});
