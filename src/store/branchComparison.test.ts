import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import type { PathReading } from './branch';
import { played } from './branch.testkit';
import {
  compareMaps,
  comparePositions,
  costsAt,
  courseOf,
  depthAtTime,
  messagesApart,
  mostTelling,
} from './branchComparison';
import { sessionOf } from './session.testkit';
import { TAKEOVER } from './takeover.testkit';

const cluster = { seed: 3 };
const RACE = scenario(
  [
    { start: { peer: 'S1', seq: 0, value: 'x' } },
    { at: 1, start: { peer: 'S3', seq: 1, value: 'y' } },
    { run: 3000 },
  ],
  cluster,
);

/** Two branches of one run: S3 was killed at depth 3 of the second. */
function forked(file = RACE, node = 3) {
  const { session, state } = sessionOf(file);
  session.goToEnd();
  session.seek(3);
  session.act({ type: 'crash', node }, 'Killed it.');
  session.goToEnd();
  const [a, b] = [0, 1].map((id) => session.readBranch(id) as PathReading) as [
    PathReading,
    PathReading,
  ];
  return { session, state, a: courseOf(a), b: courseOf(b) };
}

describe('positions', () => {
  test('differ by what was chosen, and by what a server holds', () => {
    const { a, b } = forked();
    const positions = comparePositions(a.momentAt(a.length), b.momentAt(b.length));
    expect(positions.map(({ seq, chosen }) => [seq, chosen])).toEqual([
      [0, { a: 'x', b: 'x', differs: false }],
      [1, { a: 'y', b: null, differs: true }],
    ]);
    const [zero, one] = positions;
    // S3 missed the decision; that it is down is no difference of the others.
    expect(zero?.cells.map(({ differs }) => differs)).toEqual([false, false, true]);
    expect(one?.differs).toBe(true);
  });

  test('of two equal moments do not differ, also when a server is down', () => {
    const { b } = forked();
    const end = b.momentAt(b.length);
    expect(comparePositions(end, end).filter(({ differs }) => differs)).toEqual([]);
    const up = { ...end, world: { ...end.world, nodes: end.world.nodes.slice() } };
    up.world.nodes[2] = { ...(end.world.nodes[2] as (typeof end.world.nodes)[0]), status: 'up' };
    expect(comparePositions(end, up).filter(({ differs }) => differs)).toEqual([]);
  });

  test('of slots begin with 1', () => {
    const { moment } = played(TAKEOVER);
    expect(comparePositions(moment, moment).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('are cut to those that tell most', () => {
    const { a, b } = forked();
    const positions = comparePositions(a.momentAt(a.length), b.momentAt(b.length));
    expect(mostTelling(positions, 2)).toBe(positions);
    const many = Array.from({ length: 9 }, (_, seq) => {
      return { ...(positions[0] as (typeof positions)[0]), seq, differs: seq === 2 || seq === 5 };
    });
    expect(mostTelling(many, 4).map(({ seq }) => seq)).toEqual([2, 5]);
    expect(mostTelling(many, 1).map(({ seq }) => seq)).toEqual([2]);
    const same = many.map((one) => ({ ...one, differs: false }));
    expect(mostTelling(same, 2).map(({ seq }) => seq)).toEqual([7, 8]);
  });
});

describe('maps', () => {
  const put = { clerk: 'C1', op: 'put', key: 'k', value: 'v' };

  test('differ key by key', () => {
    const service = scenario([{ at: 1, call: put }, { run: 4000 }], { ...cluster, clerks: 1 });
    const { a, b } = forked(service, 1);
    const maps = compareMaps(a.momentAt(a.length), b.momentAt(b.length));
    expect(maps[0]).toEqual({
      server: 1,
      entries: [{ key: 'k', a: 'v', b: null, differs: true }],
      differs: true,
    });
  });

  test('are none without a service', () => {
    const { a, b } = forked();
    expect(compareMaps(a.momentAt(a.length), b.momentAt(b.length))).toEqual([]);
  });
});

test('a time is the last event that has happened by then, and none before the fork', () => {
  const { a } = forked();
  expect(depthAtTime(a, 0, 3)).toBe(3);
  expect(depthAtTime(a, a.timeAt(7), 3)).toBeGreaterThanOrEqual(7);
  expect(depthAtTime(a, a.timeAt(7) - 1, 3)).toBeLessThan(7);
  expect(depthAtTime(a, Number.MAX_SAFE_INTEGER, 3)).toBe(a.length);
});

test('what a branch has cost agrees with its own counters', () => {
  const { a } = forked();
  expect(costsAt(a, 0)).toEqual({ messages: 0, commands: 0, answered: 0, calls: 0, time: 0 });
  expect(costsAt(a, a.length)).toMatchObject({ commands: 2, time: a.timeAt(a.length) });
});

test('messages are apart by what became of them, as far as both branches have come', () => {
  const { a, b } = forked();
  const end = Number.MAX_SAFE_INTEGER;
  expect(messagesApart(a.trace.messages, a.trace.messages, end)).toEqual([]);
  const early = messagesApart(a.trace.messages, b.trace.messages, a.timeAt(3));
  const late = messagesApart(a.trace.messages, b.trace.messages, end);
  expect(late.length).toBeGreaterThan(0);
  expect(early.length).toBeLessThan(late.length);
  expect(late.some(({ to, from }) => to === 3 || from === 3)).toBe(true);
});
