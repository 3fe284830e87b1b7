import { describe, expect, test } from 'vitest';
import type { ClusterEvent } from '../check/cluster';
import { scenario } from '../scenarios/cluster.testkit';
import { explorerOfHand, finding, progress } from './explorer.testkit';
import { createExploring } from './exploring';
import { sessionOf } from './session.testkit';

const DUEL = scenario(
  [
    { start: { peer: 'S1', seq: 0, value: 'x' } },
    { start: { peer: 'S2', seq: 0, value: 'y' } },
    { run: 2000 },
  ],
  { seed: 3 },
);

function lab() {
  const made = sessionOf(DUEL);
  const hand = explorerOfHand();
  const exploring = createExploring(made.session, hand.explorer);
  return { ...made, hand, exploring, told: () => exploring.store.getState() };
}

/** What somebody could do at this moment. */
const dropOf = (wire: number, at = 0): ClusterEvent => ({ type: 'drop', wire, at });

describe('exploring', () => {
  test('asks for what was chosen, from the moment under the cursor', () => {
    const { session, state, exploring, hand, told } = lab();
    session.step();
    exploring.choose({ bounds: { ...told().choices.bounds, timeouts: '3', depth: '12' } });
    exploring.explore();
    const { request } = hand.latest();
    expect(request.moment).toBe(state().moment);
    expect(request.scenario).toBe(state().scenario);
    expect(request.bounds).toMatchObject({ timeouts: 3, depth: 12, crashes: 0 });
    expect(request).toMatchObject({ aim: { kind: 'violation' }, shortest: true });
    expect('prune' in request).toBe(false);
    expect(told()).toMatchObject({ status: 'searching', progress: null });
  });

  test('from the beginning means: once the script has made its first calls', () => {
    const { exploring, hand } = lab();
    exploring.choose({ from: 'beginning' });
    exploring.explore();
    const { world } = hand.latest().request.moment;
    expect(world.now).toBe(0);
    expect(world.wires.map(({ from }) => from)).toEqual(expect.arrayContaining([1, 2]));
  });

  test('what is wrong now is wrong at the beginning, too', () => {
    const { session, state, exploring, hand } = lab();
    session.step();
    session.act({ type: 'rules', broken: ['no-promise-check'] }, 'Wrong.');
    exploring.choose({ from: 'beginning' });
    exploring.explore();
    const { request, listener } = hand.latest();
    expect(request.moment.world.broken).toEqual(['no-promise-check']);
    expect(request.moment.world.wires.map(({ from }) => from)).toEqual(
      expect.arrayContaining([1, 2]),
    );
    listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run: [dropOf(1)] }));
    expect(state()).toMatchObject({ depth: 3, length: 4 });
    expect(state().moment.world).toEqual(request.moment.world);
  });

  test('a run in which: a ready-made condition, or one that is written', () => {
    const { exploring, hand, told } = lab();
    const { goal } = told().choices;
    exploring.choose({ aim: 'goal', goal: { ...goal, server: 'S3', value: 'y' } });
    exploring.choose({ prune: '{"leader":null}' });
    exploring.explore();
    expect(hand.latest().request).toMatchObject({
      aim: {
        kind: 'goal',
        condition: { status: { peer: 'S3', seq: 0, is: 'decided', allowed: ['y'] } },
      },
      prune: { leader: null },
    });
    exploring.choose({ goal: { ...goal, kind: 'differ' } });
    exploring.explore();
    expect(hand.latest().request.aim).toEqual({ kind: 'violation', property: 'SD-agreement' });
  });

  test.each([
    ['bounds', { crashes: 'many' }, 'crashes', /whole number/],
    ['bounds', { timeouts: '' }, 'timeouts', /whole number/],
    ['bounds', { states: '1e99' }, 'states', /whole number/],
  ] as const)('%s that make no sense are refused: %o', (_, change, field, reason) => {
    const { exploring, hand, told } = lab();
    exploring.choose({ bounds: { ...told().choices.bounds, ...change } });
    exploring.explore();
    expect(hand.asked).toHaveLength(0);
    expect(told()).toMatchObject({ status: 'idle', refused: { field } });
    expect(told().refused?.reason).toMatch(reason);
    exploring.choose({ shortest: false });
    expect(told().refused).toBeNull();
  });

  test('a condition that makes no sense is refused, with its place', () => {
    const { exploring, hand, told } = lab();
    exploring.choose({ prune: '{"status":{"peer":"S7","seq":0,"is":"decided"}}' });
    exploring.explore();
    expect(hand.asked).toHaveLength(0);
    expect(told().refused?.field).toBe('prune');
    expect(told().refused?.reason).toMatch(/^At \/status\/peer: /);
  });

  test('tells how far it is', () => {
    const { exploring, hand, told } = lab();
    exploring.explore();
    hand.latest().listener.progress(progress({ states: 7 }));
    expect(told()).toMatchObject({ status: 'searching', progress: { states: 7 } });
    exploring.stop();
    expect(hand.stops()).toBe(1);
  });

  test('a counterexample opens as a branch, with the cursor at its beginning and its steps in words', () => {
    const { session, state, exploring, hand, told } = lab();
    session.step();
    session.step();
    exploring.explore();
    const run = [dropOf(1), dropOf(2)];
    hand.latest().listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run }));
    expect(told().status).toBe('found');
    expect(state()).toMatchObject({ depth: 2, length: 4, undoable: 1 });
    expect(state().branches.find(({ shown }) => shown)?.name).toMatch(
      /^Counterexample: At most one value is ever chosen/,
    );
    expect(told().shown).toMatchObject({ depth: 2, branch: 1 });
    expect(told().shown?.steps).toHaveLength(2);
    expect(told().shown?.steps[0]).toMatch(/dropped/);
    session.showBranch(0);
    exploring.openFound();
    expect(state()).toMatchObject({ depth: 2, length: 4 });
    expect(state().branches).toHaveLength(2);
  });

  test('whoever has moved meanwhile is not torn away, and may ask for it', () => {
    const { session, state, exploring, hand, told } = lab();
    session.step();
    session.step();
    exploring.explore();
    session.step();
    const run = [dropOf(1), dropOf(2)];
    hand.latest().listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run }));
    expect(told()).toMatchObject({ status: 'found', shown: null });
    expect(state()).toMatchObject({ depth: 3, undoable: 0 });
    exploring.openFound();
    expect(state()).toMatchObject({ depth: 2, length: 4 });
  });

  test('from the beginning, what leads up to it is behind the cursor', () => {
    const { state, exploring, hand } = lab();
    exploring.choose({ from: 'beginning' });
    exploring.explore();
    const run = [dropOf(1)];
    hand.latest().listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run }));
    expect(state()).toMatchObject({ depth: 2, length: 3 });
  });

  test('a search that breaks down loses nothing, and the next one starts anew', () => {
    const { session, state, exploring, hand, told } = lab();
    session.step();
    const before = state();
    exploring.explore();
    hand.latest().listener.progress(progress());
    hand.latest().listener.failed('The worker is gone.');
    expect(told()).toMatchObject({ status: 'failed', failure: 'The worker is gone.' });
    expect(told().progress?.states).toBe(12_345);
    expect(state()).toBe(before);
    exploring.explore();
    expect(told()).toMatchObject({ status: 'searching', failure: null });
    // The old search is no longer listened to.
    hand.asked[0]?.listener.failed('Again.');
    expect(told().status).toBe('searching');
  });

  test('another scenario ends the search, and forgets what it found', () => {
    const { session, exploring, hand, told } = lab();
    exploring.explore();
    session.open(DUEL, 'again');
    session.open({ ...DUEL, title: 'Another' }, 'another');
    expect(hand.stops()).toBe(1);
    expect(told()).toMatchObject({ status: 'idle', question: null });
    hand.latest().listener.found(finding({ verdict: 'exhausted' }));
    expect(told().status).toBe('idle');
  });
});

describe('a shorter way to a break', () => {
  test('is looked for after the last call or switch before it, with the bounds of the known way', () => {
    const made = sessionOf(
      scenario(
        [
          { broken: ['no-promise-check'] },
          { start: { peer: 'S1', seq: 0, value: 'x' } },
          { start: { peer: 'S2', seq: 0, value: 'y' } },
          { deliver: { from: 'S1', to: 'S3', kind: 'prepare' } },
          { deliver: { from: 'S3', to: 'S1', kind: 'promise' } },
          { deliver: { from: 'S2', to: 'S3', kind: 'prepare' } },
          { deliver: { from: 'S1', to: 'S3', kind: 'accept' } },
        ],
        { delivery: 'manual' },
      ),
    );
    const { session, state } = made;
    const hand = explorerOfHand();
    const exploring = createExploring(session, hand.explorer);
    session.goToEnd();
    const broken = state().moment.violations[0];
    expect(broken?.step).toBe(7);
    exploring.choose({ prune: '{"leader":null}' });
    exploring.findShortest(broken?.property ?? '');
    const { request } = hand.latest();
    expect(request.moment).toEqual(session.momentAt(3));
    expect(request).toMatchObject({
      aim: { kind: 'violation', property: broken?.property },
      bounds: { depth: 4, timeouts: 0, crashes: 0 },
      shortest: true,
    });
    expect('prune' in request).toBe(false);
    hand.latest().listener.found(
      finding({
        verdict: 'violation',
        violated: 'SD-agreement',
        run: [dropOf(request.moment.world.wires[0]?.id ?? 0, request.moment.world.now)],
      }),
    );
    expect(state()).toMatchObject({ depth: 3, length: 4 });
  });

  test('of what is not broken is not looked for', () => {
    const { exploring, hand } = lab();
    exploring.findShortest('SD-agreement');
    expect(hand.asked).toHaveLength(0);
  });
});

describe('proving', () => {
  test('asks for a small cluster, with what is wrong at this moment', () => {
    const { session, exploring, hand, told } = lab();
    session.act({ type: 'rules', broken: ['no-promise-check'] }, 'Wrong.');
    exploring.chooseSize({ proposers: 1 });
    exploring.prove();
    const { request } = hand.latest();
    expect(request.scenario.cluster).toMatchObject({ peers: 3, broken: ['no-promise-check'] });
    expect(told().question).toMatchObject({ kind: 'prove', broken: ['no-promise-check'] });
  });

  test('a run that breaks it is opened when it is asked for, in the place of the present run', () => {
    const { state, exploring, hand, told } = lab();
    exploring.prove();
    const { request, listener } = hand.latest();
    const run = [dropOf(request.moment.world.wires[0]?.id ?? 0, request.moment.world.now)];
    listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run }));
    expect(state().scenario).toBe(DUEL);
    exploring.openFound();
    expect(state().scenario).toBe(request.scenario);
    expect(told()).toMatchObject({ status: 'found', shown: { steps: [expect.any(String)] } });
    expect(state().length - state().depth).toBe(1);
    expect(state().moment.world).toEqual(request.moment.world);
  });
});
