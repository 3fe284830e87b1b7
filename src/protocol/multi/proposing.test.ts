import { describe, expect, test } from 'vitest';
import { Chair } from './chair.testkit';

const to = (servers: readonly number[], letter: string) => servers.map((s) => `S${s}: ${letter}`);
const all = [1, 2, 3] as const;

describe('a new leader (CONFORMANCE 3.1, 4.6)', () => {
  /** S1 hears that S2 has voted in slot 2 and knows slot 3; its own votes are in 2 and 5. */
  function taken(): Chair {
    const chair = new Chair(3).knows('1=a', 1).seen(3, '1.S3').campaign().check();
    chair.p1b(1, { votes: '1=1.S3:a 2=1.S2:b 5=1.S3:e', decided: '1=a' });
    return chair.p1b(2, { votes: '2=1.S3:c', decided: '3=d' });
  }

  test('learns what is reported as chosen, asks for what was accepted, and fills the gaps', () => {
    const chair = taken();
    expect(chair.phase).toBe('leading');
    expect(chair.said).toEqual([
      'here: learn 3=d',
      ...to(all, 'p2a 2.S1 2=c up to 1 #0'),
      ...to(all, 'p2a 2.S1 4=no-op up to 1 #0'),
      ...to(all, 'p2a 2.S1 5=e up to 1 #0'),
    ]);
    expect(chair.rules).toEqual(['leader.lead', 'leader.adopt', 'leader.fillGap', 'leader.adopt']);
    expect(chair.proposals).toBe('2=c 4=no-op 5=e');
  });

  test('begins to beat', () => {
    expect(taken().timers).toEqual(['+heartbeat 25..25']);
    expect(new Chair(3, { timers: { heartbeat: 7 } }).lead().timers).toEqual(['+heartbeat 7..7']);
  });

  test('goes on behind all that was reported (BL-48)', () => {
    expect(taken().propose('f').said).toEqual(to(all, 'p2a 2.S1 6=f up to 1 #0'));
  });

  test('goes on behind all that it knows itself', () => {
    const chair = new Chair(3).knows('1=a 2=b 4=d', 2).lead();
    expect(chair.said).toEqual(to(all, 'p2a 1.S1 3=no-op up to 2 #0'));
    expect(chair.propose('e').said).toEqual(to(all, 'p2a 1.S1 5=e up to 2 #0'));
  });

  test('goes on behind what everybody has cleared', () => {
    const chair = new Chair(3).knows('', 6, 6).lead();
    expect(chair.said).toEqual([]);
    expect(chair.propose('g').said).toEqual(to(all, 'p2a 1.S1 7=g up to 6 #0'));
  });

  test('leaves out what another has cleared: everybody executed it (BL-52)', () => {
    const chair = new Chair(3).campaign().p1b(1);
    chair.p1b(2, { votes: '5=1.S2:e', cleared: 3 });
    expect(chair.proposals).toBe('4=no-op 5=e');
    expect(chair.propose('f').said).toEqual(to(all, 'p2a 1.S1 6=f up to 0 #0'));
  });

  test('takes up no vote that it has cleared itself (BL-52)', () => {
    const chair = new Chair(3).knows('4=d', 4, 3).campaign().p1b(1);
    expect(chair.p1b(2, { votes: '2=1.S2:b 3=1.S2:c', decided: '1=z' }).said).toEqual([]);
    expect(
      chair.state.context.reports.map(({ accepted, decided }) => [accepted.size, decided.size]),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('a command', () => {
  test('gets the next free slot at once: many are agreed on at the same time', () => {
    const chair = new Chair(3).lead();
    expect(chair.propose('a').said).toEqual(to(all, 'p2a 1.S1 1=a up to 0 #0'));
    expect(chair.propose('b').said).toEqual(to(all, 'p2a 1.S1 2=b up to 0 #0'));
    expect(chair.propose('c').rules).toEqual(['leader.propose']);
    expect(chair.proposals).toBe('1=a 2=b 3=c');
  });

  test('brings along how far all is decided', () => {
    const chair = new Chair(3).lead().propose('a').propose('b').knows('1=a', 1);
    expect(chair.propose('c').said).toEqual(to(all, 'p2a 1.S1 3=c up to 1 #0'));
  });

  test('never gets a slot that somebody has told to be decided', () => {
    const chair = new Chair(3).lead().knows('1=a 2=b', 2);
    expect(chair.propose('c').said).toEqual(to(all, 'p2a 1.S1 3=c up to 2 #0'));
  });

  test('that is in hand, or in the log, is not proposed again', () => {
    const chair = new Chair(3).lead().propose('a').propose('b');
    const again = chair.propose('a');
    expect([again.said, again.rules]).toEqual([[], ['leader.proposeNothing']]);
    expect(chair.propose('b').said).toEqual([]);
    expect(chair.knows('1=a', 1).propose('a').said).toEqual([]);
    const log = new Chair(3).knows('1=a 2=b', 2).lead();
    for (const value of ['a', 'b']) expect(log.propose(value).said).toEqual([]);
    expect(log.propose('c').said).toHaveLength(3);
  });

  test('counts as in hand only where the log holds no other', () => {
    const chair = new Chair(3).lead().propose('a').knows('1=z', 1);
    expect(chair.propose('a').said).toEqual(to(all, 'p2a 1.S1 2=a up to 1 #0'));
  });

  test('is dropped by whoever does not lead (BL-49)', () => {
    const preempted = (chair: Chair) => chair.lead().seen(2, '1.S2');
    const others: [string, Chair][] = [
      ['following', new Chair(3).seen(2, '1.S2')],
      ['electing', new Chair(3).campaign()],
      ['following', preempted(new Chair(3))],
      ['backing off', preempted(new Chair(3, { preemption: 'backoff' }))],
    ];
    for (const [phase, chair] of others) {
      expect(chair.propose('a').phase).toBe(phase);
      expect([chair.said, chair.timers, chair.rules]).toEqual([[], [], ['leader.dropRequest']]);
      expect(chair.proposals).toBe('');
    }
  });
});

describe('votes', () => {
  const asking = (servers: number) => new Chair(servers).lead().propose('a').propose('b');

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [6, 4],
  ])('of %i servers %i decide, and not fewer', (servers, needed) => {
    const chair = asking(servers);
    for (let from = 1; from < needed; from++) {
      expect(chair.p2b(from, 2).rules).toEqual(['leader.countVote']);
      expect(chair.said).toEqual([]);
    }
    expect(chair.p2b(needed, 2).said).toEqual(['here: learn 2=b']);
    expect([chair.rules, chair.timers]).toEqual([['leader.decide'], []]);
  });

  test('count for their own slot only', () => {
    const chair = asking(3).p2b(1, 1).p2b(2, 2);
    expect(chair.proposals).toBe('1=a S1 2=b S2');
    expect(chair.p2b(2, 1).said).toEqual(['here: learn 1=a']);
  });

  test('in a slot that is decided are noted, and decide nothing again', () => {
    const chair = asking(3).p2b(1, 1).p2b(2, 1).knows('1=a', 1);
    expect(chair.p2b(3, 1).rules).toEqual(['leader.countVote']);
    expect([chair.said, chair.proposals]).toEqual([[], '1=a S1 S2 S3 2=b']);
    const told = asking(3).knows('2=b').p2b(1, 2);
    expect(told.p2b(2, 2).rules).toEqual(['leader.countVote']);
  });

  test('for a slot in which it asks for nothing are not counted', () => {
    const chair = asking(3).p2b(1, 7);
    expect([chair.rules, chair.proposals]).toEqual([['leader.ignoreVote'], '1=a 2=b']);
  });

  test.each<[string, (chair: Chair) => Chair]>([
    ['a second vote of the same server', (chair) => chair.p2b(1, 1)],
    ['a refusal (BL-07)', (chair) => chair.p2b(2, 1, { accepted: false })],
    ['a vote of an earlier ballot (BL-42)', (chair) => chair.p2b(2, 1, { ballot: '1.S1' })],
    [
      'a refusal of an earlier P2A that names the present ballot (BL-41)',
      (chair) => chair.p2b(2, 1, { ballot: '1.S1', accepted: false, promised: '2.S1' }),
    ],
  ])('%s is not counted', (_what, happen) => {
    const chair = new Chair(3).lead().seen(2, '1.S2').lead();
    // It has led with 1.S1 before, and asked for the same in the same slot.
    chair.propose('a').p2b(1, 1);
    expect(chair.ballot).toBe('2.S1');
    expect(happen(chair).rules).toEqual(['leader.ignoreVote']);
    expect([chair.said, chair.proposals]).toEqual([[], '1=a S1']);
    expect(chair.p2b(3, 1).rules).toEqual(['leader.decide']);
  });

  test('given in the ballot before are gone with it (BL-42)', () => {
    const chair = new Chair(3).lead().propose('a').p2b(1, 1).seen(2, '1.S2').lead().propose('a');
    expect(chair.proposals).toBe('1=a');
    expect(chair.p2b(2, 1).rules).toEqual(['leader.countVote']);
    expect(chair.p2b(3, 1).rules).toEqual(['leader.decide']);
  });

  test('are not counted by whoever does not lead', () => {
    const chair = asking(3).p2b(1, 1).seen(2, '1.S2');
    expect(chair.p2b(3, 1, { ballot: '1.S1' }).rules).toEqual(['leader.ignoreVote']);
    expect(chair.said).toEqual([]);
  });

  test('of late refusals are counted when that rule is broken on purpose (BL-41)', () => {
    const chair = new Chair(3, { wrong: ['late-rejections'] }).lead().seen(2, '1.S2').lead();
    chair.propose('a').p2b(1, 1);
    chair.p2b(2, 1, { ballot: '1.S1', accepted: false, promised: '2.S1' });
    expect(chair.rules).toEqual(['leader.decide']);
  });
});

describe('an acceptor that never saw the P1A (CONFORMANCE 4.11, BL-61, BL-62)', () => {
  test.each(['–', '0.S3'])('gets it when it refuses a P2A, having promised %s', (promised) => {
    const chair = new Chair(3).lead().propose('a');
    chair.p2b(3, 1, { accepted: false, promised });
    expect(chair.said).toEqual(['S3: p1a 1.S1 #1']);
    expect(chair.rules).toEqual(['leader.sendP1A']);
    expect([chair.phase, chair.proposals]).toEqual(['leading', '1=a']);
    expect(chair.p2b(3, 1, { accepted: false, promised }).said).toEqual(['S3: p1a 1.S1 #2']);
  });

  test.each(['–', '0.S3'])(
    'gets it when it answers a heartbeat, having promised %s',
    (promised) => {
      const chair = new Chair(3).lead().reply(3, 0, { promised });
      expect(chair.said).toEqual(['S3: p1a 1.S1 #1']);
      expect(chair.reply(3, 0, { promised }).said).toEqual(['S3: p1a 1.S1 #2']);
      expect(chair.rules).toContain('leader.sendP1A');
    },
  );

  test('and then votes when it is asked again: a P2A without a majority is resent', () => {
    const chair = new Chair(3).lead().propose('a').p2b(1, 1);
    chair.p2b(3, 1, { accepted: false, promised: '–' }).p1b(3).beat().beat().beat();
    expect(chair.said).toContain('S3: p2a 1.S1 1=a up to 0 #1');
    expect(chair.p2b(3, 1).rules).toEqual(['leader.decide']);
  });

  test('gets nothing for a refusal of an earlier ballot', () => {
    const chair = new Chair(3).lead().seen(2, '1.S2').lead().propose('a');
    chair.p2b(3, 1, { ballot: '1.S1', accepted: false, promised: '–' });
    expect([chair.said, chair.rules]).toEqual([[], ['leader.ignoreVote']]);
  });

  test('gets nothing when it has adopted this ballot', () => {
    expect(new Chair(3).lead().reply(3, 0).said).toEqual([]);
  });
});
