import { describe, expect, test } from 'vitest';
import { among } from '../../base/nodes.testkit';
import { formatBallot } from '../ballot';
import { ballot } from '../ballot.testkit';
import { timersOf } from '../basic/effects.testkit';
import { multiPeer } from './mailRoom';
import { Cluster, log, votes } from './multi.testkit';
import {
  commandAt,
  firstNonCleared,
  isLeading,
  lastNonEmpty,
  type MultiRecords,
  type MultiServer,
  slotStatusOf,
} from './server';

const blank = new Cluster(3).state(1);

/** A server that holds these, and has cleared so far. */
function holding(given: string, decided: string, cleared = 0): MultiRecords {
  const { acceptor, learner } = blank;
  return {
    acceptor: { ...acceptor, context: { ...acceptor.context, accepted: votes(given) } },
    learner: { ...learner, context: { ...learner.context, decided: log(decided), cleared } },
  };
}

describe("DSLabs' status of a slot (CONFORMANCE 3.2)", () => {
  test('at first everything is empty', () => {
    expect([slotStatusOf(blank, 1), commandAt(blank, 1)]).toEqual(['empty', null]);
    expect([firstNonCleared(blank), lastNonEmpty(blank)]).toEqual([1, 0]);
  });

  test('says what is accepted, what is known to be chosen, and what is cleared', () => {
    const server = holding('3=1.S1:c 4=1.S2:z 6=1.S1:f', '4=d 5=e', 2);
    const slots = [1, 2, 3, 4, 5, 6, 7];
    expect(slots.map((slot) => slotStatusOf(server, slot))).toEqual([
      'cleared',
      'cleared',
      'accepted',
      'chosen',
      'chosen',
      'accepted',
      'empty',
    ]);
    expect(slots.map((slot) => commandAt(server, slot))).toEqual([
      null,
      null,
      'c',
      'd',
      'e',
      'f',
      null,
    ]);
    expect([firstNonCleared(server), lastNonEmpty(server)]).toEqual([3, 6]);
  });

  test.each([
    ['a vote', '9=1.S1:i', '', 0, 9],
    ['a decision', '', '9=i', 0, 9],
    ['the last one cleared', '', '', 9, 9],
  ])('the last slot that is not empty may hold %s', (_what, given, decided, cleared, last) => {
    expect(lastNonEmpty(holding(given, decided, cleared))).toBe(last);
  });

  test('is its own knowledge: a server that was away knows less than the others', () => {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a').run(among(1, 2));
    expect([1, 2, 3].map((server) => cluster.status(server, 1))).toEqual([
      'chosen a',
      'accepted a',
      'empty',
    ]);
    cluster.beat(1).run();
    expect([1, 2, 3].map((server) => cluster.status(server, 1))).toEqual([
      'chosen a',
      'chosen a',
      'chosen a',
    ]);
  });
});

test('only whoever leads believes itself to be the leader', () => {
  const cluster = new Cluster(3, { preemption: 'backoff' });
  const leading = () => cluster.states.map((server: MultiServer) => isLeading(server));
  expect(leading()).toEqual([false, false, false]);
  cluster.campaign(1);
  expect(leading()).toEqual([false, false, false]);
  cluster.run().campaign(2).run();
  expect(cluster.roles).toEqual(['backing off', 'leading', 'following']);
  expect(leading()).toEqual([false, true, false]);
});

describe('a crash with the storage kept', () => {
  const highest = (cluster: Cluster, server: number) =>
    cluster.sent
      .filter(({ from, message }) => from === server && message.kind === 'p1a')
      .map(({ message }) => formatBallot(message.ballot))
      .at(-1);

  test('keeps promise, votes and log; a leader comes back as a follower and listens', () => {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a', 'b');
    cluster.run(({ message }) => message.kind !== 'p2b' || message.slot === 1);
    const before = cluster.state(1);
    expect(isLeading(before)).toBe(true);
    cluster.crash(1);
    const now = cluster.state(1);
    expect(now.acceptor).toEqual(before.acceptor);
    expect(now.learner).toEqual(before.learner);
    expect(cluster.status(1, 1, 2)).toBe('chosen a, accepted b');
    expect([now.leader.value, now.leader.context.proposals.size]).toEqual(['following', 0]);
    expect(cluster.said).toEqual([]);
    expect(timersOf(cluster.effects)).toEqual(['+heartbeatCheck 100..150']);
  });

  test('keeps what was cleared', () => {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a').run();
    for (let i = 0; i < 3; i++) cluster.beat(1).run();
    for (const server of [1, 2, 3]) {
      cluster.crash(server);
      expect(cluster.status(server, 1)).toBe('cleared');
      expect(cluster.executed(server)).toBe(1);
    }
  });

  test('a restarted leader never reuses its ballot (BL-49)', () => {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a').run();
    cluster.crash(1).campaign(1);
    expect(highest(cluster, 1)).toBe('2.S1');
    cluster.run().propose(1, 'b').run();
    expect(cluster.log(1)).toBe('1=a 2=b');
  });

  test('neither does a candidate whose P1As nobody got', () => {
    const cluster = new Cluster(3, { toSelf: 'message' }).campaign(1);
    expect(highest(cluster, 1)).toBe('1.S1');
    cluster
      .run(() => false)
      .crash(1)
      .campaign(1);
    expect(highest(cluster, 1)).toBe('2.S1');
  });

  test('a restarted follower still knows which ballot to go above, and refuses what is below', () => {
    const cluster = new Cluster(3).campaign(3).run().crash(2);
    expect(formatBallot(cluster.state(2).leader.context.seen)).toBe('1.S3');
    cluster.deliver({
      from: 1,
      to: 2,
      message: { kind: 'p1a', ballot: ballot('1.S1'), attempt: 0 },
    });
    expect(cluster.said).toEqual(['S1: p1b 1.S1 promised 1.S3 votes [] decided [] cleared 0 #0']);
    cluster.campaign(2);
    expect(highest(cluster, 2)).toBe('2.S2');
  });

  test('what is kept is data that may be written down', () => {
    const cluster = new Cluster(3).campaign(1).run().propose(1, 'a').run();
    const kept = multiPeer().durable(cluster.state(1));
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  });

  test('a server alone leads again at once, with its log and the next ballot', () => {
    const cluster = new Cluster(1).propose(1, 'a').crash(1).propose(1, 'b');
    expect(cluster.roles).toEqual(['leading']);
    expect(formatBallot(cluster.state(1).leader.context.ballot)).toBe('2.S1');
    expect(cluster.log(1)).toBe('1=a 2=b');
  });
});
