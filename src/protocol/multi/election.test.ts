import { describe, expect, test } from 'vitest';
import { Chair } from './chair.testkit';

const CHECK_LATER = '+heartbeatCheck 100..150';

describe('a server that hears nothing (CONFORMANCE 3.1)', () => {
  test('begins as a follower, and checks again and again', () => {
    const chair = new Chair(3).begin();
    expect([chair.phase, chair.said, chair.timers]).toEqual(['following', [], [CHECK_LATER]]);
    expect([chair.ballot, chair.follows]).toEqual(['–', '–']);
    const timers = { heartbeatCheck: 7 };
    expect(new Chair(3, { timers }).begin().timers).toEqual(['+heartbeatCheck 7..11']);
  });

  test('lets the first missed check pass (BL-56)', () => {
    const chair = new Chair(3).check();
    expect([chair.phase, chair.said, chair.timers]).toEqual(['following', [], [CHECK_LATER]]);
    expect(chair.rules).toEqual(['leader.miss']);
  });

  test('asks everybody to follow its ballot at the second one in a row', () => {
    const chair = new Chair(3).check().check();
    expect(chair.phase).toBe('electing');
    expect(chair.said).toEqual(['S1: p1a 1.S1 #0', 'S2: p1a 1.S1 #0', 'S3: p1a 1.S1 #0']);
    expect(chair.timers).toEqual(['-heartbeat', CHECK_LATER]);
    expect(chair.rules).toEqual(['leader.elect']);
    expect([chair.ballot, chair.follows]).toEqual(['1.S1', '1.S1']);
  });

  test.each([
    [1, 3, '1.S2', '2.S1'],
    [5, 5, '1.S4', '1.S5'],
    [3, 5, '4.S3', '5.S3'],
  ])('S%i of %i, which has seen %s, takes the smallest own ballot above: %s', (...row) => {
    const [self, servers, seen, taken] = row;
    const chair = new Chair(servers, { self }).seen(2, seen).check().campaign();
    expect(chair.ballot).toBe(taken);
  });
});

describe('a server that hears from a leader', () => {
  test('takes the owner of the highest ballot for it, and waits two checks anew', () => {
    const chair = new Chair(3).check().seen(2, '1.S2');
    expect([chair.phase, chair.follows, chair.rules]).toEqual([
      'following',
      '1.S2',
      ['leader.follow'],
    ]);
    expect(chair.seen(3, '1.S3').follows).toBe('1.S3');
    expect(chair.check().rules).toEqual([]);
    expect(chair.timers).toEqual([CHECK_LATER]);
    expect(chair.check().phase).toBe('following');
    expect(chair.check().phase).toBe('electing');
  });

  test('is content as long as it hears something before every other check', () => {
    const chair = new Chair(3).seen(2, '1.S2').check();
    for (let i = 0; i < 20; i++) {
      expect(chair.check().rules).toEqual(['leader.miss']);
      expect(chair.seen(2, '1.S2').check().rules).toEqual([]);
    }
    expect(chair.phase).toBe('following');
  });

  test('one word of the leader lasts for one check', () => {
    const chair = new Chair(3).seen(2, '1.S2').seen(2, '1.S2').seen(2, '1.S2').check();
    expect(chair.campaign().phase).toBe('electing');
  });

  test.each([
    ['a lower ballot: its owner is deposed (BL-55)', 2, '1.S2'],
    ['the leader itself about a lower ballot', 3, '1.S2'],
    ['somebody else about the ballot of the leader', 2, '1.S3'],
  ])('is not told that the leader lives by a message of %s', (_why, from, number) => {
    const chair = new Chair(3).seen(3, '1.S3').check();
    expect(chair.seen(from, number).rules).toEqual([]);
    expect(chair.follows).toBe('1.S3');
    chair.check().seen(from, number).check();
    expect([chair.phase, chair.ballot]).toEqual(['electing', '2.S1']);
  });

  test('that it hears of from another has not been heard yet, and gets two checks', () => {
    const chair = new Chair(3).check().seen(2, '1.S3').check();
    expect([chair.phase, chair.rules]).toEqual(['following', ['leader.miss']]);
    expect(chair.check().phase).toBe('electing');
  });
});

describe('a candidate', () => {
  test('asks those who did not answer again, with the same ballot, as often as it takes (BL-62)', () => {
    const chair = new Chair(5).campaign().p1b(1).check();
    const others = (attempt: number) => [2, 3, 4, 5].map((to) => `S${to}: p1a 1.S1 #${attempt}`);
    expect(chair.said).toEqual(others(1));
    expect([chair.timers, chair.rules]).toEqual([[CHECK_LATER], ['leader.askAgain']]);
    expect(chair.check().said).toEqual(others(2));
    expect(chair.p1b(4).check().said).toEqual([2, 3, 5].map((to) => `S${to}: p1a 1.S1 #3`));
    expect([chair.phase, chair.ballot]).toEqual(['electing', '1.S1']);
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [6, 4],
    [7, 4],
  ])('of %i servers leads with %i promises, and not before (BL-58)', (servers, needed) => {
    const chair = new Chair(servers).campaign();
    for (let from = 1; from < needed; from++) {
      expect(chair.p1b(from).rules).toEqual(['leader.countPromise']);
      expect([chair.phase, chair.said]).toEqual(['electing', []]);
    }
    expect(chair.p1b(needed).rules).toEqual(['leader.lead']);
    expect(chair.phase).toBe('leading');
  });

  test.each<[string, (chair: Chair) => Chair]>([
    ['a second one of the same server', (chair) => chair.p1b(2)],
    ['a refusal', (chair) => chair.p1b(3, { promised: '1.S2' })],
    ['one for an earlier ballot', (chair) => chair.p1b(3, { ballot: '1.S1' })],
    [
      'a refusal of an earlier ballot that names the present one',
      (chair) => chair.p1b(3, { ballot: '1.S1', promised: '2.S1' }),
    ],
  ])('does not count %s (BL-57)', (_what, happen) => {
    const chair = new Chair(5, { preemption: 'retry' }).campaign();
    chair.seen(3, '1.S3').p1b(1).p1b(2);
    expect(chair.ballot).toBe('2.S1');
    expect(happen(chair).rules).toEqual(['leader.ignorePromise']);
    expect(chair.phase).toBe('electing');
    expect(chair.p1b(3).phase).toBe('leading');
  });

  test('that leads already keeps a late promise, and proposes nothing for it', () => {
    const chair = new Chair(3).lead().p1b(3, { votes: '1=0.S3:z' });
    expect([chair.rules, chair.said, chair.proposals]).toEqual([['leader.countPromise'], [], '']);
    expect(chair.p1b(3).rules).toEqual(['leader.ignorePromise']);
  });

  test('that became a follower has no use for promises', () => {
    const chair = new Chair(3).campaign().p1b(1).seen(3, '1.S3');
    expect(chair.p1b(2, { ballot: '1.S1' }).rules).toEqual(['leader.ignorePromise']);
    expect(chair.phase).toBe('following');
  });
});

describe('timers do not multiply (BL-64)', () => {
  test('a message sets none, but for the heartbeat of a new leader', () => {
    const chair = new Chair(3).begin().seen(2, '1.S2');
    expect(chair.timers).toEqual([]);
    expect(chair.seen(2, '1.S2').timers).toEqual([]);
    chair.campaign().check();
    expect(chair.p1b(1).timers).toEqual([]);
    expect(chair.p1b(2).timers).toEqual(['+heartbeat 25..25']);
    expect(chair.p1b(3).timers).toEqual([]);
    for (const happen of [
      () => chair.propose('a'),
      () => chair.p2b(1, 1),
      () => chair.p2b(2, 1),
      () => chair.p2b(3, 2, { accepted: false, promised: '–' }),
      () => chair.reply(2, 0),
    ])
      expect(happen().timers).toEqual([]);
  });

  test('a leader goes on checking for nothing, so that it will when it is deposed', () => {
    const chair = new Chair(3).lead().check();
    expect([chair.phase, chair.timers, chair.said]).toEqual(['leading', [CHECK_LATER], []]);
  });

  test('what does not belong to its phase is passed over', () => {
    const follower = new Chair(3).begin();
    const candidate = new Chair(3).campaign();
    for (const chair of [follower, candidate]) {
      expect(chair.beat().effects).toEqual([]);
      expect(chair.backoff().effects).toEqual([]);
      expect(chair.reply(2, 0, { ballot: '1.S1' }).effects).toEqual([]);
    }
    expect([follower.phase, candidate.phase]).toEqual(['following', 'electing']);
  });
});

test('a server alone runs phase 1 when it begins, and waits for nothing (BL-63)', () => {
  const chair = new Chair(1).begin();
  expect([chair.phase, chair.said]).toEqual(['electing', ['S1: p1a 1.S1 #0']]);
  expect(chair.timers).toEqual(['-heartbeat']);
});

test('a server alone that writes to itself may lose that, and checks', () => {
  const chair = new Chair(1, { toSelf: 'message' }).begin();
  expect(chair.timers).toEqual(['-heartbeat', CHECK_LATER]);
  expect(chair.check().said).toEqual(['S1: p1a 1.S1 #1']);
});

test.each<[string, (chair: Chair) => Chair]>([
  ['alone', () => new Chair(1).begin()],
  ['silence', (chair) => chair.campaign()],
  ['preempted', () => new Chair(3, { preemption: 'retry' }).campaign().seen(2, '1.S2')],
  [
    'pause over',
    () => new Chair(3, { preemption: 'backoff' }).campaign().seen(2, '1.S2').backoff(),
  ],
])('it says why it runs for leader: %s', (why, happen) => {
  expect(happen(new Chair(3)).effects).toContainEqual(
    expect.objectContaining({ rule: 'leader.elect', because: expect.objectContaining({ why }) }),
  );
});
