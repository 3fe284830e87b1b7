import { describe, expect, test } from 'vitest';
import type { Ballot } from '../protocol/ballot';
import { scenario } from '../scenarios/cluster.testkit';
import { createRun } from '../scenarios/run';
import { type Branch, createBranch } from './branch';
import { leaderView } from './leaderView';
import { reignsIn } from './reigns';
import type { Mark, MarkKind } from './trace';

const ballot = (round: number, server: number): Ballot => ({ round, server });

/** A mark at so many milliseconds, by the event of that number. */
function mark(depth: number, kind: MarkKind, server: number, round?: number): Mark {
  const place = { kind, server, at: depth * 1_000, depth, seq: null };
  return round === undefined ? place : { ...place, ballot: ballot(round, server) };
}

const told = (marks: readonly Mark[], depth: number) =>
  reignsIn(marks, depth).map(({ server, state, ballot: { round }, from, to }) => {
    return `S${server} ${state} ${round}: ${from / 1_000} to ${to === null ? 'now' : to / 1_000}`;
  });

/** S1 leads, S2 takes over while S1 knows nothing of it, S1 is told at last. */
const DEPOSED = [
  mark(1, 'elect', 1, 1),
  mark(3, 'lead', 1, 1),
  mark(5, 'elect', 2, 2),
  mark(6, 'decide', 1),
  mark(7, 'lead', 2, 2),
  mark(9, 'stepDown', 1, 1),
];

describe('reigns', () => {
  test('two servers lead at the same time until one of them hears of it', () => {
    expect(told(DEPOSED, 9)).toEqual([
      'S1 electing 1: 1 to 3',
      'S1 leading 1: 3 to 9',
      'S2 electing 2: 5 to 7',
      'S2 leading 2: 7 to now',
    ]);
  });

  test('what lies beyond the cursor has not happened', () => {
    expect(told(DEPOSED, 2)).toEqual(['S1 electing 1: 1 to now']);
    expect(told(DEPOSED, 8)).toEqual([
      'S1 electing 1: 1 to 3',
      'S1 leading 1: 3 to now',
      'S2 electing 2: 5 to 7',
      'S2 leading 2: 7 to now',
    ]);
    expect(told(DEPOSED, 0)).toEqual([]);
  });

  test('a crash ends it, and a restart does not bring it back', () => {
    const crashed = [
      mark(1, 'elect', 1, 1),
      mark(2, 'lead', 1, 1),
      mark(3, 'crash', 2),
      mark(4, 'crash', 1),
      mark(5, 'restart', 1),
      mark(6, 'elect', 1, 2),
      mark(7, 'crash', 1),
    ];
    expect(told(crashed, 7)).toEqual([
      'S1 electing 1: 1 to 2',
      'S1 leading 1: 2 to 4',
      'S1 electing 2: 6 to 7',
    ]);
  });

  test('a pause does not end it: the server believes as before', () => {
    const paused = [mark(1, 'elect', 1, 1), mark(2, 'lead', 1, 1), mark(3, 'pause', 1)];
    expect(told(paused, 3)).toEqual(['S1 electing 1: 1 to 2', 'S1 leading 1: 2 to now']);
  });

  test('a leader that tries again at once with a higher ballot leads no more', () => {
    const again = [mark(1, 'elect', 1, 1), mark(2, 'lead', 1, 1), mark(3, 'elect', 1, 3)];
    expect(told(again, 3)).toEqual([
      'S1 electing 1: 1 to 2',
      'S1 leading 1: 2 to 3',
      'S1 electing 3: 3 to now',
    ]);
  });

  test('one that takes no time is no stretch of time', () => {
    const alone = [
      { ...mark(1, 'elect', 1, 1), at: 0, depth: 0 },
      { ...mark(1, 'lead', 1, 1), at: 0, depth: 0 },
    ];
    expect(told(alone, 0)).toEqual(['S1 leading 1: 0 to now']);
  });

  test('of the library there are none', () => {
    expect(told([mark(1, 'start', 1), mark(2, 'crash', 1), mark(3, 'retry', 2)], 3)).toEqual([]);
  });
});

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const runs = (peer: string) => [check(peer), check(peer), check(peer), { run: 150 }];

/** At every moment whoever elects or leads by its own state has a reign that goes on, and nobody else. */
function expectTrue({ trace, moment, depth }: Branch): void {
  const now = reignsIn(trace.marks, depth).filter(({ to }) => to === null);
  const known = now.map(({ server, state, ballot: own }) => ({ server, part: state, own }));
  const views = moment.world.nodes.map(({ address }) => leaderView(moment, address));
  const real = views.flatMap(({ server, leadership }) => {
    const { part, own = null } = leadership ?? {};
    return part === 'electing' || part === 'leading' ? [{ server, part, own }] : [];
  });
  expect(known.toSorted((a, b) => a.server - b.server)).toEqual(real);
}

describe('what the marks tell is what the servers take themselves for', () => {
  function play(script: readonly unknown[], cluster: object) {
    const branch = createBranch(createRun(scenario(script, { protocol: 'multi', ...cluster })));
    expectTrue(branch);
    while (!branch.run.isThrough(branch.moment) && branch.forward()) expectTrue(branch);
    return branch;
  }

  test.each(['wait', 'retry', 'backoff'])('policy %s', (preemption) => {
    const { trace } = play(
      [
        ...runs('S1'),
        { kill: 'S1' },
        ...runs('S2'),
        ...runs('S3'),
        { restart: 'S1' },
        { pause: 'S3' },
        { run: 600 },
        { resume: 'S3' },
        { run: 300 },
      ],
      { preemption },
    );
    expect(trace.marks.filter(({ kind }) => kind === 'lead').length).toBeGreaterThan(2);
    expect(trace.marks.some(({ kind }) => kind === 'crash')).toBe(true);
  });

  test('a server that writes to itself elects until its own answer is there', () => {
    play([...runs('S1'), { run: 300 }], { toSelf: 'message' });
  });

  test.each(['call', 'message'])('one that is alone, from its start (%s)', (toSelf) => {
    const script = [{ run: 300 }, { kill: 'S1' }, { run: 10 }, { restart: 'S1' }, { run: 300 }];
    const { trace, length } = play(script, { peers: 1, toSelf });
    expect(reignsIn(trace.marks, 0)).toHaveLength(1);
    expect(reignsIn(trace.marks, length).at(-1)).toMatchObject({ state: 'leading', to: null });
    // Whatever was sent stands where its id says.
    expect(trace.messages.map(({ id }) => id)).toEqual(trace.messages.map((_, i) => i + 1));
    expect(trace.messages.length > 0).toBe(toSelf === 'message');
  });
});
