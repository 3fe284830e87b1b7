import { describe, expect, test } from 'vitest';
import type { Address } from '../../base/address';
import { among, type Posted } from '../../base/nodes.testkit';
import { formatBallot } from '../ballot';
import type { Message } from './messages';
import { Cluster } from './multi.testkit';

// The schedules of the bug lab (CONFORMANCE 5.4) with whole servers: what would go wrong does not.

type Wire = Posted<Message>;

const NOBODY = () => false;

const on =
  (kind: Message['kind'], from: Address, to: Address) =>
  ({ from: sender, to: receiver, message }: Wire): boolean =>
    message.kind === kind && sender === from && receiver === to;

const ballotOf = (cluster: Cluster, server: Address) =>
  formatBallot(cluster.state(server).leader.context.ballot);

describe('BL-41: a late refusal', () => {
  /** S4 leads again, with 2.S4, when P2As of its 1.S4 reach S1 and S2, who follow 2.S4 by now. */
  function lateRefusals(wrong: readonly string[]): Cluster {
    const cluster = new Cluster(5, {}, wrong).campaign(4).run().propose(4, 'c');
    const late = [1, 2].map((server) => cluster.take(on('p2a', 4, server)));
    cluster.run(NOBODY);
    // S5 takes the lead from S4, and is gone before it hears an answer.
    cluster.campaign(5).run(({ from, to }) => from === 5 && to !== 3);
    cluster.campaign(4).run((wire) => among(1, 2, 4)(wire) && wire.message.kind !== 'p2a');
    expect([cluster.roles[3], ballotOf(cluster, 4)]).toEqual(['leading', '2.S4']);
    for (const wire of late) cluster.deliver(wire);
    return cluster.run(({ to }) => to === 4);
  }

  test('counts for nothing', () => {
    expect(lateRefusals([]).log(4)).toBe('');
  });

  test('decides what nobody else accepted, when that rule is broken on purpose', () => {
    const cluster = lateRefusals(['late-rejections']);
    expect(cluster.log(4)).toBe('1=c');
    expect([1, 2, 3, 5].map((server) => cluster.votes(server))).toEqual(['', '', '', '']);
  });
});

test('BL-42: a vote of an older ballot counts for nothing (D23)', () => {
  const cluster = new Cluster(5)
    .campaign(4)
    .run(among(2, 3, 4))
    .propose(4, 'x');
  cluster.deliver(cluster.take(on('p2a', 4, 3)));
  const late = cluster.take(on('p2b', 3, 4));
  cluster.run(NOBODY);
  // S5 leads with S1 and S2, and S3 is the only other one to vote for its y.
  cluster.campaign(5);
  cluster.deliver(cluster.take(on('p1a', 5, 3))).run(among(1, 2, 5));
  cluster.propose(5, 'y');
  cluster.deliver(cluster.take(on('p2a', 5, 3))).run(NOBODY);
  expect(cluster.votes(3)).toBe('1=1.S5:y');
  // S4 leads again, with S1 and S2, takes its own x over, and gets the vote of S1.
  cluster.beat(4).run(among(2, 4)).campaign(4);
  cluster.run((wire) => among(1, 2, 4)(wire) && !on('p2a', 4, 2)(wire));
  expect([1, 2, 4].map((server) => cluster.votes(server))).toEqual(['1=2.S4:x', '', '1=2.S4:x']);
  expect(cluster.deliver(late).log(4)).toBe('');
});

test('BL-43, BL-44: two leaders of one round cannot both have their way', () => {
  const cluster = new Cluster(3).campaign(1).run(among(1, 2)).campaign(3).run(among(2, 3));
  expect(cluster.roles).toEqual(['leading', 'following', 'leading']);
  expect([1, 3].map((server) => ballotOf(cluster, server))).toEqual(['1.S1', '1.S3']);
  cluster.propose(1, 'c').run(among(1, 2)).propose(3, 'd').run(among(2, 3));
  expect([1, 3].map((server) => cluster.log(server))).toEqual(['', '1=d']);
  // A refusal told S1 of the other, and so it listens.
  expect(cluster.roles[0]).toBe('following');
  cluster.beat(3).run().beat(3).run();
  expect([1, 2, 3].map((server) => cluster.status(server, 1))).toEqual([
    'chosen d',
    'chosen d',
    'cleared',
  ]);
});

test('BL-45, BL-50: whoever was away learns what was chosen from one who knows or voted', () => {
  const cluster = new Cluster(3).campaign(1).run().propose(1, 'a', 'b').run(among(1, 2));
  // S2 knows a; b it only voted for. All of it is executed at S1, and not cleared.
  cluster.propose(1, 'c');
  cluster.beat(1).run(among(1, 2)).beat(1).run(among(1, 2));
  expect(cluster.status(1, 1, 2, 3)).toBe('chosen a, chosen b, chosen c');
  cluster.campaign(3).run(among(2, 3));
  expect(cluster.log(3)).toBe('1=a 2=b 3=c');
});

test('BL-46: of two votes reported for a slot, the one of the higher ballot is taken over', () => {
  const cluster = new Cluster(3).campaign(1).run().propose(1, 'c').run(NOBODY);
  // d is chosen by S2 and S3, and S2 knows.
  cluster.campaign(2).run(among(2, 3)).propose(2, 'd').run(among(2, 3));
  expect([cluster.votes(1), cluster.votes(3)]).toEqual(['1=1.S1:c', '1=1.S2:d']);
  // S1 hears of S2's ballot from S3, and leads with S3, who only voted.
  cluster.beat(1).run(among(1, 3)).campaign(1).run(among(1, 3));
  expect(cluster.log(1)).toBe('1=d');
});

test('BL-47: a hole below what a new leader takes over gets a no-op, and is executed in order', () => {
  const cluster = new Cluster(3).campaign(1).run().propose(1, 'a', 'b');
  cluster.run(({ to, message }) => to === 2 && message.kind === 'p2a' && message.slot === 2);
  cluster.campaign(3).run((wire) => among(2, 3)(wire) && wire.message.kind !== 'p2b');
  // S3 asks for both slots. The votes for the second come first.
  cluster.run(NOBODY);
  for (let i = 0; i < 3; i++) cluster.beat(3);
  cluster.run(({ to, message }) => to === 2 || (message.kind === 'p2b' && message.slot === 2));
  expect([cluster.log(3), cluster.executed(3)]).toEqual(['2=b', 0]);
  for (let i = 0; i < 3; i++) cluster.beat(3);
  cluster.run(among(2, 3));
  expect([cluster.log(3), cluster.executed(3)]).toEqual(['1=no-op 2=b', 2]);
});

test('BL-48: a new command goes behind all that was taken over', () => {
  const cluster = new Cluster(3).campaign(1).run().propose(1, 'a', 'b', 'c').run(among(1, 2));
  cluster.campaign(3).run(among(2, 3)).propose(3, 'd').run(among(2, 3));
  expect(cluster.log(3)).toBe('1=a 2=b 3=c 4=d');
});

test('BL-51: one silent server is enough to keep everything', () => {
  const cluster = new Cluster(5).campaign(1).run().propose(1, 'a', 'b').run();
  for (let i = 0; i < 5; i++) cluster.beat(1).run(among(1, 2, 3, 4));
  expect([1, 2, 3, 4].map((server) => cluster.log(server))).toEqual(new Array(4).fill('1=a 2=b'));
  for (let i = 0; i < 3; i++) cluster.beat(1).run();
  expect([1, 2, 3, 4, 5].map((server) => cluster.status(server, 1))).toEqual(
    new Array(5).fill('cleared'),
  );
});

describe('BL-52, BL-53: what is cleared', () => {
  /** Three slots are executed everywhere; S1 and S2 have cleared them, and S3 has not heard of it. */
  function cleared(): Cluster {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a', 'b', 'c').run();
    cluster.beat(1).run().beat(1).run(among(1, 2));
    expect([1, 2, 3].map((server) => cluster.log(server))).toEqual(['', '', '1=a 2=b 3=c']);
    return cluster;
  }

  test('is not a row of holes to a new leader', () => {
    const cluster = cleared().campaign(3).run(among(2, 3)).propose(3, 'd').run(among(2, 3));
    expect([cluster.log(3), cluster.votes(2)]).toEqual(['1=a 2=b 3=c 4=d', '4=1.S3:d']);
  });

  test('is not brought back by any message that comes late', () => {
    const cluster = cleared();
    const before = [1, 2].map((server) => cluster.state(server));
    for (const wire of cluster.sent.slice()) {
      if (wire.to !== 3) cluster.deliver(wire);
    }
    for (const server of [1, 2]) {
      expect([cluster.log(server), cluster.votes(server)]).toEqual(['', '']);
      expect(cluster.executed(server)).toBe(3);
    }
    expect([1, 2].map((server) => cluster.state(server).acceptor)).toEqual(
      before.map(({ acceptor }) => acceptor),
    );
  });
});

test('BL-55: a deposed leader that beats on keeps nobody from running when the new one dies', () => {
  const cluster = new Cluster(3).campaign(1).run().campaign(3).run(among(2, 3));
  expect(cluster.roles).toEqual(['leading', 'following', 'leading']);
  for (let i = 0; i < 3; i++)
    cluster
      .beat(1)
      .run(({ from, to }) => from === 1 && to === 2)
      .check(2);
  expect(cluster.roles[1]).toBe('electing');
});

describe('BL-56: two candidates', () => {
  const rivals = (preemption: 'wait' | 'retry' | 'backoff') =>
    new Cluster(3, { preemption }).campaign(1).campaign(2);

  test('preempt each other for ever when both retry at once and the timing is bad', () => {
    const cluster = rivals('retry');
    // Every question arrives before the answers to the one before.
    for (let i = 0; i < 100; i++) {
      cluster.deliver(cluster.take(({ message }) => message.kind === 'p1a'));
      expect(cluster.roles).not.toContain('leading');
    }
    expect(cluster.state(1).leader.context.ballot?.round).toBeGreaterThan(10);
  });

  test.each(['wait', 'backoff'] as const)('one of them gives way: %s', (preemption) => {
    const cluster = rivals(preemption);
    for (let i = 0; i < 4; i++)
      cluster.deliver(cluster.take(({ message }) => message.kind === 'p1a'));
    const gaveWay = preemption === 'wait' ? 'following' : 'backing off';
    expect(cluster.run().roles).toEqual([gaveWay, 'leading', 'following']);
  });
});
