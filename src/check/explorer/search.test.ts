import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActorSpace } from './actors/actorSpace';
import { readingOrder } from './causality';
import { createExploration } from './explore';
import { createModelSpace } from './modelSpace';
import { abstractPaxos } from './models/abstractPaxos.testkit';
import { forgetfulPaxosRegister, paxosRegister } from './models/paxosRegister.testkit';
import { randomSystem } from './models/randomSystem.testkit';
import { singleCopyRegister } from './models/singleCopyRegister.testkit';
import { replayLeniently } from './replay';
import { createSearch, type SearchOptions } from './search';
import { searched, searchedModel, searchedSystem } from './searches.testkit';
import { createShrink } from './shrink';
import { createRow, type Space } from './space';
import type { Hit } from './sweep';
import type { Action, ActorSystem } from './system';
import { createWalks } from './walks';

const now = () => 0;
const e1 = () => paxosRegister(3, 2);
const decided = (nodes: readonly { type: string; isDecided?: boolean }[]) =>
  nodes.some(({ isDecided }) => isDecided === true);

const mutant = abstractPaxos({
  acceptors: 3,
  ballots: 2,
  values: 2,
  mutant: 'two proposals in a ballot',
});

/** A number that is counted up, down to nothing, by calls and crashes; wrong when it is 3. */
const counting: ActorSystem<number, string> = {
  nodes: [0],
  wires: [],
  ghost: null,
  receive: () => null,
  moves: (_place, n) => [
    { kind: 'call', name: 'up' },
    ...(n > 0 ? [{ kind: 'crash', name: 'down' } as const] : []),
  ],
  move: (_place, n, { name }) => ({ node: name === 'up' ? n + 1 : 0, sent: [] }),
  judge: ([n]) => (n === 3 ? 'below three' : null),
};

describe('each pair of a node and a message', () => {
  test('is stepped once, walks and sweep together', () => {
    const system = e1();
    const asked: string[] = [];
    const space = createActorSpace({
      ...system,
      receive(place, node, from, message) {
        asked.push(JSON.stringify([place, node, from, message]));
        return system.receive(place, node, from, message);
      },
    });
    const result = searched(space, { walks: { seed: 1, count: 20 } });
    expect(result).toMatchObject({ verdict: 'exhausted', states: 16_668 });
    expect(new Set(asked).size).toBe(asked.length);
    expect(result.coverage.handlerCalls).toBe(asked.length);
    expect(asked.length).toBeLessThan(1_000);
  });

  test('and each move', () => {
    let calls = 0;
    const move: typeof counting.move = (...args) => {
      calls++;
      return counting.move(...args);
    };
    const result = searchedSystem(
      { ...counting, move, judge: () => null },
      { limits: { calls: 9 } },
    );
    expect(result.states).toBe(10);
    expect(calls).toBe(9);
  });
});

test('forgetting what nobody will listen to hides no state of the nodes', () => {
  const [all, fewer] = [e1(), forgetfulPaxosRegister(3, 2)].map((system) => {
    const met = new Set<string>();
    const note = (nodes: readonly unknown[]) => {
      met.add(JSON.stringify(nodes));
      return null;
    };
    const { states } = searchedSystem({ ...system, judge: note });
    return { states, met: [...met].sort() };
  });
  expect(fewer?.states).toBeLessThan((all?.states ?? 0) / 2);
  expect(fewer?.met).toEqual(all?.met);
});

test('a fingerprint that was changed step by step is that of the row made anew', () => {
  let compared = 0;
  fc.assert(
    fc.property(randomSystem, fc.nat(), ({ system, limits }, seed) => {
      const space = createActorSpace(system, limits);
      let [row, next] = [createRow(), createRow()];
      space.root(0, row);
      for (let i = 0; i < 30; i++) {
        const steps = space.list(row);
        if (steps.count === 0) return;
        const chosen = (seed + 7 * i) % steps.count;
        const { highs, lows } = steps;
        space.take(row, chosen, next);
        expect(space.fingerprint(next)).toEqual({ high: highs[chosen], low: lows[chosen] });
        compared++;
        [row, next] = [next, row];
      }
    }),
  );
  expect(compared).toBeGreaterThan(200);
});

test('an action and its code are one', () => {
  const space = createActorSpace(e1(), { losses: 1, duplications: 1 });
  const row = createRow();
  space.root(0, row);
  const steps = space.list(row);
  expect(steps.count).toBe(6);
  for (let i = 0; i < steps.count; i++) {
    const code = steps.codes[i] as number;
    expect(space.code(structuredClone(space.action(code)))).toBe(code);
  }
  expect(space.code({ type: 'move', place: 0, move: { kind: 'call', name: 'sing' } })).toBe(-1);
});

describe('a limit', () => {
  test.each<[name: string, limits: SearchOptions['limits'], bound: string]>([
    ['depth', { depth: 8 }, 'depth'],
    ['states', { states: 1_000 }, 'states'],
    ['memory', { bytes: 400_000 }, 'memory'],
  ])('of %s is kept and told', (_name, limits, bound) => {
    const result = searchedSystem(e1(), { limits: limits ?? {} });
    expect(result).toMatchObject({ verdict: 'bounded', bounds: [bound], path: null });
    expect(result.isComplete).toBe(bound === 'depth');
    expect(result.states).toBeGreaterThan(100);
    expect(result.states).toBeLessThan(16_668);
    expect(result.depth).toBeLessThanOrEqual(limits?.depth ?? 21);
    expect(result.states).toBeLessThanOrEqual(limits?.states ?? 16_668);
    expect(result.bytes).toBeLessThanOrEqual(limits?.bytes ?? Number.POSITIVE_INFINITY);
  });

  test('of seconds is kept and told', () => {
    let ms = 0;
    const search = createSearch(createActorSpace(e1()), {
      now: () => ms++,
      limits: { seconds: 0.1 },
    });
    while (!search.run({ ms: 10 }));
    expect(search.result).toMatchObject({ verdict: 'bounded', bounds: ['seconds'] });
    expect(search.result.seconds).toBeCloseTo(0.1, 1);
  });

  test('that is not met is not told', () => {
    const limits = { depth: 22, states: 16_668, bytes: 100_000_000, seconds: 1 };
    expect(searchedSystem(e1(), { limits })).toMatchObject({ verdict: 'exhausted', bounds: [] });
  });

  test('of calls or crashes bounds the model: all within it is seen', () => {
    const limits = { calls: 2, crashes: 1 };
    expect(searchedSystem(counting, { limits })).toMatchObject({
      verdict: 'bounded',
      bounds: ['calls', 'crashes'],
      isComplete: true,
      // (calls, crashes) used, and what is left of the calls: 00, 10, 20, 11 with 0, 21 with 0 or 1.
      states: 6,
    });
  });

  test('of the nodes themselves, too', () => {
    const result = searchedSystem({ ...counting, within: (_place, n) => n <= 2 });
    expect(result).toMatchObject({ verdict: 'bounded', bounds: ['within'], states: 3 });
  });
});

describe('a violation', () => {
  test('may be there at the beginning', () => {
    const result = searchedSystem({ ...counting, nodes: [3] });
    expect(result).toMatchObject({ verdict: 'violation', property: 'below three', path: [] });
  });

  test('is told in words', () => {
    const result = searchedSystem(counting);
    const up = { type: 'move', place: 0, move: { kind: 'call', name: 'up' } };
    expect(result).toMatchObject({ verdict: 'violation', path: [up, up, up], isShortest: true });
  });
});

describe('a goal', () => {
  test('is found by the shortest way', () => {
    const result = searchedSystem({ ...e1(), goal: decided });
    expect(result).toMatchObject({ verdict: 'goal', property: null, isShortest: true });
    // A put, a prepare and its answer, an accept and its answer.
    expect(result.path).toHaveLength(5);
  });

  test('is not looked for beyond what is pruned', () => {
    const result = searchedSystem({
      ...e1(),
      goal: (nodes) => nodes.every((node) => node.type === 'server' || node.awaiting === null),
      prune: decided,
    });
    expect(result).toMatchObject({ verdict: 'exhausted', path: null });
    expect(result.states).toBeLessThan(16_668);
  });
});

describe('random walks', () => {
  test('find what is wrong without a sweep, and the run is made small', () => {
    const result = searchedModel(mutant, { walks: { seed: 3, count: 2_000 } });
    expect(result).toMatchObject({ verdict: 'violation', states: 1, isShortest: false });
    expect(result.walked).toBeGreaterThan(result.walks);
    expect(result.path?.length).toBeLessThan(20);
  });

  test('are followed by a sweep when the shortest run is asked for', () => {
    const result = searchedModel(mutant, { walks: { seed: 3, count: 2_000 }, shortest: true });
    expect(result).toMatchObject({ verdict: 'violation', isShortest: true });
    expect(result.path).toHaveLength(9);
    expect(result.states).toBeGreaterThan(1);
  });

  test('are the same for the same seed, and others for another', () => {
    const runs = [1, 1, 2].map((seed) => searchedModel(mutant, { walks: { seed, count: 2_000 } }));
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.walked).not.toBe(runs[2]?.walked);
  });

  test('find what needs one message to be very late', () => {
    // A chain of thirty messages, and one that must come after all of them.
    const system: ActorSystem<{ links: number; isLate: boolean }, number> = {
      nodes: [{ links: 0, isLate: false }],
      wires: [-1, 1].map((message) => ({ from: 0, to: 0, message })),
      ghost: null,
      receive: (_place, node, _from, message) =>
        message < 0
          ? { node: { ...node, isLate: node.links === 30 }, sent: [] }
          : {
              node: { ...node, links: message },
              sent: message < 30 ? [{ to: 0, message: message + 1 }] : [],
            },
      moves: () => [],
      move: (_place, node) => ({ node, sent: [] }),
      judge: ([node]) => (node?.isLate ? 'never late' : null),
    };
    const result = searchedSystem(system, { walks: { seed: 1, count: 500 } });
    expect(result).toMatchObject({ verdict: 'violation', states: 1 });
    expect(result.path).toHaveLength(31);
  });

  test('end when their time is over', () => {
    let ms = 0;
    const space = createActorSpace(e1());
    const walks = { seed: 1, count: 1_000_000, seconds: 0.05 };
    const search = createSearch(space, { now: () => ms++, walks });
    search.run({});
    expect(search.result).toMatchObject({ verdict: 'exhausted', states: 16_668 });
    expect(search.result.walks).toBeLessThan(100);
  });
});

describe('a slice', () => {
  test('ends after so many expansions, and the next goes on from there', () => {
    const search = createSearch(createActorSpace(e1()), { now });
    const depths: number[] = [];
    while (!search.run({ expansions: 1_000 })) depths.push(search.progress.depth);
    expect(depths.length).toBeGreaterThanOrEqual(16);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    expect(search.result).toEqual(searchedSystem(e1()));
  });

  test('after the end does nothing', () => {
    const search = createSearch(createActorSpace(e1()), { now });
    search.run({});
    const { result } = search;
    expect(search.run({})).toBe(true);
    search.stop();
    expect(search.result).toEqual(result);
  });
});

describe('what is found is told in an order to be read', () => {
  test('one thread after the other', () => {
    //   0 -> 2 -> 4 and 1 -> 3 -> 5, and both before 6
    expect(readingOrder([[], [], [0], [1], [2], [3], [4, 5]])).toEqual([0, 2, 4, 1, 3, 5, 6]);
  });

  test('and is still possible, and shows the same', () => {
    let reordered = 0;
    fc.assert(
      fc.property(randomSystem, ({ system, limits }) => {
        const exploration = createExploration(system, { now, limits });
        exploration.run({});
        const found = searchedSystem(system, { limits });
        const { path, property } = exploration.result;
        expect(property).toBe(found.property);
        expect(path?.length).toBe(found.path?.length);
        if (path === null) return;
        expect(endOf(createActorSpace(system, limits), path)).toBe(property);
        if (JSON.stringify(path) !== JSON.stringify(found.path)) reordered++;
      }),
      { numRuns: 300 },
    );
    expect(reordered).toBeGreaterThan(3);
  });

  test('so that a register is written before it is read', () => {
    const exploration = createExploration(singleCopyRegister(2, 2), { now });
    exploration.run({});
    expect(exploration.result.path?.map((it) => it.type === 'deliver' && it.message.type)).toEqual([
      'put',
      'putOk',
      'get',
      'getOk',
    ]);
  });
});

/** What the last step of a run breaks; every step must be possible. */
function endOf<M>(space: Space<Action<M>>, path: readonly Action<M>[]): string | null {
  let [row, next] = [createRow(), createRow()];
  space.root(0, row);
  let broken = space.verdict(space.judge(row)).broken;
  for (const action of path) {
    const steps = space.list(row);
    const step = steps.codes.subarray(0, steps.count).indexOf(space.code(action));
    expect(step).toBeGreaterThanOrEqual(0);
    const byStep = steps.broken[step] as number;
    space.take(row, step, next);
    [row, next] = [next, row];
    broken = byStep !== 0 ? space.property(byStep) : space.verdict(space.judge(row)).broken;
  }
  return broken;
}

test('a run that is not possible ends nowhere', () => {
  const exploration = createExploration(counting, { now });
  const up = { type: 'move', place: 0, move: { kind: 'call', name: 'up' } } as const;
  const down = { type: 'move', place: 0, move: { kind: 'crash', name: 'down' } } as const;
  expect(exploration.endOf([up, up])).toEqual({ nodes: [2], wires: [], ghost: null });
  expect(exploration.endOf([down])).toBeNull();
});

describe('what random walks find is made small:', () => {
  test('no single step can be left out', () => {
    let checked = 0;
    for (let seed = 0; seed < 20; seed++) {
      const space = createModelSpace(mutant);
      const walks = createWalks(space, { seed, count: 2_000 }, {});
      while (walks.advance());
      const found = walks.hit as Hit;
      const shrink = createShrink(space, found);
      while (shrink.advance());
      const { codes, root, property } = shrink.hit;
      expect(replayLeniently(space, shrink.hit, property)).toEqual(codes);
      expect(codes.length).toBeLessThan(found.codes.length);
      codes.forEach((_, i) => {
        const fewer = { root, codes: codes.toSpliced(i, 1) };
        expect(replayLeniently(space, fewer, property)).toBeNull();
        checked++;
      });
    }
    expect(checked).toBeGreaterThan(9 * 20 - 1);
  });
});

test('the estimate of collisions is that of TLC', () => {
  const { states, generated, collision } = searchedSystem(e1());
  expect(collision).toBeCloseTo((states * (generated - states)) / 2 ** 64, 15);
  expect(collision).toBeGreaterThan(0);
});

test('a row model has no bounds of its own', () => {
  const space = createModelSpace(abstractPaxos({ acceptors: 1, ballots: 2, values: 1 }));
  expect(searched(space, { limits: { depth: 3 } })).toMatchObject({
    verdict: 'bounded',
    bounds: ['depth'],
    depth: 3,
  });
});

test('a message to nobody is refused', () => {
  const system = {
    ...e1(),
    wires: [{ from: 0, to: 9, message: { type: 'get', request: 1 } as const }],
  };
  expect(() => searchedSystem(system)).toThrow(RangeError);
});
