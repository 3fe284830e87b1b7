import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import type { Scenario } from '../scenarios/format';
import { shippedIn } from '../scenarios/shipped.testkit';
import { protocolWords } from './protocolWords';
import {
  breakpointKinds,
  breakpointName,
  type ConditionId,
  readJump,
  STOP_CONDITIONS,
} from './runUntil';
import { sessionOf } from './session.testkit';

const HOLE = shippedIn('.').load('hole-and-no-op.json');
const LEADER = shippedIn('multi').load('kill-the-leader.json');
const QUIET = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 5000 }]);

function until(file: Scenario, condition: ConditionId) {
  const started = sessionOf(file);
  started.session.runUntil({ condition });
  started.frames(60);
  return started;
}

describe('a run until something happens', () => {
  test('stops where the first server knows of a decision', () => {
    const { session, state } = until(QUIET, 'decided');
    expect(state().toast?.text).toMatch(
      /^Stopped at event \d+: S1 is the first to know what is chosen in instance 0\.$/,
    );
    const learned = (depth: number) =>
      session.momentAt(depth)?.world.nodes.filter(({ state: is }) => {
        const library = is as unknown as { instances: unknown } | null;
        return JSON.stringify(library?.instances).includes('"value":"decided"');
      }).length;
    expect([learned(state().depth - 1), learned(state().depth)]).toEqual([0, 1]);
  });

  test('stops at the vote that makes a value chosen, before anybody knows it', () => {
    const { state } = until(QUIET, 'chosen');
    expect(state().toast?.text).toContain('x is chosen in instance 0.');
    expect(state().narration?.chosen).toContain('no server knows it yet');
  });

  test('stops at the first hole', () => {
    const { state } = until(HOLE, 'hole');
    expect(state().toast?.text).toMatch(/: S2 has a hole in instance 0\.$/);
    expect(state()).toMatchObject({ playing: false, goal: null });
  });

  test('stops at each change of the leader, from where the cursor stands', () => {
    const { session, frames, state } = until(LEADER, 'leader');
    expect(state().toast?.text).toMatch(/: S1 leads with 1\.S1\.$/);
    const first = state().depth;
    session.act({ type: 'crash', node: 1 }, 'Killed S1.');
    session.runUntil({ condition: 'leader' });
    frames(60);
    expect(state().depth).toBeGreaterThan(first + 1);
    expect(state().toast?.text).toMatch(/: S[23] leads with \d+\.S[23]\.$/);
  });

  test('stops where a client has its answer', () => {
    const { state } = until(LEADER, 'answer');
    expect(state().narration?.details.map(({ rule }) => rule)).toContain('clerk.return');
  });

  test('stops where a ballot meets a higher one', () => {
    const duel = shippedIn('multi').load('duel-retry.json');
    const { state } = until(duel, 'conflict');
    expect(
      state()
        .narration?.details.map(({ rule }) => rule)
        .join(),
    ).toMatch(/refuse|stepDown/);
  });

  test('stops where a property is broken, whatever it ran until, and reports it', () => {
    const wrong = shippedIn('multi').load('late-rejections-wrong.json');
    for (const condition of ['violation', 'answer'] as const) {
      const { state } = until(wrong, condition);
      expect(state().moment.violations).toHaveLength(1);
      expect(state().toast?.text).toContain('A safety property is broken.');
      expect(state().problem?.title).toBe('A safety property is broken');
    }
  });

  test('says that it did not come when nothing is left to happen', () => {
    const { state } = until(QUIET, 'conflict');
    expect(state().toast?.text).toBe('No refusal came: nothing is left to happen by itself.');
    expect(state().playing).toBe(false);
  });

  test('is ended by Pause, and says nothing', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.runUntil({ condition: 'violation' });
    frames(1);
    expect(state()).toMatchObject({ playing: true, depth: 400 });
    session.pause();
    frames(3);
    expect(state()).toMatchObject({ playing: false, goal: null, depth: 400, toast: null });
  });

  test('ends in reason', () => {
    const { state } = until(LEADER, 'violation');
    expect(state().depth).toBe(20_000);
    expect(state().toast?.text).toMatch(/^No property was broken within 20000 events/);
  });

  test('follows the branch where it has been before', () => {
    const { session, frames, state } = until(HOLE, 'hole');
    const { depth } = state();
    session.goToEnd();
    session.goToStart();
    session.runUntil({ condition: 'hole' });
    frames(5);
    expect(state().depth).toBe(depth);
  });

  test('is offered only what can come', () => {
    const offered = (file: Scenario) => {
      const { moment } = sessionOf(file).state();
      return STOP_CONDITIONS.filter((one) => one.isOffered(moment)).map(({ id }) => id);
    };
    expect(offered(QUIET)).not.toContain('leader');
    expect(offered(QUIET)).not.toContain('answer');
    expect(offered(LEADER)).toEqual(STOP_CONDITIONS.map(({ id }) => id));
  });
});

describe('a breakpoint', () => {
  const onVote = { kind: 'p2a', peer: 2, position: 3 };

  test('stops playing at its event', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.setSpeed(20);
    session.addBreakpoint(onVote);
    session.addBreakpoint(onVote);
    expect(state().breakpoints).toEqual([onVote]);
    session.play();
    frames(60);
    expect(state().playing).toBe(false);
    expect(state().toast?.text).toMatch(/^Stopped at event \d+: breakpoint “p2a, S2, slot 3”\.$/);
    const event = session.eventAt(state().depth);
    const wire = event && 'wire' in event ? state().trace.messages[event.wire - 1] : undefined;
    expect(wire).toMatchObject({ to: 2, message: { kind: 'p2a', slot: 3 } });
    expect(session.clock.now()).toBe(state().moment.world.now);
  });

  test('stops a run until something else, and can be run to', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.addBreakpoint(onVote);
    session.runUntil({ condition: 'violation' });
    frames(60);
    const { depth, toast } = state();
    expect(toast?.text).toContain('breakpoint');
    session.goToStart();
    session.runUntil({ breakpoint: 'next' });
    frames(60);
    expect(state().depth).toBe(depth);
    session.removeBreakpoint(onVote);
    session.runUntil({ breakpoint: 'next' });
    frames(60);
    expect(state().toast?.text).toContain('No breakpoint was met');
  });

  test('stays when the same scenario is opened again, and goes with it', () => {
    const { session, state } = sessionOf(LEADER);
    session.open(LEADER, 'multi/kill-the-leader');
    session.addBreakpoint(onVote);
    session.open(LEADER, 'multi/kill-the-leader');
    expect(state().breakpoints).toHaveLength(1);
    session.open(HOLE, 'hole-and-no-op');
    expect(state().breakpoints).toEqual([]);
  });

  test('is named by its parts, and offered on what the protocol sends', () => {
    const { moment } = sessionOf(HOLE).state();
    const words = protocolWords(moment.protocol);
    expect(breakpointName({ peer: 101, position: 4 }, words)).toBe('C1, instance 4');
    expect(breakpointKinds(moment)).toEqual(expect.arrayContaining(['accept', 'reply', 'crash']));
    expect(breakpointKinds(sessionOf(LEADER).state().moment)).toContain('p2a');
  });
});

describe('a jump', () => {
  test.each([
    ['318', { event: 318 }],
    [' 1 240 ms', { time: 1_240_000 }],
    ['0.5ms', { time: 500 }],
    ['1.5', null],
    ['-1', null],
    ['soon', null],
    ['99999999999999', null],
  ])('to %s', (text, goal) => {
    expect(readJump(text)).toEqual(goal);
  });

  test('goes to an event that was, and plays on to one that was not', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.jumpTo({ event: 40 });
    frames(3);
    expect(state()).toMatchObject({ depth: 40, length: 40, playing: false });
    session.jumpTo({ event: 7 });
    expect(state()).toMatchObject({ depth: 7, length: 40, playing: false, goal: null });
  });

  test('goes to the last event that is not later than a time', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.jumpTo({ time: 5_000_000 });
    frames(3);
    const { depth } = state();
    expect(state().moment.world.now).toBeLessThanOrEqual(5_000_000);
    session.step();
    expect(state().moment.world.now).toBeGreaterThan(5_000_000);
    session.jumpTo({ time: 5_000_000 });
    expect(state().depth).toBe(depth);
  });
});

describe('a search', () => {
  test('follows the run, and goes from match to match', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.search('kind:accept peer:S2');
    expect(state().search.finds?.depths).toEqual([]);
    session.jumpTo({ event: 200 });
    frames(3);
    const depths = state().search.finds?.depths ?? [];
    expect(depths.length).toBeGreaterThan(2);
    session.goToStart();
    session.goToMatch('next');
    session.goToMatch('next');
    expect(state().depth).toBe(depths[1]);
    session.goToMatch('previous');
    expect(state().depth).toBe(depths[0]);
    session.goToMatch('previous');
    expect(state()).toMatchObject({ depth: depths[0] });
    expect(state().toast?.text).toBe('No earlier match on this branch.');
    session.search('');
    expect(state().search).toMatchObject({ text: '', finds: null });
  });

  test('looks at a portion of a long branch in each frame', () => {
    const { session, frames, state } = sessionOf(LEADER);
    session.jumpTo({ event: 5000 });
    frames(20);
    session.search('kind:heartbeat');
    expect(state().search).toMatchObject({ complete: false, finds: { searched: 2000 } });
    frames(2);
    expect(state().search).toMatchObject({ complete: true, finds: { searched: 5000 } });
  });
});
