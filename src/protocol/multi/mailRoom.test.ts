import { describe, expect, test } from 'vitest';
import { among } from '../../base/nodes.testkit';
import { ballot } from '../ballot.testkit';
import { rulesOf, timersOf } from '../basic/effects.testkit';
import { multiPeer } from './mailRoom';
import { MESSAGE_KINDS, type Message } from './messages';
import { Cluster, led, log, votes } from './multi.testkit';

/** "p1a" as often as it was sent. */
function counts(cluster: Cluster): Record<string, number> {
  const kinds = cluster.sent.map(({ message }) => message.kind);
  return Object.fromEntries(
    MESSAGE_KINDS.flatMap((kind) => {
      const count = kinds.filter((other) => other === kind).length;
      return count > 0 ? [[kind, count]] : [];
    }),
  );
}

describe('the normal course', () => {
  test('phase 1 once for all slots: a question and an answer for each other server', () => {
    const cluster = led(5);
    expect(cluster.roles).toEqual(['leading', ...new Array(4).fill('following')]);
    expect(counts(cluster)).toEqual({ p1a: 4, p1b: 4 });
  });

  test('a command costs a P2A and a P2B for each other server, and nothing else (CONFORMANCE 3.1)', () => {
    const cluster = led(5).propose(1, 'a').run().propose(1, 'b', 'c').run();
    expect(counts(cluster)).toEqual({ p1a: 4, p1b: 4, p2a: 12, p2b: 12 });
    expect(cluster.log(1)).toBe('1=a 2=b 3=c');
  });

  test('nobody sends anything to itself', () => {
    const cluster = led(5).propose(1, 'a').run().beat(1).run();
    expect(cluster.sent.filter(({ from, to }) => from === to)).toEqual([]);
  });

  test('the leader executes at a majority; the others when the next P2A tells them', () => {
    const cluster = led().propose(1, 'a').run();
    const executed = () => [1, 2, 3].map((server) => cluster.executed(server));
    expect(executed()).toEqual([1, 0, 0]);
    cluster.propose(1, 'b').run();
    expect(executed()).toEqual([2, 1, 1]);
    cluster.beat(1).run();
    expect(executed()).toEqual([2, 2, 2]);
    expect(counts(cluster).decision).toBeUndefined();
  });

  test('a P2A is voted for before what it says of slots is looked up', () => {
    const p2a = { kind: 'p2a', ballot: ballot('1.S1'), slot: 1, value: 'a', attempt: 0 } as const;
    const cluster = led().deliver({ from: 1, to: 3, message: { ...p2a, decidedUpTo: 1 } });
    expect([cluster.votes(3), cluster.log(3)]).toEqual(['1=1.S1:a', '1=a']);
  });

  test('a P2A that came late does not matter once the leader says how far all is decided', () => {
    const cluster = led().propose(1, 'a');
    const late = cluster.take(({ to }) => to === 3);
    cluster.run().propose(1, 'b').run();
    expect([cluster.votes(3), cluster.log(3)]).toEqual(['2=1.S1:b', '']);
    cluster.deliver(late).run().beat(1).run();
    expect(cluster.log(3)).toBe('1=a 2=b');
    expect(counts(cluster).decision).toBeUndefined();
  });

  test('what arrives twice changes nothing', () => {
    const once = led().propose(1, 'a', 'b').run().beat(1).run().beat(1).run();
    const twice = led().propose(1, 'a', 'b').run().beat(1).run().beat(1).run();
    for (const wire of twice.sent.slice()) twice.deliver(wire).run();
    expect(twice.states.map(({ acceptor, learner }) => [acceptor, learner])).toEqual(
      once.states.map(({ acceptor, learner }) => [acceptor, learner]),
    );
    expect(twice.roles).toEqual(once.roles);
  });
});

describe('a server alone (DSLabs singleton, BL-63)', () => {
  test('leads from the start', () => {
    const { state, effects } = multiPeer().start({ address: 1, servers: [1], timers: {} });
    expect(state.leader.value).toBe('leading');
    expect(rulesOf(effects)).toEqual(['leader.elect', 'acceptor.adopt', 'leader.lead']);
    // It waits for no check; its heartbeat is when it clears.
    expect(timersOf(effects)).toEqual(['-heartbeat', '+heartbeat 25..25']);
  });

  test('finishes a command in the step in which it gets it, and tells nobody', () => {
    const cluster = new Cluster(1).propose(1, 'a');
    expect([cluster.log(1), cluster.executed(1)]).toEqual(['1=a', 1]);
    cluster.propose(1, 'b');
    expect([cluster.log(1), cluster.executed(1)]).toEqual(['1=a 2=b', 2]);
    expect(timersOf(cluster.effects)).toEqual([]);
    expect(cluster.beat(1).log(1)).toBe('');
    expect(cluster.propose(1, 'c').status(1, 2, 3)).toBe('cleared, chosen c');
    expect(cluster.sent).toEqual([]);
  });
});

describe('what a server says to itself travels when the cluster wants it (CS 505 slides)', () => {
  const slow = (servers = 3) => new Cluster(servers, { toSelf: 'message' });

  test('the four of agreement, and no heartbeat', () => {
    const cluster = slow().campaign(1).run().propose(1, 'a').run().beat(1).run();
    const own = cluster.sent
      .filter(({ from, to }) => from === to)
      .map(({ message }) => message.kind);
    expect(own).toEqual(['p1a', 'p1b', 'p2a', 'p2b']);
    expect([1, 2, 3].map((server) => cluster.executed(server))).toEqual([1, 1, 1]);
  });

  test('and counts when it arrives, not before', () => {
    const cluster = slow(1);
    expect(cluster.roles).toEqual(['electing']);
    cluster.crash(1).run();
    expect(cluster.roles).toEqual(['leading']);
    cluster.propose(1, 'a');
    expect(cluster.log(1)).toBe('');
    expect(cluster.run().log(1)).toBe('1=a');
  });

  test('and may be lost, even by a server alone', () => {
    const cluster = slow(1)
      .crash(1)
      .run(() => false);
    expect(cluster.roles).toEqual(['electing']);
    expect(cluster.check(1).run().roles).toEqual(['leading']);
  });

  test('and may be lost: it is asked again like any other', () => {
    const cluster = slow()
      .campaign(1)
      .run(among(1, 2, 3))
      .propose(1, 'a');
    cluster.run(({ from, to }) => from === 1 && to === 2);
    expect(cluster.log(1)).toBe('');
    for (let i = 0; i < 3; i++) cluster.beat(1).run(among(1));
    expect(cluster.votes(1)).toBe('1=1.S1:a');
  });
});

describe('every message shows the leader role its highest ballot', () => {
  const [low, high] = [ballot('1.S1'), ballot('9.S3')];
  const empty = { accepted: votes(), decided: log(), cleared: 0, attempt: 0 };
  const told = { executed: 0, decidedUpTo: 0, beat: 1 };
  const questions: Message[] = [
    { kind: 'p1a', ballot: high, attempt: 0 },
    { kind: 'p2a', ballot: high, slot: 1, value: 'z', decidedUpTo: 0, attempt: 0 },
    { kind: 'heartbeat', ballot: high, decidedUpTo: 0, cleared: 0, beat: 1 },
    { kind: 'decision', ballot: high, first: 1, values: ['z'], beat: 1 },
  ];
  const refusals: Message[] = [
    { kind: 'p1b', ballot: low, promised: high, ...empty },
    { kind: 'p2b', ballot: low, slot: 1, accepted: false, promised: high, attempt: 0 },
    { kind: 'heartbeat-reply', ballot: low, promised: high, ...told },
  ];

  test.each([...questions, ...refusals])('a higher one deposes it: $kind', (message) => {
    const cluster = led().deliver({ from: 3, to: 1, message });
    expect(cluster.state(1).leader.context.seen).toEqual(high);
    expect(cluster.roles[0]).toBe('following');
    expect(rulesOf(cluster.effects)[0]).toBe('leader.stepDown');
  });

  test.each(questions)('a word of the leader is a sign of life: $kind', (message) => {
    const cluster = led().deliver({ from: 3, to: 2, message }).check(2);
    cluster.deliver({ from: 3, to: 2, message }).check(2).check(2);
    expect(cluster.roles[1]).toBe('following');
    expect(cluster.check(2).roles[1]).toBe('electing');
  });
});

describe('a takeover', () => {
  test('hears in each promise what its sender knows besides its votes', () => {
    const decision = {
      kind: 'decision',
      ballot: ballot('1.S1'),
      first: 1,
      values: ['a', 'b'],
      beat: 1,
    } as const;
    const cluster = led().deliver({ from: 1, to: 2, message: decision }).campaign(3);
    cluster.deliver(cluster.take(({ to }) => to === 2));
    expect(cluster.said).toEqual([
      'S3: p1b 1.S3 promised 1.S3 votes [] decided [1=a 2=b] cleared 0 #0',
    ]);
    cluster.run(among(2, 3));
    expect([cluster.log(3), cluster.votes(3)]).toEqual(['1=a 2=b', '']);
  });

  test('tells what it does in the order in which it does it, slot by slot', () => {
    const cluster = led()
      .propose(1, 'a', 'b')
      .run(({ message }) => message.kind === 'p2a');
    cluster.campaign(3).deliver(cluster.take(({ to }) => to === 2));
    cluster.deliver(cluster.take(({ to }) => to === 3));
    const told = cluster.effects.flatMap((effect) =>
      effect.type === 'explain' ? [`${effect.rule} ${effect.because.slot ?? ''}`.trim()] : [],
    );
    expect(told).toEqual([
      'leader.lead',
      'leader.adopt 1',
      'leader.adopt 2',
      'acceptor.vote 1',
      'acceptor.vote 2',
      'leader.countVote 1',
      'leader.countVote 2',
    ]);
  });

  test('after a pause begins with the timer of that name', () => {
    const cluster = led(3, { preemption: 'backoff' }).campaign(2).run();
    expect(cluster.roles).toEqual(['backing off', 'leading', 'following']);
    expect(cluster.fire(1, 'backoff').run().roles).toEqual(['leading', 'backing off', 'following']);
  });
});

describe('a heartbeat', () => {
  const beat = {
    kind: 'heartbeat',
    ballot: ballot('1.S1'),
    decidedUpTo: 3,
    cleared: 3,
    beat: 7,
  } as const;

  test('is answered with what is executed now, and was told', () => {
    const cluster = led()
      .propose(1, 'a', 'b')
      .run()
      .deliver({ from: 1, to: 2, message: { ...beat, cleared: 0 } });
    expect(cluster.said).toEqual(['S1: heartbeat-reply 1.S1 promised 1.S1 executed 2 of 3 #7']);
  });

  test('clears only what was executed before: the rest is still being applied above', () => {
    const cluster = led().propose(1, 'a', 'b', 'c').run();
    cluster.deliver({ from: 1, to: 2, message: { ...beat, decidedUpTo: 1, cleared: 0 } });
    cluster.deliver({ from: 1, to: 2, message: beat });
    expect([cluster.executed(2), cluster.log(2)]).toEqual([3, '2=b 3=c']);
    cluster.deliver({ from: 1, to: 2, message: beat });
    expect([cluster.log(2), cluster.votes(2)]).toEqual(['', '']);
    expect(cluster.said).toEqual(['S1: heartbeat-reply 1.S1 promised 1.S1 executed 3 of 3 #7']);
    expect(rulesOf(cluster.effects)).toEqual(['log.clear', 'learner.report']);
  });

  test('that says nothing new of clearing is not told as if it did', () => {
    const cluster = led().propose(1, 'a').run().beat(1).run().beat(1).run();
    expect(cluster.status(2, 1)).toBe('cleared');
    cluster.deliver({ from: 1, to: 2, message: { ...beat, decidedUpTo: 1, cleared: 1 } });
    expect(rulesOf(cluster.effects)).toEqual(['learner.report']);
  });

  test('whose answers let the leader clear leaves nothing in any of its roles', () => {
    const cluster = led().propose(1, 'a').run();
    expect(cluster.state(1).leader.context.proposals.size).toBe(1);
    cluster.beat(1).run();
    expect([cluster.log(1), cluster.votes(1)]).toEqual(['', '']);
    expect(cluster.state(1).leader.context.proposals.size).toBe(0);
  });

  test('of a server that nobody follows yet is answered by one that has adopted nothing', () => {
    const cluster = new Cluster(3).deliver({ from: 1, to: 2, message: beat });
    expect(cluster.said).toEqual(['S1: heartbeat-reply 1.S1 promised – executed 0 of 3 #7']);
    expect(cluster.status(2, 1)).toBe('empty');
  });
});
