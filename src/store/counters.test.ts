import { describe, expect, test } from 'vitest';
import { factsOf } from '../check/facts';
import { scenario } from '../scenarios/cluster.testkit';
import type { Scenario } from '../scenarios/format';
import { MESSAGE_KINDS } from '../scenarios/format/kinds';
import { createRun } from '../scenarios/run';
import { shippedIn } from '../scenarios/shipped.testkit';
import { runToVerdict } from '../scenarios/verdict';
import { type Branch, createBranch } from './branch';
import { countersAt, createCounting, type MessageKind, messagesPerCommand } from './counters';

function branchOf(told: Scenario): Branch {
  return createBranch(createRun(told));
}

function playedToEnd(told: Scenario): Branch {
  const branch = branchOf(told);
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  return branch;
}

const countersOf = ({ trace, moment, depth }: Branch) => countersAt(trace, moment.facts, depth);

type Expected = { readonly kinds?: readonly MessageKind[]; readonly is: number };

/** The same script, which expects at its end that so much was sent. */
function expecting(told: Scenario, expected: readonly Expected[]): Scenario {
  const steps = expected.map(({ kinds, is }) => {
    return { verb: 'expect', arg: { sent: { ...(kinds && { kinds }), count: { is } } } } as const;
  });
  return {
    ...told,
    script: [...told.script, ...steps],
    origin: [...told.origin, ...steps.map(() => '/script')],
  };
}

const SHIPPED: readonly (readonly [folder: string, file: string])[] = [
  ...shippedIn('multi').files.map((file) => ['multi', file] as const),
  ['.', 'opening.json'],
  ['.', 'hole-and-no-op.json'],
  ['.', 'life-of-an-append.json'],
  ['mit-paxos', 't-p07-rpc-count.json'],
  ['mit-paxos', 't-p10-many-unreliable.json'],
  ['mit-kvpaxos', 't-k05-hole.json'],
  ['dslabs', 'd02-single-client.json'],
  ['dslabs', 'd10-message-count.json'],
  ['dslabs', 'd13-sequential-unreliable.json'],
  ['dslabs', 'd27-singleton.json'],
];

describe.each(SHIPPED)('%s/%s', (folder, file) => {
  const told = shippedIn(folder).load(file);
  const { byKind, messages, heartbeats } = countersOf(playedToEnd(told));
  const count = (kind: MessageKind) => byKind.get(kind) ?? 0;

  test('is counted as its script counts, kind by kind and all in all', () => {
    const all = [...byKind.values()].reduce((sum, n) => sum + n, 0);
    const expected = MESSAGE_KINDS.map((kind) => ({ kinds: [kind], is: count(kind) }));
    const verdict = runToVerdict(expecting(told, [...expected, { is: all }]));
    expect(verdict.message).toBeUndefined();
    expect(runToVerdict(expecting(told, [{ is: all + 1 }])).verdict).toBe('fail');
  });

  test('counts clients and heartbeats apart', () => {
    const all = [...byKind.values()].reduce((sum, n) => sum + n, 0);
    expect(heartbeats).toBe(count('heartbeat') + count('heartbeat-reply'));
    expect(messages).toBe(all - heartbeats - count('request') - count('reply'));
  });
});

describe('counters', () => {
  const multi = { protocol: 'multi', network: { delay: [5, 15] } };
  const lead = [
    { fire: { peer: 'S1', timer: 'heartbeatCheck' } },
    { fire: { peer: 'S1', timer: 'heartbeatCheck' } },
    { until: { when: { leader: 'S1' }, within: 1000 } },
  ];
  const propose = (value: string) => ({ propose: { peer: 'S1', value } });

  test('of a leader: phase 1 once, then two messages to each other server and no more', () => {
    const script = [...lead, { run: 30 }, ...['A', 'B', 'C', 'D'].map(propose), { run: 200 }];
    const counters = countersOf(playedToEnd(scenario(script, multi)));
    expect(counters).toMatchObject({ commands: 4, phaseOneRuns: 1, messages: 4 + 4 * 4 });
    expect(messagesPerCommand(counters)).toBe(5);
  });

  test('of the library: phase 1 for every command (3(n-1) calls, less the replies to Decided)', () => {
    const start = (seq: number) => ({ start: { peer: 'S1', seq, value: `v${seq}` } });
    const told = scenario([start(0), { run: 500 }, start(1), { run: 500 }]);
    const counters = countersOf(playedToEnd(told));
    expect(counters).toMatchObject({ commands: 2, phaseOneRuns: 2, messages: 20, takeovers: [] });
  });

  test('know rounds that led to nothing, and messages that were lost', () => {
    const alone = { partition: [['S1'], ['S2', 'S3']] };
    const start = { start: { peer: 'S1', seq: 0, value: 'x' } };
    const { phaseOneRuns, byKind, commands } = countersOf(
      playedToEnd(scenario([alone, start, { run: 1000 }])),
    );
    expect(phaseOneRuns).toBeGreaterThan(3);
    expect([...byKind]).toEqual([['prepare', 2 * phaseOneRuns]]);
    expect(commands).toBe(0);
  });

  test('count no no-op, and nothing that is only accepted or only chosen', () => {
    const hole = shippedIn('multi').load('hole-takeover.json');
    const branch = branchOf(hole);
    let chosenFirst = 0;
    for (;;) {
      const { commands } = countersOf(branch);
      const slots = [1, 2, 3, 4, 5, 6].map((slot) => factsOf(branch.moment.facts, slot));
      const learned = slots.filter(({ learned: [one] }) => one && one.value !== 'no-op');
      const chosen = slots.filter(({ chosen: [one] }) => one && one.value !== 'no-op');
      expect(commands).toBe(learned.length);
      if (chosen.length > learned.length) chosenFirst++;
      if (branch.run.isThrough(branch.moment) || !branch.forward()) break;
    }
    expect(chosenFirst).toBeGreaterThan(0);
    const filled = [1, 2, 3, 4, 5, 6].filter(
      (slot) => factsOf(branch.moment.facts, slot).learned[0]?.value === 'no-op',
    );
    expect(filled.length).toBeGreaterThan(0);
  });

  test('have no messages a command before the first command', () => {
    const branch = playedToEnd(scenario([...lead, { run: 30 }], multi));
    expect(messagesPerCommand(countersOf(branch))).toBeNull();
  });

  test('count neither copies nor what a server says to itself', () => {
    const cluster = { ...multi, toSelf: 'message', network: { duplicate: 1 } };
    const script = [...lead, propose('A'), { run: 200 }];
    const branch = playedToEnd(scenario(script, cluster));
    const { byKind } = countersOf(branch);
    const p2as = branch.trace.messages.filter(({ message }) => message.kind === 'p2a');
    expect(byKind.get('p2a')).toBe(2);
    expect(p2as).toHaveLength(6);
  });
});

describe('a reading', () => {
  const told = shippedIn('multi').load('stable-leader.json');

  test('is the same at every depth, forth and back, as one made for that depth alone', () => {
    const branch = playedToEnd(told);
    const counting = createCounting();
    const depths = Array.from({ length: branch.length + 1 }, (_, depth) => depth);
    for (const depth of [...depths, ...depths.toReversed()]) {
      branch.seek(depth);
      const alone = branchOf(told);
      while (alone.depth < depth) alone.forward();
      expect(counting.at(branch.trace, branch.moment.facts, depth)).toEqual(countersOf(alone));
    }
  });

  test('forgets what a fork left behind', () => {
    const branch = playedToEnd(told);
    const counting = createCounting();
    counting.at(branch.trace, branch.moment.facts, branch.depth);
    branch.seek(20);
    branch.act({ type: 'crash', node: 2, at: branch.moment.world.now });
    for (let i = 0; i < 30; i++) branch.forward();
    const read = counting.at(branch.trace, branch.moment.facts, branch.depth);
    expect(read).toEqual(countersOf(branch));
    expect(read.byKind).not.toEqual(countersOf(playedToEnd(told)).byKind);
  });
});
