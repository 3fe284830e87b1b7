import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { decodeScenario, type Scenario } from '../scenarios/format';
import { beatAt, beatBefore, createBeatLog, firstTogether, steppingOf } from './beats';
import type { Session } from './session';
import { sessionOf } from './session.testkit';

const say = (text: string) => ({ say: text });
const start = (peer: string, seq: number) => ({ start: { peer, seq, value: 'x' } });

/** A script that is told beat by beat. */
function story(...script: readonly unknown[]): Scenario {
  return { ...scenario(script), playback: { speed: 1, step: 'beats' } };
}

function published(id: string): Scenario {
  const text = readFileSync(new URL(`../../public/scenarios/${id}.json`, import.meta.url), 'utf8');
  const decoded = decodeScenario(text);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.scenario;
}

const RACE = story(
  say('A'),
  start('S1', 0),
  { run: 8 },
  say('B'),
  { run: 40 },
  start('S2', 1),
  { until: { when: { decided: { seq: 1, peers: 3 } }, within: 5000 } },
  say('C'),
  { run: 100 },
);

/** Where a session stands: what is said, how many events have happened, and what the world is. */
function place({ store }: Session) {
  const { said, beat, depth, moment } = store.getState();
  return { said, beat, depth, world: moment.world };
}

type Place = ReturnType<typeof place>;

/** Presses until nothing changes any more; what is seen on the way, where it began included. */
function walk(session: Session, press: () => void, most = 40): Place[] {
  const seen = [place(session)];
  for (let i = 0; i < most; i++) {
    press();
    const next = place(session);
    const last = seen.at(-1) as Place;
    if (next.depth === last.depth && next.beat === last.beat) return seen;
    seen.push(next);
  }
  throw new Error(`still moving after ${most} presses`);
}

const texts = (places: readonly Place[]) => places.map(({ said }) => said).join(' ');

describe('the depths of beats', () => {
  const beats = [2, 4, 5, 9].map((step) => ({ step, text: `${step}` }));

  test('are those at which the script first got to them, several by one event', () => {
    const log = createBeatLog(beats);
    log.append(0, null);
    log.append(1, 2);
    log.append(2, 2);
    log.append(3, 5);
    expect(log.depths).toEqual([1, 3, 3]);
    log.append(7, 9);
    expect(log.depths).toEqual([1, 3, 3, 7]);
    log.cutBack(3);
    expect(log.depths).toEqual([1, 3, 3]);
    log.cutBack(2);
    expect(log.depths).toEqual([1]);
  });

  test('say which beat a depth belongs to', () => {
    const depths = [1, 3, 3, 7];
    expect([0, 1, 2, 3, 4, 7, 99].map((depth) => beatAt(depths, depth))).toEqual([
      -1, 0, 0, 2, 2, 3, 3,
    ]);
    expect([-1, 0, 1, 2, 3].map((beat) => firstTogether(depths, beat))).toEqual([-1, 0, 1, 1, 3]);
  });

  test('say where a story goes back to', () => {
    const depths = [1, 3, 3, 7];
    expect(beatBefore(depths, 9, 3)).toBe(3);
    expect(beatBefore(depths, 7, 3)).toBe(2);
    expect(beatBefore(depths, 3, 2)).toBe(1);
    expect(beatBefore(depths, 3, 1)).toBe(0);
    expect(beatBefore(depths, 1, 0)).toBe(-1);
    expect(beatBefore(depths, 0, -1)).toBe(-1);
    expect(beatBefore([0, 0, 1], 0, 1)).toBe(0);
    expect(beatBefore([0, 0, 1], 0, 0)).toBe(0);
    expect(beatBefore([], 5, -1)).toBe(-1);
  });
});

describe('a story', () => {
  test('goes from beat to beat, to the end of its script, and says when it is over', () => {
    const { session, state } = sessionOf(RACE);
    expect(state()).toMatchObject({ stepping: 'beats', beats: 3, beat: 0, said: 'A' });
    const forth = walk(session, session.nextBeat);
    expect(texts(forth)).toBe('A B C C');
    expect(state().moment.cue.step).toBe(RACE.script.length);
    expect(state().toast?.text).toBe('This was the last beat.');
  });

  test('goes back the way it came', () => {
    const { session } = sessionOf(RACE);
    const forth = walk(session, session.nextBeat);
    const back = walk(session, session.previousBeat);
    expect(back).toEqual(forth.toReversed());
  });

  test('a beat begins with the very event that brings the script to it', () => {
    const { session, state } = sessionOf(RACE);
    session.nextBeat();
    const { depth } = state();
    expect(state().beatBegins).toBe(true);
    session.stepBack();
    expect(state()).toMatchObject({ said: 'A', depth: depth - 1, beatBegins: false });
  });

  test('goes back to the beginning of its beat first', () => {
    const { session, state } = sessionOf(RACE);
    session.nextBeat();
    const begin = place(session);
    session.step();
    session.step();
    expect(state()).toMatchObject({ beat: 1, beatBegins: false });
    session.previousBeat();
    expect(place(session)).toEqual(begin);
    session.previousBeat();
    expect(state()).toMatchObject({ said: 'A', depth: 0 });
  });

  test('stops playing when it is stepped, and is not begun by being opened', () => {
    const { session, frames, state } = sessionOf(RACE);
    session.play();
    frames(3);
    expect(state().depth).toBeGreaterThan(0);
    session.nextBeat();
    const stopped = state();
    expect(stopped.playing).toBe(false);
    frames(5);
    expect(state().depth).toBe(stopped.depth);
    session.play();
    session.open(RACE, null);
    frames(5);
    expect(state()).toMatchObject({ playing: false, depth: 0, said: 'A' });
  });

  test('follows the cursor wherever it goes', () => {
    const { session, state } = sessionOf(RACE);
    session.goToEnd();
    expect(state()).toMatchObject({ beat: 2, said: 'C' });
    session.goToStart();
    expect(state()).toMatchObject({ beat: 0, said: 'A' });
    session.goToBeat(1);
    expect(state()).toMatchObject({ beat: 1, said: 'B', beatBegins: true });
    session.goToBeat(99);
    expect(state()).toMatchObject({ beat: 2, said: 'C', beatBegins: true });
    session.goToBeat(-1);
    expect(state().depth).toBe(0);
  });

  test('that begins in silence has a start before its first beat', () => {
    const { session, state } = sessionOf(story({ run: 5 }, say('A'), { run: 5 }, say('B')));
    expect(state()).toMatchObject({ beat: -1, said: null });
    const forth = walk(session, session.nextBeat);
    expect(forth.map(({ said }) => said)).toEqual([null, 'A', 'B']);
    expect(walk(session, session.previousBeat)).toEqual(forth.toReversed());
  });
});

describe('beats that one event begins', () => {
  const script = [say('A'), say('B'), { run: 5 }, say('C'), say('D'), say('E'), { run: 5 }];
  const together = story(...script, say('F'), say('G'));

  test('are told one after the other at the same moment, forth and back', () => {
    const { session } = sessionOf(together);
    const forth = walk(session, session.nextBeat);
    expect(texts(forth)).toBe('A B C D E F G');
    expect(forth.map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 1, 2, 2]);
    expect(walk(session, session.previousBeat)).toEqual(forth.toReversed());
  });

  test('are told from the first one on when time brings them, and past them the last one stands', () => {
    const { session, state } = sessionOf(together);
    session.step();
    expect(state().said).toBe('C');
    session.stepBy('events');
    expect(state().said).toBe('E');
    session.stepBy('beats');
    session.goToEnd();
    expect(state().said).toBe('F');
    session.stepBack();
    session.goToStart();
    expect(state().said).toBe('A');
  });

  test('do not hold anybody who goes by events', () => {
    const { session, state } = sessionOf(together);
    session.stepBy('events');
    session.goToEnd();
    expect(state().said).toBe('G');
    const back = walk(session, session.previousBeat);
    expect(texts(back)).toBe('G F E D C B A');
  });
});

describe('a person’s act', () => {
  const kill = { type: 'crash', node: 3 } as const;

  test('forks the story, which goes on to the beats that are still to come', () => {
    const { session, state } = sessionOf(RACE);
    walk(session, session.nextBeat);
    session.goToBeat(1);
    const begin = place(session);
    expect(session.act(kill as never, 'Killed S3.')).toBe(true);
    expect(state()).toMatchObject({ beat: 1, said: 'B', beatBegins: false });
    session.nextBeat();
    expect(state()).toMatchObject({ beat: 2, said: 'C', beatBegins: true });
    session.previousBeat();
    expect(place(session)).toEqual(begin);
    session.previousBeat();
    expect(state().said).toBe('A');
  });

  test('can be undone and done again, and the beats stand where they stood', () => {
    const { session } = sessionOf(RACE);
    const forth = walk(session, session.nextBeat);
    session.goToBeat(1);
    session.act(kill as never, 'Killed S3.');
    const forked = walk(session, session.nextBeat);
    session.undo();
    session.goToBeat(0);
    expect(walk(session, session.nextBeat)).toEqual(forth);
    session.redo();
    session.goToBeat(2);
    expect(place(session)).toEqual(forked[1]);
  });

  test('that the script stumbles over leaves no beat unsaid', () => {
    const { session, state } = sessionOf(RACE);
    session.act({ type: 'crash', node: 1 } as never, 'Killed S1.');
    expect(state().moment.cue.remark).not.toBeNull();
    session.nextBeat();
    expect(state()).toMatchObject({ beat: 1, said: 'B', beatBegins: true });
    session.nextBeat();
    expect(state()).toMatchObject({ beat: 2, said: 'C', beatBegins: true });
    session.previousBeat();
    session.previousBeat();
    expect(state().said).toBe('A');
  });
});

test('a beat that is out of reach is told of, and the next press looks further', () => {
  const far = { network: { delay: [1, 1] }, timers: { retry: 1 } };
  const apart = [{ partition: [['S1'], ['S2'], ['S3']] }, start('S1', 0), { run: 900_000_000 }];
  const { session, state } = sessionOf(scenario([...apart, say('A')], far));
  session.nextBeat();
  expect(state().toast?.text).toBe('That beat did not come within 20000 events.');
  expect(state()).toMatchObject({ depth: 20_000, beat: -1 });
  session.previousBeat();
  session.nextBeat();
  expect(state()).toMatchObject({ depth: 40_000, beat: -1 });
});

describe('the keys of a scenario go', () => {
  test.each([
    ['by events when it does not say how', scenario([say('A')]), 'events'],
    ['by beats when it says so', story(say('A')), 'beats'],
    ['by events when it has nothing to say', story(start('S1', 0)), 'events'],
  ] as const)('%s', (_how, told, stepping) => {
    expect(steppingOf(told)).toBe(stepping);
    const { session, state } = sessionOf(RACE);
    session.stepBy('events');
    session.open(told, null);
    expect(state().stepping).toBe(stepping);
  });

  test('by what a person chooses, at the same moment; by beats only where there are some', () => {
    const { session, state } = sessionOf(RACE);
    session.nextBeat();
    const { depth } = state();
    session.stepBy('events');
    expect(state()).toMatchObject({ stepping: 'events', depth, said: 'B' });
    session.stepBy('beats');
    expect(state()).toMatchObject({ stepping: 'beats', depth, said: 'B' });
    session.open(scenario([start('S1', 0)]), null);
    session.stepBy('beats');
    expect(state()).toMatchObject({ stepping: 'events', beats: 0, beat: -1, said: null });
  });
});

test.each(['opening', 'life-of-an-append', 'hole-and-no-op'])(
  '%s is told to its end and back, each beat once',
  (id) => {
    const told = published(id);
    const { session, state } = sessionOf(told);
    session.stepBy('beats');
    const forth = walk(session, session.nextBeat);
    const said = [...new Set(forth.map((at) => at.said))];
    const written = told.script.flatMap((step) => (step.verb === 'say' ? [step.arg.text] : []));
    expect(said).toEqual(written);
    expect(state().moment.cue.remark).toBeNull();
    expect(walk(session, session.previousBeat)).toEqual(forth.toReversed());
  },
);
