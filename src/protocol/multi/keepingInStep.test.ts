import { describe, expect, test } from 'vitest';
import { Chair } from './chair.testkit';

const alphabet = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `v${first + i}`);
const slots = (first: number, last: number) =>
  alphabet(first, last)
    .map((value, i) => `${first + i}=${value}`)
    .join(' ');

describe('a heartbeat', () => {
  test('goes to all others, says how far all is decided and cleared, and sets the next', () => {
    const chair = new Chair(3).lead().knows('3=c 4=d', 4, 2).beat();
    expect(chair.said).toEqual([
      'S2: heartbeat 1.S1 up to 4 cleared 2 #1',
      'S3: heartbeat 1.S1 up to 4 cleared 2 #1',
    ]);
    expect([chair.timers, chair.rules]).toEqual([['+heartbeat 25..25'], ['leader.beat']]);
    expect(chair.beat().said[0]).toBe('S2: heartbeat 1.S1 up to 4 cleared 2 #2');
  });

  test('says of a decided slot behind a hole nothing', () => {
    expect(new Chair(3).lead().knows('1=a 3=c', 1).beat().said[0]).toBe(
      'S2: heartbeat 1.S1 up to 1 cleared 0 #1',
    );
  });

  test('counts from 1 again in the next leadership', () => {
    const chair = new Chair(3).lead().beat().beat().seen(2, '1.S2').lead().beat();
    expect(chair.said[0]).toBe('S2: heartbeat 2.S1 up to 0 cleared 0 #1');
  });
});

describe('a P2A without a majority of votes (BL-62)', () => {
  test('is sent again at the third heartbeat after it, to those who have not voted', () => {
    const chair = new Chair(5).lead().propose('a').p2b(1, 1).p2b(4, 1);
    const resent = (attempt: number, ...who: number[]) =>
      who.map((to) => `S${to}: p2a 1.S1 1=a up to 0 #${attempt}`);
    const p2as = () => chair.beat().said.filter((line) => line.includes('p2a'));
    expect([p2as(), p2as()]).toEqual([[], []]);
    expect(p2as()).toEqual(resent(1, 2, 3, 5));
    expect(chair.rules).toEqual(['leader.beat', 'leader.resend']);
    expect([p2as(), p2as(), p2as()]).toEqual([[], [], resent(2, 2, 3, 5)]);
    expect(chair.p2b(2, 1).rules).toEqual(['leader.decide']);
  });

  test('also to its own acceptor, which may not have got it', () => {
    const chair = new Chair(3).lead().propose('a').beat().beat().beat();
    expect(chair.said).toContain('S1: p2a 1.S1 1=a up to 0 #1');
  });

  test('waits three heartbeats of its own, whenever it was sent', () => {
    const chair = new Chair(3).lead().beat().beat().propose('a').beat();
    expect(chair.rules).toEqual(['leader.beat']);
    expect(chair.beat().rules).toEqual(['leader.beat']);
    expect(chair.beat().rules).toEqual(['leader.beat', 'leader.resend']);
  });

  test('that a takeover sent is no other', () => {
    const chair = new Chair(3).campaign().p1b(1).p1b(2, { votes: '2=0.S2:b' }).beat().beat();
    expect(chair.rules).toEqual(['leader.beat']);
    expect(chair.beat().said.slice(2)).toEqual([
      ...[1, 2, 3].map((to) => `S${to}: p2a 1.S1 1=no-op up to 0 #1`),
      ...[1, 2, 3].map((to) => `S${to}: p2a 1.S1 2=b up to 0 #1`),
    ]);
  });

  test('is not sent again once its slot is decided, in order or not', () => {
    const chair = new Chair(3).lead().propose('a').propose('b').propose('c');
    chair.knows('1=a 3=c', 1).beat().beat().beat();
    const p2as = chair.said.filter((line) => line.includes('p2a'));
    expect(p2as).toEqual([1, 2, 3].map((to) => `S${to}: p2a 1.S1 2=b up to 1 #1`));
  });
});

describe('a server that has executed less than it was told (CONFORMANCE 3.1, catch-up)', () => {
  const leading = () => new Chair(3).lead().knows(slots(1, 5), 5);

  test('gets the decisions it lacks, and only those it was told of', () => {
    const chair = leading().reply(3, 2, { of: 4, beat: 9 });
    expect(chair.said).toEqual(['S3: decision 1.S1 from 3: v3,v4 #9']);
    expect(chair.rules).toEqual(['leader.noteExecuted', 'leader.teach']);
  });

  test('gets nothing when it lacks nothing', () => {
    expect(leading().reply(3, 4, { of: 4 }).said).toEqual([]);
    expect(leading().reply(3, 5, { of: 4 }).said).toEqual([]);
  });

  test('gets sixty-four at once, and asks for more with its next reply', () => {
    const chair = new Chair(3).lead().knows(slots(1, 200), 200).reply(3, 10, { of: 200 });
    expect(chair.said).toEqual([`S3: decision 1.S1 from 11: ${alphabet(11, 74).join()} #1`]);
  });

  test('gets what the leader knows in a row, and not what lies behind a gap', () => {
    const chair = new Chair(3).lead().knows('1=a 2=b 4=d', 2);
    expect(chair.reply(3, 0, { of: 4 }).said).toEqual(['S3: decision 1.S1 from 1: a,b #1']);
    expect(chair.reply(3, 2, { of: 4 }).said).toEqual([]);
  });

  test('gets nothing for an answer to an earlier leadership', () => {
    const chair = leading().seen(2, '1.S2').lead().reply(3, 2, { ballot: '1.S1', of: 4 });
    expect(chair.effects).toEqual([]);
  });
});

describe('a slot is cleared when everybody has executed it (CONFORMANCE 3.1)', () => {
  const leading = (servers = 3) => new Chair(servers).lead().knows(slots(1, 5), 5);

  test('and not before the last one has said so (BL-50, BL-51)', () => {
    const chair = leading(5);
    for (const server of [2, 3, 4]) expect(chair.reply(server, 4).said).toEqual([]);
    expect(chair.beat().said[0]).toBe('S2: heartbeat 1.S1 up to 5 cleared 0 #1');
    expect(chair.reply(5, 3).said).toEqual(['here: clear 3']);
  });

  test('up to what the slowest has executed, the leader included', () => {
    expect(leading().reply(2, 4).reply(3, 2).said).toEqual(['here: clear 2']);
    const slow = new Chair(3).lead().knows('1=a', 1).reply(2, 4).reply(3, 2);
    expect(slow.said).toEqual(['here: clear 1']);
  });

  test('once', () => {
    const chair = leading().reply(2, 4).reply(3, 2).knows(slots(3, 5), 5, 2);
    expect(chair.reply(3, 2).said).toEqual([]);
    expect(chair.reply(3, 3).said).toEqual(['here: clear 3']);
  });

  test('and everybody hears of it by the next heartbeat', () => {
    const chair = leading().reply(2, 4).reply(3, 2).beat();
    expect(chair.said).toEqual([
      'here: clear 2',
      'S2: heartbeat 1.S1 up to 5 cleared 2 #1',
      'S3: heartbeat 1.S1 up to 5 cleared 2 #1',
    ]);
    expect(chair.knows(slots(3, 5), 5, 2).beat().said[0]).toBe(
      'S2: heartbeat 1.S1 up to 5 cleared 2 #2',
    );
  });

  test('an old answer takes nothing back', () => {
    const chair = leading().reply(2, 4).reply(2, 1);
    expect(chair.reply(3, 4).said).toEqual(['here: clear 4']);
  });

  test('what was said to an earlier leadership is forgotten', () => {
    const chair = leading().reply(2, 5).seen(2, '1.S2').lead();
    expect(chair.reply(3, 5).said).toEqual([]);
    expect(chair.reply(2, 5).said).toEqual(['here: clear 5']);
  });

  test('and nothing is left of it in what was asked and reported', () => {
    const chair = new Chair(3).campaign().p1b(1, { decided: '2=b' });
    chair.p1b(2, { votes: '1=0.S2:a 3=0.S2:c', decided: '1=a 2=b' });
    chair.propose('d').clear(2);
    expect([chair.proposals, chair.effects]).toEqual(['3=c 4=d', []]);
    const { reports } = chair.state.context;
    expect(reports.map(({ accepted, decided }) => [accepted.size, decided.size])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(chair.p2b(3, 2).rules).toEqual(['leader.ignoreVote']);
    expect(chair.p2b(3, 3).rules).toEqual(['leader.countVote']);
  });

  test('nor in what was decided in this leadership', () => {
    const chair = new Chair(3).lead().propose('a').propose('b').p2b(1, 1).p2b(2, 1);
    expect(chair.knows('1=a', 1).clear(1).proposals).toBe('2=b');
  });

  test('by a server alone at its next heartbeat, which nobody gets', () => {
    const chair = new Chair(1).begin().p1b(1).knows(slots(1, 3), 3).beat();
    expect(chair.said).toEqual(['here: clear 3']);
    expect(chair.timers).toEqual(['+heartbeat 25..25']);
  });
});
