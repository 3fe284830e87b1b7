import { describe, expect, test } from 'vitest';
import { among } from '../base/nodes.testkit';
import { ownDone } from '../protocol/basic';
import { rulesOf, sentOf, timersOf } from '../protocol/basic/effects.testkit';
import { NO_OP } from './operation';
import { kvServer } from './server';
import { LibraryShop } from './server.testkit';

// The replica and its library together, as one server.

describe('a request', () => {
  test('is agreed on, applied and answered when its server looks', () => {
    const shop = new LibraryShop(3);
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run();
    expect(shop.status(1, 0)).toEqual({ fate: 'decided', value: 'append("k","x") C1.1' });
    expect(shop.answers).toEqual([]);
    expect(shop.poll(1).answers).toEqual(['S1 to C1.1: ']);
    expect(shop.replica(1).database).toEqual([['k', 'x']]);
    expect(ownDone(shop.server(1))).toBe(0);
  });

  test('is not answered without a majority, not even a get (BL-31)', () => {
    const shop = new LibraryShop(5);
    shop
      .ask(1, shop.operation(1, 'put', 'k', 'x'))
      .run()
      .poll(1)
      .poll(2);
    shop.ask(2, shop.operation(2, 'get', 'k')).run(among(1, 2));
    for (let i = 0; i < 20; i++) shop.poll(2).retry(2, 1).run(among(1, 2));
    expect(shop.answers).toEqual(['S1 to C1.1: ']);
    expect(shop.retry(2, 1).run().poll(2).answers.at(-1)).toBe('S2 to C2.1: x');
  });

  test('that loses its instance goes to the next one (BL-32)', () => {
    const shop = new LibraryShop(3);
    shop
      .ask(1, shop.operation(1, 'append', 'k', 'x'))
      .ask(2, shop.operation(2, 'append', 'k', 'y'));
    shop.run().retry(1, 0).run().retry(2, 0).run();
    for (let i = 0; i < 3; i++) shop.poll(1).poll(2).run();
    expect(shop.answers.toSorted()).toEqual(['S1 to C1.1: ', 'S2 to C2.1: ']);
    const values = [0, 1].map((seq) => JSON.stringify(shop.status(1, seq)));
    expect(new Set(values).size).toBe(2);
    expect(shop.replica(1).database).toEqual(shop.replica(2).database);
    expect(shop.replica(1).database[0]?.[1]).toHaveLength(2);
  });

  test('decided through two servers counts once, and both answer it (BL-33, BL-34)', () => {
    const shop = new LibraryShop(3);
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run(among(1, 2));
    // S3 knows nothing of instance 0, loses it, and finds its own request decided there.
    shop.ask(3, append, 1).run().retry(3, 0).run().poll(3).poll(1).run();
    expect(shop.answers).toEqual(['S3 to C1.1: ', 'S1 to C1.1: ']);
    expect([1, 3].map((server) => shop.replica(server).database)).toEqual([
      [['k', 'x']],
      [['k', 'x']],
    ]);
  });
});

describe('a server that was away', () => {
  /** S3 has slept through instance 0, and hears of instance 1. */
  function behind(): LibraryShop {
    const shop = new LibraryShop(3);
    shop
      .ask(1, shop.operation(1, 'append', 'k', 'x'))
      .run(among(1, 2))
      .poll(1);
    return shop
      .ask(1, shop.operation(2, 'append', 'k', 'y'))
      .run()
      .poll(1);
  }

  test('begins to look when its library hears of something new, and nobody has asked it', () => {
    const shop = behind();
    expect(shop.server(3).replica.value).toBe('waiting');
    expect(shop.replica(3).applied).toBe(-1);
  });

  test('waits for the hole in its log, then learns with a no-op what was decided there', () => {
    const shop = behind();
    for (let i = 0; i < 4; i++) {
      expect(rulesOf(shop.poll(3).effects)).toEqual(['replica.poll']);
      expect(shop.wires).toEqual([]);
    }
    expect(rulesOf(shop.poll(3).effects)).toContain('replica.fillHole');
    shop.run();
    expect(shop.status(3, 0)).toEqual({ fate: 'decided', value: 'append("k","x") C1.1' });
    shop.poll(3);
    expect(shop.replica(3)).toMatchObject({ applied: 1, database: [['k', 'xy']] });
    expect(shop.server(3).replica.value).toBe('resting');
  });

  test('fills with a no-op what nobody has ever decided', () => {
    const shop = new LibraryShop(3);
    // S1 begins instance 0, whose every letter is lost, and 1, which is decided.
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run(among(1));
    shop.ask(1, shop.operation(2, 'append', 'k', 'y')).run();
    for (let i = 0; i < 5; i++) shop.poll(2);
    shop.run();
    expect(shop.status(2, 0)).toEqual({ fate: 'decided', value: NO_OP });
    expect(shop.poll(2).replica(2)).toMatchObject({ applied: 1, database: [['k', 'y']] });
    // S1 finds its operation beaten there, and proposes it again.
    shop.poll(1).run().poll(1);
    expect(shop.answers).toEqual(['S1 to C2.1: ', 'S1 to C1.1: ']);
    expect(shop.replica(1).database).toEqual([['k', 'yx']]);
  });
});

test('a log that somebody began far away is filled a thousand instances at a time', () => {
  const shop = new LibraryShop(1);
  shop.call(1, { type: 'start', seq: 1_000_000_000, value: 'far' });
  for (let i = 0; i < 5; i++) shop.poll(1);
  expect(shop.replica(1).applied).toBe(-1);
  expect(shop.replica(1).filling).toHaveLength(1_000);
  expect(shop.poll(1).replica(1).applied).toBe(999);
});

describe('Done', () => {
  test('is said of what was applied, and frees the log when all have said it', () => {
    const shop = new LibraryShop(3);
    shop
      .ask(1, shop.operation(1, 'put', 'k', 'x'))
      .run()
      .poll(1)
      .poll(2)
      .poll(3);
    expect(shop.states.map(ownDone)).toEqual([0, 0, 0]);
    for (const server of [1, 2, 3])
      shop
        .ask(server, shop.operation(2, 'get', 'k'))
        .run()
        .poll(1)
        .poll(2)
        .poll(3);
    expect(shop.states.map(({ min }) => min)).toEqual([2, 2, 3]);
    expect(shop.status(1, 0)).toEqual({ fate: 'forgotten' });
  });

  test('is not said of what lies behind a hole (BL-37)', () => {
    const shop = new LibraryShop(3);
    shop
      .ask(1, shop.operation(1, 'append', 'k', 'x'))
      .run(among(1, 2))
      .poll(1);
    shop
      .ask(1, shop.operation(2, 'append', 'k', 'y'))
      .run()
      .poll(3);
    expect(shop.status(3, 1)).toMatchObject({ fate: 'decided' });
    expect(ownDone(shop.server(3))).toBe(-1);
  });
});

describe('a crash', () => {
  test('keeps what was applied, and the answers, with the disk', () => {
    const shop = new LibraryShop(3);
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run().poll(1).crash(1);
    expect(shop.effects).toEqual([]);
    expect(shop.replica(1)).toMatchObject({ applied: 0, database: [['k', 'x']] });
    expect(shop.ask(1, append, 1).answers).toEqual(['S1 to C1.1: ', 'S1 to C1.1: ']);
  });

  test('forgets the requests in hand: their clerks ask again', () => {
    const shop = new LibraryShop(3);
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).crash(1);
    expect(shop.replica(1).pending).toEqual([]);
    shop.run(() => false);
    shop.ask(1, append, 1).run().retry(1, 1).run().poll(1);
    expect(shop.answers).toEqual([]);
    // What it began before the crash left a hole, instance 0, that it fills as any other.
    for (let i = 0; i < 6; i++) shop.poll(1).run();
    expect(shop.poll(1).answers).toEqual(['S1 to C1.1: ']);
  });

  test('wakes up looking when something it had heard of is not applied', () => {
    const shop = new LibraryShop(3);
    shop
      .ask(1, shop.operation(1, 'append', 'k', 'x'))
      .run()
      .crash(2);
    expect(timersOf(shop.effects)).toEqual(['+poll 10..10']);
    expect(shop.poll(2).replica(2).applied).toBe(0);
  });
});

test('a stray answer to a clerk does nothing to a server', () => {
  const state = new LibraryShop(3).server(1);
  const reply = { kind: 'reply', clerk: 101, id: 1, result: 'x', attempt: 0 } as const;
  expect(kvServer.receive(state, 2, reply)).toEqual({ state, effects: [] });
});

test('one server alone is a majority of one', () => {
  const shop = new LibraryShop(1);
  shop.ask(1, shop.operation(1, 'get', 'k')).poll(1);
  expect(sentOf(shop.effects).map(({ to }) => to)).toEqual([101]);
  expect(shop.answers).toEqual(['S1 to C1.1: null']);
});
