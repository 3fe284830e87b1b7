import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { logMarkers, markerName, reachOf } from './logMarkers';
import { sessionOf } from './session.testkit';

/** The reach of S1 after the whole script. */
function reachAfter(cluster: object, script: readonly unknown[]) {
  const { session, state } = sessionOf(
    scenario(script, { peers: 1, delivery: 'manual', ...cluster }),
  );
  session.goToEnd();
  expect(state().moment.cue.failure).toBeNull();
  return reachOf(state().moment, 1);
}

const NOWHERE = { lastHeard: null, executed: null, done: null };
const start = (seq: number) => ({ start: { peer: 'S1', seq, value: 'x' } });
const done = (seq: number) => ({ done: { peer: 'S1', seq } });
const kill = { kill: 'S1' };
const call = { call: { clerk: 'C1', op: 'put', key: 'a', value: '1' } };

describe('how far a log of the library has got', () => {
  test('is Min, Max and Done; nobody executes it', () => {
    expect(reachAfter({}, [])).toEqual({ ...NOWHERE, firstKept: 0 });
    expect(reachAfter({}, [start(0), start(4), done(0)])).toEqual({
      firstKept: 1,
      lastHeard: 4,
      done: 0,
      executed: null,
    });
  });

  test('is what the disk kept, for a server that is down', () => {
    const script = [start(0), done(0), kill];
    expect(reachAfter({}, script)).toMatchObject({ firstKept: 1, lastHeard: 0, done: 0 });
    expect(reachAfter({ storage: 'volatile' }, script)).toEqual({ ...NOWHERE, firstKept: 0 });
  });

  test('is executed by a replica', () => {
    const served = { clerks: 1, delivery: 'auto' };
    expect(reachAfter(served, [call, { run: 300 }])).toMatchObject({ executed: 0 });
    expect(reachAfter(served, [call, { run: 300 }, kill])).toMatchObject({ executed: 0 });
  });
});

describe('how far a log of slots has got', () => {
  const leader = { protocol: 'multi' };
  const propose = (value: string) => ({ propose: { peer: 'S1', value } });

  test('is nothing at first, and the first slot is slot 1', () => {
    expect(reachAfter(leader, [])).toEqual({ ...NOWHERE, firstKept: 1 });
  });

  test('is executed without gaps, and not forgotten in a crash', () => {
    const script = [propose('x'), propose('y')];
    const reached = { lastHeard: 2, executed: 2, done: null };
    expect(reachAfter(leader, script)).toMatchObject(reached);
    expect(reachAfter(leader, [...script, kill])).toMatchObject(reached);
    expect(reachAfter({ ...leader, storage: 'volatile' }, [...script, kill])).toEqual({
      ...NOWHERE,
      firstKept: 1,
    });
  });

  test('counts what is accepted as heard of, and not as executed', () => {
    const elect = { fire: { peer: 'S1', timer: 'heartbeatCheck' } };
    const script = [
      elect,
      elect,
      { deliver: { to: 'S2', kind: 'p1a' } },
      { deliver: { to: 'S1', kind: 'p1b' } },
      propose('x'),
    ];
    expect(reachAfter({ ...leader, peers: 3 }, script)).toEqual({
      firstKept: 1,
      lastHeard: 1,
      executed: null,
      done: null,
    });
  });
});

test('both labs call the numbers their own names', () => {
  expect(logMarkers('basic').map(({ name }) => name)).toEqual(['Min', 'Max', 'Done']);
  expect(logMarkers('multi').map((marker) => markerName('S2', marker, null))).toEqual([
    'S2, first non-cleared none',
    'S2, last non-empty none',
    'S2, executed none',
  ]);
  expect(logMarkers('multi').map((marker) => markerName('S2', marker, 3))).toContain(
    'S2, last non-empty 3',
  );
});
