import { describe, expect, test } from 'vitest';
import { formatBallot } from '../ballot';
import { ballot, ballotOrNone } from '../ballot.testkit';
import { rulesOf, sentOf, timersOf } from './effects.testkit';
import { idleProposer, type ProposerEvent, type ProposerState, proposerRole } from './proposer';

const RETRY_MS = 40;

/** A proposer that tells what it does, one line an event. */
class Campaigner {
  state: ProposerState;

  private readonly server: number;
  private readonly cluster: number;

  constructor(server: number, cluster: number) {
    this.server = server;
    this.cluster = cluster;
    this.state = idleProposer(server, this.everyone, RETRY_MS);
  }

  private step(event: ProposerEvent) {
    const { state, effects } = proposerRole.step(this.state, event);
    this.state = state;
    const letters = sentOf(effects);
    const [first] = letters;
    return {
      rule: rulesOf(effects).join(),
      timers: timersOf(effects),
      to: letters.map(({ to }) => to),
      asks: first
        ? `${first.message.kind} ${formatBallot(first.message.ballot)}${'value' in first.message ? `:${first.message.value}` : ''}`
        : '',
    };
  }

  start = (value: string, seen = '–') =>
    this.step({ type: 'PROPOSE', value, seen: ballotOrNone(seen) });
  retry = (seen = '–') => this.step({ type: 'RETRY', seen: ballotOrNone(seen) });
  learned = () => this.step({ type: 'LEARNED' });
  accepted = (from: number, number: string) =>
    this.step({ type: 'ACCEPTED', from, ballot: ballot(number) });
  /** `vote` as in "1.S1:x". */
  promise(from: number, number: string, vote = '') {
    const [voted, value = ''] = vote.split(':');
    const reported = voted ? { ballot: ballot(voted), value } : null;
    return this.step({ type: 'PROMISE', from, ballot: ballot(number), vote: reported });
  }
  reject(from: number, number: string, promised: string, phase: 'prepare' | 'accept' = 'prepare') {
    const event = { type: 'REJECT', from, phase } as const;
    return this.step({ ...event, ballot: ballot(number), promised: ballot(promised) });
  }

  get everyone() {
    return Array.from({ length: this.cluster }, (_, i) => i + 1);
  }

  /** Starts and collects promises of the lowest servers, own one first, until it may ask for votes. */
  reachPhase2(value: string) {
    this.start(value);
    const number = `1.S${this.server}`;
    for (let from = 1; this.state.value === 'preparing'; from++) this.promise(from, number);
    return this;
  }
}

const proposer = (server = 1, cluster = 3) => new Campaigner(server, cluster);

describe('a round (CONFORMANCE 1.4)', () => {
  test('Start asks everyone, itself included, to promise', () => {
    const s1 = proposer();
    expect(s1.start('x')).toEqual({
      rule: 'proposer.start',
      timers: ['+retry 40..80'],
      to: s1.everyone,
      asks: 'prepare 1.S1',
    });
  });

  test('a majority of promises leads to phase 2 with its own value', () => {
    const s1 = proposer();
    s1.start('x');
    expect(s1.promise(1, '1.S1')).toMatchObject({ rule: 'proposer.countPromise', to: [] });
    expect(s1.promise(3, '1.S1')).toMatchObject({
      rule: 'proposer.proposeOwn',
      to: s1.everyone,
      asks: 'accept 1.S1:x',
    });
  });

  test('a majority of votes is announced once, and the timer stops', () => {
    const s1 = proposer().reachPhase2('x');
    expect(s1.accepted(1, '1.S1').rule).toBe('proposer.countVote');
    expect(s1.accepted(2, '1.S1')).toEqual({
      rule: 'proposer.decide',
      timers: ['-retry'],
      to: s1.everyone,
      asks: 'decided 1.S1:x',
    });
    expect(s1.accepted(3, '1.S1')).toMatchObject({ rule: 'proposer.ignoreReply', to: [] });
  });

  test.each([
    [4, 3],
    [5, 3],
    [6, 4],
    [9, 5],
  ])('of %i servers it takes %i promises and as many votes (BL-05, BL-06)', (cluster, majority) => {
    const s1 = proposer(1, cluster);
    s1.start('x');
    for (let from = 1; from < majority; from++) s1.promise(from, '1.S1');
    expect(s1.state.value).toBe('preparing');
    s1.promise(majority, '1.S1');
    expect(s1.state.value).toBe('accepting');
    for (let from = 1; from < majority; from++) s1.accepted(from, '1.S1');
    expect(s1.state.value).toBe('accepting');
    s1.accepted(majority, '1.S1');
    expect(s1.state.value).toBe('decided');
  });
});

describe('the value of phase 2', () => {
  test.each([
    ['no vote reported: its own', ['', '', ''], 'mine'],
    ['one vote among empty promises (BL-03)', ['', '1.S2:b', ''], 'b'],
    ['the highest round, reported first (BL-04)', ['2.S2:b', '1.S3:c', ''], 'b'],
    ['the highest round, reported last (BL-04)', ['1.S3:c', '', '2.S2:b'], 'b'],
    ['the higher server in one round', ['1.S2:b', '1.S3:c', '1.S1:a'], 'c'],
    ['all the same', ['1.S2:b', '1.S2:b', '1.S2:b'], 'b'],
  ])('%s', (_why, votes, value) => {
    const s4 = proposer(4, 5);
    s4.start('mine', '2.S3');
    s4.promise(1, '2.S4', votes[0]);
    s4.promise(2, '2.S4', votes[1]);
    expect(s4.promise(3, '2.S4', votes[2])).toMatchObject({
      asks: `accept 2.S4:${value}`,
      rule: value === 'mine' ? 'proposer.proposeOwn' : 'proposer.adoptHighest',
    });
  });

  test('a vote adopted in a lost round is no longer its own in the next (BL-04)', () => {
    const s4 = proposer(4, 5);
    s4.start('mine', '1.S3');
    s4.promise(1, '1.S4', '1.S2:b');
    s4.promise(2, '1.S4');
    s4.promise(3, '1.S4');
    s4.retry();
    s4.promise(1, '2.S4');
    s4.promise(3, '2.S4');
    expect(s4.promise(5, '2.S4').asks).toBe('accept 2.S4:mine');
  });
});

describe('what does not count', () => {
  const late = { rule: 'proposer.ignoreReply', to: [], timers: [] };

  test('a promise of an earlier ballot (BL-09)', () => {
    const s1 = proposer();
    s1.start('x');
    s1.retry();
    expect(s1.promise(2, '1.S1')).toMatchObject(late);
    expect(s1.promise(3, '1.S1')).toMatchObject(late);
    expect(s1.state.value).toBe('preparing');
  });

  test('a vote for an earlier ballot (BL-10)', () => {
    const s1 = proposer().reachPhase2('x');
    s1.retry();
    s1.promise(1, '2.S1', '1.S1:x');
    s1.promise(2, '2.S1');
    s1.accepted(1, '2.S1');
    expect(s1.accepted(3, '1.S1')).toMatchObject(late);
    expect(s1.state.value).toBe('accepting');
  });

  test('a rejection of an earlier ballot', () => {
    const s1 = proposer();
    s1.start('x');
    s1.retry();
    expect(s1.reject(2, '1.S1', '5.S2')).toMatchObject(late);
  });

  test('a second promise of one acceptor (BL-08)', () => {
    const s1 = proposer();
    s1.start('x');
    s1.promise(2, '1.S1');
    expect(s1.promise(2, '1.S1')).toMatchObject(late);
    expect(s1.state.value).toBe('preparing');
  });

  test('a second vote of one acceptor (BL-08)', () => {
    const s1 = proposer().reachPhase2('x');
    s1.accepted(2, '1.S1');
    expect(s1.accepted(2, '1.S1')).toMatchObject(late);
    expect(s1.state.value).toBe('accepting');
  });

  test('a rejection is no acknowledgement (BL-07)', () => {
    const s1 = proposer(1, 5);
    s1.start('x');
    s1.promise(1, '1.S1');
    s1.promise(2, '1.S1');
    expect(s1.reject(3, '1.S1', '1.S3').rule).toBe('proposer.noteRejection');
    expect(s1.state.value).toBe('preparing');
    s1.promise(4, '1.S1');
    s1.accepted(1, '1.S1');
    s1.accepted(2, '1.S1');
    s1.reject(3, '1.S1', '1.S3', 'accept');
    expect(s1.state.value).toBe('accepting');
  });

  test('a second rejection of one acceptor', () => {
    const s1 = proposer(1, 5);
    s1.start('x');
    s1.reject(2, '1.S1', '1.S2');
    expect(s1.reject(2, '1.S1', '1.S2')).toMatchObject(late);
  });

  // An acceptor refuses the second copy of a prepare that it has promised: the refusal names that very ballot.
  test('the refusal of a duplicated prepare, before or after the promise (BL-08)', () => {
    const s1 = proposer();
    s1.start('x');
    expect(s1.reject(2, '1.S1', '1.S1')).toMatchObject(late);
    s1.promise(1, '1.S1');
    s1.promise(2, '1.S1');
    expect(s1.reject(3, '1.S1', '1.S1')).toMatchObject(late);
    expect(s1.reject(2, '1.S1', '1.S1')).toMatchObject(late);
    expect(s1.state.value).toBe('accepting');
    s1.accepted(2, '1.S1');
    s1.accepted(3, '1.S1');
    expect(s1.state.value).toBe('decided');
  });

  test.each([
    ['idle', proposer()],
    [
      'decided',
      (() => {
        const s1 = proposer().reachPhase2('x');
        s1.accepted(1, '1.S1');
        s1.accepted(2, '1.S1');
        return s1;
      })(),
    ],
  ])('anything, while %s', (value, s1) => {
    expect(s1.promise(3, '1.S1')).toMatchObject(late);
    expect(s1.accepted(3, '1.S1')).toMatchObject(late);
    expect(s1.reject(3, '1.S1', '9.S2')).toMatchObject(late);
    expect(s1.state.value).toBe(value);
  });
});

describe('the next ballot', () => {
  test.each([
    ['jumps past the highest a rejection carried (BL-22)', 'S1', ['1.S3'], '–', '2.S1'],
    ['stays in the round when its server is higher', 'S5', ['1.S4'], '–', '2.S5'],
    ['jumps past a far round (BL-22)', 'S1', ['7.S2', '3.S5'], '–', '8.S1'],
    ['jumps past what the local acceptor promised', 'S1', [], '4.S2', '5.S1'],
    ['is one round on when nobody told anything', 'S2', [], '–', '2.S2'],
  ])('%s', (_why, server, rejections, seen, next) => {
    const it = proposer(Number(server.slice(1)), 5);
    it.start('x');
    rejections.forEach((promised, i) => {
      it.reject(i + 2 === 5 ? 1 : i + 2, `1.${server}`, promised);
    });
    expect(it.retry(seen)).toMatchObject({ rule: 'proposer.retry', asks: `prepare ${next}` });
  });

  test.each([
    ['S1', '1.S3', '2.S1'],
    ['S5', '1.S4', '1.S5'],
  ])('%s, whose acceptor promised %s before, starts with %s', (server, seen, next) => {
    expect(proposer(Number(server.slice(1)), 5).start('x', seen).asks).toBe(`prepare ${next}`);
  });

  test('never repeats, whatever is forgotten in between (BL-12)', () => {
    const s1 = proposer();
    const asked = [s1.start('x').asks, s1.retry().asks, s1.retry().asks];
    s1.learned();
    asked.push(s1.start('y').asks);
    expect(asked).toEqual(['prepare 1.S1', 'prepare 2.S1', 'prepare 3.S1', 'prepare 4.S1']);
  });
});

describe('losing a round', () => {
  test.each([
    [3, 2],
    [4, 2],
    [5, 3],
    [9, 5],
  ])(
    'of %i servers takes %i rejections, and leaves the timer running (BL-19)',
    (cluster, enough) => {
      const s1 = proposer(1, cluster);
      s1.start('x');
      for (let from = 2; from <= enough; from++) {
        expect(s1.reject(from, '1.S1', '1.S9').rule).toBe('proposer.noteRejection');
        expect(s1.state.value).toBe('preparing');
      }
      expect(s1.reject(enough + 1, '1.S1', '1.S9')).toMatchObject({
        rule: 'proposer.loseRound',
        timers: [],
      });
      expect(s1.state.value).toBe('outvoted');
      expect(s1.retry().asks).toBe('prepare 2.S1');
    },
  );

  test('happens in phase 2 as well, rejections of phase 1 not counted', () => {
    const s1 = proposer(1, 5);
    s1.start('x');
    s1.reject(5, '1.S1', '1.S5');
    for (const from of [1, 2, 3]) s1.promise(from, '1.S1');
    s1.reject(2, '1.S1', '1.S5', 'accept');
    s1.reject(3, '1.S1', '1.S5', 'accept');
    expect(s1.state.value).toBe('accepting');
    s1.reject(4, '1.S1', '1.S5', 'accept');
    expect(s1.state.value).toBe('outvoted');
  });

  test('an outvoted proposer counts nothing until its timer fires', () => {
    const s1 = proposer();
    s1.start('x');
    s1.reject(2, '1.S1', '1.S2');
    s1.reject(3, '1.S1', '1.S2');
    expect(s1.promise(1, '1.S1').rule).toBe('proposer.ignoreReply');
  });
});

describe('keeps driving (BL-20)', () => {
  test('time-outs double with each round, up to sixteen times the base (BL-18)', () => {
    const s1 = proposer();
    const timers = [s1.start('x').timers, ...Array.from({ length: 6 }, () => s1.retry().timers)];
    expect(timers.flat()).toEqual([
      '+retry 40..80',
      '+retry 80..160',
      '+retry 160..320',
      '+retry 320..640',
      '+retry 640..1280',
      '+retry 640..1280',
      '+retry 640..1280',
    ]);
  });

  test('phase 2 gets the time of its round anew', () => {
    const s1 = proposer();
    s1.start('x');
    s1.retry();
    s1.promise(1, '2.S1');
    expect(s1.promise(2, '2.S1').timers).toEqual(['+retry 80..160']);
  });

  test('a second Start while it runs changes nothing', () => {
    const s1 = proposer();
    s1.start('x');
    const before = s1.state;
    expect(s1.start('y')).toEqual({ rule: 'proposer.keepDriving', timers: [], to: [], asks: '' });
    expect(s1.state).toEqual(before);
  });

  test('a round in any phase starts over when its timer fires', () => {
    const s1 = proposer().reachPhase2('x');
    expect(s1.retry().asks).toBe('prepare 2.S1');
    expect(s1.state.value).toBe('preparing');
  });
});

describe('learning', () => {
  test.each([
    ['preparing', (s1: Campaigner) => s1.start('x')],
    ['accepting', (s1: Campaigner) => s1.reachPhase2('x')],
    [
      'outvoted',
      (s1: Campaigner) => {
        s1.start('x');
        s1.reject(2, '1.S1', '1.S2');
        s1.reject(3, '1.S1', '1.S2');
      },
    ],
  ])('stops the one that is %s, and its timer', (value, lead) => {
    const s1 = proposer();
    lead(s1);
    expect(s1.state.value).toBe(value);
    expect(s1.learned()).toMatchObject({ rule: 'proposer.stop', timers: ['-retry'], to: [] });
    expect(s1.state.value).toBe('decided');
  });

  test('leaves an idle one nothing to stop', () => {
    const s1 = proposer();
    expect(s1.learned()).toEqual({ rule: '', timers: [], to: [], asks: '' });
    expect(s1.state.value).toBe('decided');
  });

  test('Start on a decided instance runs again, with a new ballot and new patience', () => {
    const s1 = proposer().reachPhase2('x');
    s1.accepted(1, '1.S1');
    s1.accepted(2, '1.S1');
    expect(s1.start('y', '1.S1')).toMatchObject({
      asks: 'prepare 2.S1',
      timers: ['+retry 40..80'],
    });
    s1.promise(1, '2.S1', '1.S1:x');
    expect(s1.promise(2, '2.S1', '1.S1:x').asks).toBe('accept 2.S1:x');
  });
});
