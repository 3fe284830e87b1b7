import { describe, expect, test } from 'vitest';
import { getAt } from '../../base/intMap';
import { among, type Posted } from '../../base/nodes.testkit';
import { rulesOf, timersOf } from './effects.testkit';
import { isReply, MESSAGE_KINDS, type Message } from './messages';
import { Office } from './office.testkit';

const requests = (sent: readonly Posted<Message>[]) =>
  sent.filter(({ message }) => !isReply(message));

describe('Start and Status (CONFORMANCE 1.2)', () => {
  test('a single proposer is heard by all (T-P01.1)', () => {
    const office = new Office(3).start(1, 0, 'hello').run();
    expect(office.statuses(0)).toEqual(['decided hello', 'decided hello', 'decided hello']);
  });

  test('Status of what nobody started is pending, and asking changes and sends nothing', () => {
    const office = new Office(3);
    const before = office.peer(1);
    expect(office.status(1, 5)).toBe('pending');
    expect(office.peer(1)).toBe(before);
    expect(office.sent).toEqual([]);
  });

  test('Start on a decided instance with another value changes nothing (T-P09)', () => {
    const office = new Office(3).start(1, 0, 'x').run().start(2, 0, 'y').run();
    expect(office.statuses(0)).toEqual(['decided x', 'decided x', 'decided x']);
  });

  test('Start joins an instance that somebody else has started', () => {
    const office = new Office(3).start(1, 0, 'x').start(2, 0, 'y').start(3, 0, 'z').run();
    for (let seq = 0; office.status(1, 0) === 'pending'; seq = (seq + 1) % 3)
      office.retry(seq + 1, 0).run();
    expect(new Set(office.statuses(0)).size).toBe(1);
  });

  test('one Start suffices although the network is down at that moment (BL-20)', () => {
    const office = new Office(5).start(2, 0, 'x').run(among(2, 4));
    expect(office.status(2, 0)).toBe('pending');
    office.retry(2, 0).run(among(2, 3, 4));
    expect(office.statuses(0)).toEqual([
      'pending',
      'decided x',
      'decided x',
      'decided x',
      'pending',
    ]);
  });

  test('Start below Min is ignored', () => {
    const office = new Office(3).start(1, 0, 'x').run();
    for (const server of [1, 2, 3]) office.done(server, 0).start(server, server, 'p').run();
    const before = office.peer(2);
    office.start(2, 0, 'again');
    expect(office.peer(2)).toBe(before);
    expect(rulesOf(office.effects)).toEqual(['library.startForgotten']);
    expect(office.wires).toEqual([]);
    expect(office.status(2, 0)).toBe('forgotten');
  });

  test('a fired timer of an instance without a record does nothing', () => {
    const office = new Office(3).retry(1, 7);
    expect(office.effects).toEqual([]);
    expect(office.peer(1).instances.size).toBe(0);
  });
});

describe('instances are independent (LIB-independent, BL-29)', () => {
  test('they are decided out of order (T-P01.4)', () => {
    const office = new Office(3).start(1, 7, '700').start(1, 6, '600').start(2, 5, '500').run();
    expect([5, 6, 7].map((seq) => office.status(3, seq))).toEqual([
      'decided 500',
      'decided 600',
      'decided 700',
    ]);
    office.start(1, 4, '400').start(2, 3, '300').run();
    expect([3, 4].map((seq) => office.status(1, seq))).toEqual(['decided 300', 'decided 400']);
    expect(office.peer(1).max).toBe(7);
  });

  test('a message of one leaves the records of all others the very same', () => {
    const office = new Office(3);
    for (const seq of [0, 1, 15, 16, 40]) office.start(1, seq, `v${seq}`);
    while (office.wires.length > 0) {
      const wire = office.take(() => true);
      const before = office.peer(wire.to).instances;
      office.deliver(wire);
      for (const seq of [0, 1, 15, 16, 40].filter((other) => other !== wire.message.seq))
        expect(getAt(office.peer(wire.to).instances, seq)).toBe(getAt(before, seq));
    }
  });

  test('each has its own timer', () => {
    const office = new Office(3).start(1, 3, 'x');
    expect(timersOf(office.effects)).toEqual(['+retry 3 40..80']);
  });
});

describe('the local acceptor is a function call (BL-21)', () => {
  test('no message ever goes to its own sender', () => {
    const office = new Office(5).start(1, 0, 'x').start(3, 0, 'y').run().retry(1, 0).run();
    expect(office.sent.filter(({ from, to }) => from === to)).toEqual([]);
  });

  test('a proposer nobody can call still has its own vote', () => {
    const office = new Office(3).start(1, 0, 'x');
    expect(getAt(office.peer(1).instances, 0)?.proposer.context.promises).toHaveLength(1);
    office.run(among(1, 2));
    expect(office.status(1, 0)).toBe('decided x');
  });

  test('a cluster of one decides within the call, without a message or a timer left', () => {
    const office = new Office(1).start(1, 0, 'x');
    expect(office.status(1, 0)).toBe('decided x');
    expect(office.sent).toEqual([]);
    expect(timersOf(office.effects).at(-1)).toBe('-retry 0');
  });
});

describe('the message minimum (CONFORMANCE 1.6, LIB-budget)', () => {
  test.each([2, 3, 4, 5, 6, 7, 8, 9])('%i servers: 3(N-1) requests, 2(N-1) replies', (servers) => {
    const { sent } = new Office(servers).start(1, 0, 'x').run();
    expect(requests(sent)).toHaveLength(3 * (servers - 1));
    expect(sent).toHaveLength(5 * (servers - 1));
  });
});

describe('Done and Min (CONFORMANCE 1.3)', () => {
  test('Min is 0 and Max is -1 at first (BL-25)', () => {
    expect(new Office(3).peer(1)).toMatchObject({ min: 0, max: -1 });
  });

  test('Done is monotone, whatever the order of the calls (BL-26)', () => {
    const office = new Office(1).done(1, 3).done(1, 7).done(1, 5).done(1, -1);
    expect(office.peer(1)).toMatchObject({ done: [7], min: 8 });
  });

  test('Done alone discards nothing while others have not said it (BL-23)', () => {
    const office = new Office(3).start(1, 0, 'x').run().done(1, 0);
    expect(office.peer(1).min).toBe(0);
    expect(office.status(1, 0)).toBe('decided x');
  });

  test('Done travels on all six kinds of message (BL-30)', () => {
    const office = new Office(3);
    for (const server of [1, 2, 3]) office.done(server, 9);
    office.start(1, 20, 'x').start(2, 20, 'y').run().retry(1, 20).run();
    expect(new Set(office.sent.map(({ message }) => message.kind))).toEqual(new Set(MESSAGE_KINDS));
    for (const { message } of office.sent) expect(message.done).toBe(9);
  });

  test('what a message carries is the Done of its sending, and older ones lower nothing', () => {
    const office = new Office(3).done(2, 1).start(2, 9, 'x');
    const old = office.take(({ to }) => to === 1);
    office.done(2, 5).start(2, 10, 'y');
    office.deliver(office.take(({ to, message }) => to === 1 && message.seq === 10));
    expect(office.peer(1).done).toEqual([-1, 5, -1]);
    office.deliver(old);
    expect(office.peer(1).done).toEqual([-1, 5, -1]);
  });

  test('replies publish Done too: one proposer is enough for all to forget (BL-30)', () => {
    const office = new Office(3).start(1, 0, 'x').run();
    for (const server of [1, 2, 3]) office.done(server, 0);
    office.start(1, 1, 'y').run();
    expect(office.peer(1).min).toBe(1);
    office.start(1, 2, 'z').run();
    expect(office.peers.map(({ done }) => done[0])).toEqual([0, 0, 0]);
  });

  test('Min is over ALL peers, one that was never heard of included (BL-24)', () => {
    const office = new Office(5);
    for (const server of [1, 2, 3, 4]) office.done(server, 4);
    for (const server of [1, 2, 3, 4]) office.start(server, server, 'x').run(among(1, 2, 3, 4));
    expect(office.peer(1)).toMatchObject({ done: [4, 4, 4, 4, -1], min: 0 });
    office.done(5, 3).start(5, 9, 'y').run();
    expect(office.peers.map(({ min }) => min)).toEqual([4, 4, 4, 4, 4]);
  });

  test('T-P03: the least of all Dones counts', () => {
    const office = new Office(6);
    [0, 1, 6, 7].forEach((seq, i) => {
      office.start((i % 3) + 1, seq, `${seq}`).run();
    });
    expect(office.peers.map(({ min }) => min)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const { self } of office.peers) office.done(self, self === 1 ? 0 : 1);
    for (const { self } of office.peers) office.start(self, 8 + self, 'xx').run();
    expect(office.peers.map(({ min }) => min)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('forgetting', () => {
  /** Three peers that decided 0 to 4 and forgot 0 to 2. */
  function forgotten(): Office {
    const office = new Office(3);
    for (let seq = 0; seq < 5; seq++) office.start(1, seq, `secret${seq}`).run();
    for (const server of [1, 2, 3]) office.done(server, 2);
    for (const server of [1, 2, 3]) office.start(server, 4 + server, 'p').run();
    return office;
  }

  test('is final: Status says so', () => {
    const office = forgotten();
    expect(office.peers.map(({ min }) => min)).toEqual([3, 3, 3]);
    expect(office.statuses(2)).toEqual(['forgotten', 'forgotten', 'forgotten']);
    expect(office.status(1, 3)).toBe('decided secret3');
  });

  test('deletes the records and the values in them (T-P05)', () => {
    for (const peer of forgotten().peers) {
      expect(getAt(peer.instances, 2)).toBeUndefined();
      const text = JSON.stringify(peer);
      for (const seq of [0, 1, 2]) expect(text).not.toContain(`secret${seq}`);
      expect(text).toContain('secret3');
    }
  });

  test('leaves Max where it was (BL-28, T-P06)', () => {
    const office = new Office(3);
    for (let seq = 0; seq <= 10; seq++) office.start(1, seq, 'y').run();
    for (const server of [1, 2, 3]) office.done(server, 10);
    for (const server of [1, 2, 3]) office.start(server, 11, 'z').run();
    expect(office.peers.map(({ min, max }) => [min, max])).toEqual([
      [11, 11],
      [11, 11],
      [11, 11],
    ]);
    for (const server of [1, 2, 3]) office.done(server, 11);
    for (const server of [1, 2, 3]) office.start(server, 11, 'z');
    office.run();
    expect(office.peers.map(({ max }) => max)).toEqual([11, 11, 11]);
    expect(office.peers.map(({ min, instances }) => [min, instances.size])).toEqual([
      [12, 0],
      [12, 0],
      [12, 0],
    ]);
  });

  test('cancels the timers of proposers still at work there, and no others', () => {
    const office = new Office(2).start(1, 0, 'x').run().start(1, 1, 'y').start(1, 2, 'z');
    office.wires.length = 0;
    office.done(1, 1).done(2, 1).start(2, 3, 'p');
    office.deliver(office.take(({ to }) => to === 1));
    expect(office.peer(1).min).toBe(2);
    expect(timersOf(office.effects)).toEqual(['-retry 1']);
  });

  test.each(MESSAGE_KINDS)('a late %s re-creates nothing (BL-27)', (kind) => {
    const office = new Office(3).start(1, 0, 'x').start(2, 0, 'y').run().retry(1, 0).run();
    const old = office.sent.filter(({ message }) => message.kind === kind);
    expect(old.length).toBeGreaterThan(0);
    for (const server of [1, 2, 3]) office.done(server, 0);
    for (const server of [1, 2, 3]) office.start(server, server, 'p').run();
    for (const wire of old) {
      const before = office.peer(wire.to);
      office.deliver(wire);
      expect(office.peer(wire.to)).toBe(before);
      expect(rulesOf(office.effects)).toEqual(['library.ignoreForgotten']);
      const { ballot } = wire.message;
      const refusal = { kind: 'reject', phase: kind, ballot, promised: ballot, seq: 0, done: 0 };
      const asks = kind === 'prepare' || kind === 'accept';
      const answer = { from: wire.to, to: wire.from, message: refusal };
      expect(office.wires.splice(0)).toEqual(asks ? [answer] : []);
    }
  });

  test('whoever asks about it learns from the refusals that it may forget it too (L-gc)', () => {
    const office = new Office(3).start(1, 0, 'x').run();
    for (const server of [1, 2, 3]) office.done(server, 0);
    office.start(1, 1, 'y').run(({ from, to }) => from === 1 || to === 1);
    expect(office.peers.map(({ min }) => min)).toEqual([1, 0, 0]);
    office.start(3, 0, 'late').run();
    expect(office.peer(3)).toMatchObject({ done: [0, 0, 0], min: 1 });
    expect(office.status(3, 0)).toBe('forgotten');
  });

  test('a message for a forgotten instance still brings its Done', () => {
    const office = forgotten();
    const message = { kind: 'accepted', ballot: { round: 1, server: 1 }, seq: 0, done: 4 } as const;
    office.deliver({ from: 2, to: 1, message });
    expect(office.peer(1).done).toEqual([2, 4, 2]);
  });

  test('a message whose own Done moves Min past its instance is not handled', () => {
    const office = new Office(2).done(1, 0).done(2, 0).start(2, 0, 'x').run();
    expect(office.peer(1)).toMatchObject({ min: 1, max: 0 });
    expect(office.peer(1).instances.size).toBe(0);
  });
});

describe('a crash with the storage kept', () => {
  test('keeps promises, votes, decisions, Done, Min and Max; proposers are gone', () => {
    const office = new Office(3).start(1, 0, 'x').run().done(1, 0).start(1, 4, 'y');
    const before = office.peer(1);
    office.crash(1);
    const after = office.peer(1);
    expect(after).toMatchObject({ done: before.done, min: before.min, max: before.max });
    expect(office.status(1, 0)).toBe('decided x');
    expect(getAt(after.instances, 4)?.acceptor).toEqual(getAt(before.instances, 4)?.acceptor);
    expect(getAt(after.instances, 4)?.proposer.value).toBe('idle');
  });

  test('a restarted proposer never reuses a ballot (BL-12)', () => {
    const office = new Office(3).start(1, 0, 'x').run(() => false);
    office.crash(1);
    office.start(1, 0, 'y');
    expect(office.wires.map(({ message }) => message.ballot.round)).toEqual([2, 2]);
  });
});
