import { describe, expect, test } from 'vitest';
import { among } from '../base/nodes.testkit';
import { rulesOf, sentOf } from '../protocol/basic/effects.testkit';
import { DEFAULT_SETTINGS } from '../protocol/multi';
import { multiKvServer } from './multiServer';
import { LeaderShop } from './multiServer.testkit';
import { NO_OP, type Operation, writeOperation } from './operation';

/** S1 leads, and all follow it. */
const led = (servers = 3) => new LeaderShop(servers).campaign(1).run();

/** Everybody hears that this is decided there, S1 last: an earlier leader did not know that it is in the log. */
function decideAgain(shop: LeaderShop, slot: number, value: string): LeaderShop {
  const message = { kind: 'decision', ballot: { round: 1, server: 1 }, beat: 1 } as const;
  for (const to of [2, 3, 1])
    shop.deliver({ from: 2, to, message: { ...message, first: slot, values: [value] } });
  return shop;
}

describe('the leader (CONFORMANCE 3.1)', () => {
  test('takes a request in hand, and answers in the step in which it executes it', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x'));
    expect([shop.answers, shop.service(1).pending]).toEqual([
      [],
      [{ clerk: 101, id: 1, attempt: 0 }],
    ]);
    expect(rulesOf(shop.effects)).toEqual([
      'service.take',
      'leader.propose',
      'acceptor.vote',
      'leader.countVote',
    ]);
    shop.deliver(shop.take(({ to }) => to === 2)).deliver(shop.take(({ to }) => to === 1));
    expect([shop.answers, shop.service(1).pending]).toEqual([['S1 to C1.1: x'], []]);
    expect(rulesOf(shop.effects)).toContain('service.apply');
    expect([shop.service(1).applied, shop.database(1)]).toEqual([1, 'k=x']);
  });

  test('answers an append with the new value, a put with nothing, a get with what it finds', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'get', 'k')).run();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run();
    shop.ask(1, shop.operation(2, 'append', 'k', 'y')).run();
    shop.ask(1, shop.operation(1, 'put', 'k', 'z')).run();
    shop.ask(1, shop.operation(2, 'get', 'k')).run();
    expect(shop.answers).toEqual([
      'S1 to C1.1: null',
      'S1 to C1.2: x',
      'S1 to C2.1: xy',
      'S1 to C1.3: ',
      'S1 to C2.2: z',
    ]);
  });

  test('answers nobody before all earlier slots are executed (BL-54)', () => {
    const shop = led();
    shop
      .ask(1, shop.operation(1, 'append', 'k', 'x'))
      .ask(1, shop.operation(2, 'append', 'k', 'y'));
    const first = shop.take(({ to }) => to === 2);
    shop.run(among(1, 2)).deliver(first);
    expect([shop.answers, shop.database(1)]).toEqual([[], '']);
    shop.run();
    expect(shop.answers).toEqual(['S1 to C1.1: x', 'S1 to C2.1: xy']);
  });

  test('answers nobody without a majority, not even a get (BL-31)', () => {
    const shop = led(5);
    shop.ask(1, shop.operation(1, 'get', 'k')).run(among(1, 2));
    for (let i = 0; i < 10; i++) shop.beat(1).run(among(1, 2));
    expect(shop.answers).toEqual([]);
    for (let i = 0; i < 3; i++) shop.beat(1).run(among(1, 2, 3));
    expect(shop.answers).toEqual(['S1 to C1.1: null']);
  });

  test('proposes a request once, and answers its latest try', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).ask(1, append, 1).ask(1, append, 2);
    expect(sentOf(shop.effects)).toEqual([]);
    shop.run(({ to }) => to === 2 || (to === 1 && shop.answers.length === 0));
    expect(sentOf(shop.effects).map(({ to, message }) => [to, message])).toContainEqual([
      101,
      { kind: 'reply', clerk: 101, id: 1, result: 'x', attempt: 2 },
    ]);
    expect([shop.answers, shop.database(1)]).toEqual([['S1 to C1.1: x'], 'k=x']);
  });

  test('answers what was executed from its table, with the try that asks (BL-65)', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run();
    shop.ask(1, shop.operation(2, 'append', 'k', 'y')).run();
    const before = shop.state(1);
    shop.ask(1, append, 7);
    expect(sentOf(shop.effects).map(({ message }) => message)).toEqual([
      { kind: 'reply', clerk: 101, id: 1, result: 'x', attempt: 7 },
    ]);
    expect(rulesOf(shop.effects)).toEqual(['service.duplicate']);
    expect(shop.state(1)).toBe(before);
  });

  test('has no answer left to a call that its clerk has long left behind, and proposes nothing', () => {
    const shop = led();
    const old = shop.operation(1, 'append', 'k', 'x');
    shop
      .ask(1, old)
      .run()
      .ask(1, shop.operation(1, 'get', 'k'))
      .run();
    shop.ask(1, old, 3);
    expect([sentOf(shop.effects), rulesOf(shop.effects)]).toEqual([[], ['service.duplicate']]);
    expect(shop.answers).toEqual(['S1 to C1.1: x', 'S1 to C1.2: x']);
  });
});

describe('everybody else', () => {
  test.each([2, 3])('drops a request: its clerk asks the leader too (S%i)', (server) => {
    const shop = led();
    const before = shop.service(server);
    shop.ask(server, shop.operation(1, 'append', 'k', 'x'));
    expect([sentOf(shop.effects), rulesOf(shop.effects)]).toEqual([[], ['leader.dropRequest']]);
    expect(shop.service(server)).toBe(before);
  });

  test('drops also what it could answer from its table', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run().beat(1).run().ask(2, append);
    expect(shop.database(2)).toBe('k=x');
    expect(shop.answers).toEqual(['S1 to C1.1: x']);
  });

  test('executes what is decided, in order, and answers nobody', () => {
    const shop = led();
    for (const value of ['x', 'y', 'z'])
      shop.ask(1, shop.operation(1, 'append', 'k', value)).run(among(1, 2));
    shop.beat(1).run();
    expect([1, 2, 3].map((server) => shop.database(server))).toEqual(['k=xyz', 'k=xyz', 'k=xyz']);
    expect([1, 2, 3].map((server) => shop.service(server).applied)).toEqual([3, 3, 3]);
    expect(shop.answers.every((answer) => answer.startsWith('S1'))).toBe(true);
  });

  test('a deposed leader still answers what it took in hand, once it hears of the decision', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run(({ to }) => to === 2);
    shop.campaign(2).run(among(2, 3)).beat(2).run();
    expect(shop.state(1).leader.value).toBe('following');
    shop.beat(2).run();
    expect(shop.answers).toEqual(['S1 to C1.1: x']);
  });

  test('a reply is for clerks', () => {
    const shop = led();
    const before = shop.state(1);
    const message = { kind: 'reply', clerk: 101, id: 1, result: '', attempt: 0 } as const;
    shop.deliver({ from: 2, to: 1, message });
    expect([shop.state(1), shop.effects]).toEqual([before, []]);
  });
});

describe('at most once', () => {
  test('a command in two slots is executed in the first one, and answered once (BL-33, BL-34)', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run();
    decideAgain(shop, 2, writeOperation(append));
    expect(rulesOf(shop.effects)).toContain('service.skipRepeated');
    shop.beat(1).run();
    expect([1, 2, 3].map((server) => shop.database(server))).toEqual(['k=x', 'k=x', 'k=x']);
    expect([1, 2, 3].map((server) => shop.service(server).applied)).toEqual([2, 2, 2]);
    expect(shop.answers).toEqual(['S1 to C1.1: x']);
  });

  test('and the next command finds what one execution left', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run();
    decideAgain(shop, 2, writeOperation(append));
    shop.ask(1, shop.operation(2, 'append', 'k', 'y')).run();
    expect(shop.answers.at(-1)).toBe('S1 to C2.1: xy');
    expect(shop.service(1).applied).toBe(3);
  });

  test('a new leader that is asked for what it took over proposes it once, and answers when it executes it', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run(among(1, 2));
    // S3 hears of it from S2, and asks for it again in its slot.
    shop
      .campaign(3)
      .run(({ from, to, message }) => among(2, 3)({ from, to, message }) && message.kind !== 'p2a');
    shop.ask(3, append, 1);
    expect(rulesOf(shop.effects)).toEqual(['service.take', 'leader.proposeNothing']);
    for (let i = 0; i < 4; i++) shop.beat(3).run();
    expect(shop.answers).toEqual(['S1 to C1.1: x', 'S3 to C1.1: x']);
    expect([1, 2, 3].map((server) => shop.database(server))).toEqual(['k=x', 'k=x', 'k=x']);
  });

  test('a new leader that has to execute an older call of a clerk first answers the one it was asked', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run(among(1, 2));
    shop.campaign(2).run((wire) => among(2, 3)(wire) && wire.message.kind !== 'p2a');
    shop.ask(2, shop.operation(1, 'append', 'k', 'y'));
    for (let i = 0; i < 3; i++) shop.beat(2).run();
    expect(shop.answers).toEqual(['S1 to C1.1: x', 'S2 to C1.2: xy']);
  });

  test('a no-op, and what no clerk wrote, change nothing', () => {
    const shop = led();
    decideAgain(decideAgain(shop, 1, NO_OP), 2, 'hello');
    expect([shop.service(3).applied, shop.database(3)]).toEqual([2, '']);
    expect(shop.service(3).sessions).toEqual([]);
  });
});

describe('a crash with the storage kept', () => {
  test('keeps database, table and how far it has executed; who waits is forgotten', () => {
    const shop = led();
    const append = shop.operation(1, 'append', 'k', 'x');
    shop.ask(1, append).run();
    shop.ask(1, shop.operation(2, 'append', 'k', 'y'));
    expect(shop.service(1).pending).toHaveLength(1);
    const before = shop.service(1);
    shop.run(() => false).crash(1);
    expect(shop.service(1)).toEqual({ ...before, pending: [] });
    shop.campaign(1).run();
    expect(shop.database(1)).toBe('k=xy');
    shop.ask(1, append, 5);
    // C2 asks again itself.
    expect(shop.answers).toEqual(['S1 to C1.1: x', 'S1 to C1.1: x']);
  });

  test('does not execute again what was cleared', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run();
    for (let i = 0; i < 3; i++) shop.beat(1).run();
    for (const server of [1, 2, 3]) shop.crash(server);
    shop
      .campaign(2)
      .run()
      .ask(2, shop.operation(1, 'append', 'k', 'y'))
      .run()
      .beat(2)
      .run();
    expect([1, 2, 3].map((server) => shop.database(server))).toEqual(['k=xy', 'k=xy', 'k=xy']);
  });

  test('what is kept is data that may be written down', () => {
    const shop = led();
    shop.ask(1, shop.operation(1, 'append', 'k', 'x')).run();
    const kept = multiKvServer(DEFAULT_SETTINGS).durable(shop.state(1));
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  });
});

test('a server alone answers in the step in which it is asked (BL-63)', () => {
  const shop = new LeaderShop(1);
  const ask = (operation: Operation) => shop.ask(1, operation).answers.at(-1);
  expect(ask(shop.operation(1, 'put', 'k', 'x'))).toBe('S1 to C1.1: ');
  expect(ask(shop.operation(1, 'append', 'k', 'y'))).toBe('S1 to C1.2: xy');
  expect(ask(shop.operation(1, 'get', 'k'))).toBe('S1 to C1.3: xy');
  expect([shop.sent, shop.service(1).pending]).toEqual([[], []]);
  expect(shop.beat(1).service(1).applied).toBe(3);
});
