import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../base/json';
import { createExploration } from './explore';
import type { Limits } from './limits';
import type { RowModel } from './model';
import { abdRegister } from './models/abdRegister.testkit';
import { abstractPaxos } from './models/abstractPaxos.testkit';
import { forgetfulPaxosRegister, paxosRegister } from './models/paxosRegister.testkit';
import { randomSystem } from './models/randomSystem.testkit';
import { singleCopyRegister } from './models/singleCopyRegister.testkit';
import { twoPhaseCommit } from './models/twoPhaseCommit.testkit';
import { voting } from './models/voting.testkit';
import {
  type NaiveWorld,
  naiveModelSearch,
  naiveSearch,
  naiveSteps,
  naiveWorld,
} from './naive.testkit';
import { counts, searchedModel, searchedSystem } from './searches.testkit';
import type { Action, ActorSystem } from './system';

const [BREADTH, DEPTH] = [{ order: 'breadth' }, { order: 'depth' }] as const;

describe('breadth first, depth first and the plain reference count the same', () => {
  test.each<[name: string, model: RowModel]>([
    ['A1', abstractPaxos({ acceptors: 1, ballots: 2, values: 1 })],
    ['A2', abstractPaxos({ acceptors: 3, ballots: 2, values: 2 })],
    ['A, symmetric', abstractPaxos({ acceptors: 3, ballots: 2, values: 2, isSymmetric: true })],
    ['C1', voting({ acceptors: 3, ballots: 2, values: 2, isSymmetric: true })],
    ['G, 4 managers', twoPhaseCommit(4)],
  ])('of %s', (_name, model) => {
    const naive = naiveModelSearch(model);
    expect(naive.states).toBeGreaterThan(20);
    expect(naive).toMatchObject({ broken: null });
    expect(counts(searchedModel(model, BREADTH))).toEqual(counts(naive));
    for (const other of [searchedModel(model, DEPTH), naiveModelSearch(model, 'depth')]) {
      expect(other).toMatchObject({ states: naive.states, generated: naive.generated });
    }
  });

  // biome-ignore lint/suspicious/noExplicitAny: systems of any kind
  test.each<[name: string, system: ActorSystem<any, any, any>, limits: Limits]>([
    ['E, 1 client', paxosRegister(3, 1), {}],
    ['E, 1 client, with a lost message', paxosRegister(3, 1), { losses: 1 }],
    ['E, 1 client, with a message twice', paxosRegister(3, 1), { duplications: 1 }],
    ['E, 1 client, forgetful', forgetfulPaxosRegister(3, 1), { duplications: 1 }],
    ['F1', singleCopyRegister(1, 2), {}],
    ['F1 with lost messages', singleCopyRegister(1, 2), { losses: 2 }],
    ['F3', abdRegister(2, 2), {}],
  ])('of %s', (_name, system, limits) => {
    const naive = naiveSearch(system, limits);
    expect(naive.states).toBeGreaterThan(20);
    expect(naive).toMatchObject({ broken: null });
    expect(counts(searchedSystem(system, { ...BREADTH, limits }))).toEqual(counts(naive));
    const others = [
      searchedSystem(system, { ...DEPTH, limits }),
      naiveSearch(system, limits, 'depth'),
    ];
    for (const other of others) {
      expect(other).toMatchObject({ states: naive.states, generated: naive.generated });
    }
  });
});

/** Where a run ends by the plain reference, and what its last step breaks; it must be possible step by step. */
function endOf<N, M, G>(
  system: ActorSystem<N, M, G>,
  path: readonly Action<M>[],
  limits: Limits,
): { world: NaiveWorld<N, M, G>; broken: string | null } {
  let world = naiveWorld(system);
  let broken = system.judge?.(world.nodes, world.ghost) ?? null;
  for (const action of path) {
    expect(broken).toBeNull();
    const text = canonicalText(action);
    const step = naiveSteps(system, world, limits).find((it) => canonicalText(it.action) === text);
    if (!step) throw new Error(`impossible: ${text}`);
    world = step.world;
    broken = step.broken ?? system.judge?.(world.nodes, world.ghost) ?? null;
  }
  return { world, broken };
}

describe('random systems', () => {
  test('have the same worlds and the same shortest violation for everybody', () => {
    const seen = { violated: 0, exhausted: 0, bounded: 0 };
    fc.assert(
      fc.property(randomSystem, ({ system, limits }) => {
        const naive = naiveSearch(system, limits);
        const result = searchedSystem(system, { ...BREADTH, limits });
        if (naive.broken !== null) {
          seen.violated++;
          expect(result).toMatchObject({ verdict: 'violation', isShortest: true });
          expect(result.path).toHaveLength(naive.steps);
          expect(endOf(system, result.path ?? [], limits).broken).toBe(result.property);
          return;
        }
        seen[result.bounds.length > 0 ? 'bounded' : 'exhausted']++;
        expect(result).toMatchObject({ path: null, isComplete: true });
        expect(counts(result)).toEqual(counts(naive));
        const { states, generated } = naive;
        const depthFirst = searchedSystem(system, { ...DEPTH, limits });
        expect(depthFirst).toMatchObject({ states, generated, coverage: result.coverage });
      }),
      { numRuns: 400 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test('are violated by every run that anybody finds, and a walk finds nothing shorter', () => {
    let found = 0;
    fc.assert(
      fc.property(randomSystem, fc.nat(), ({ system, limits }, seed) => {
        const shortest = searchedSystem(system, { ...BREADTH, limits });
        const walks = { seed, count: 50 };
        const results = [
          searchedSystem(system, { ...DEPTH, limits }),
          searchedSystem(system, { walks, limits }),
          searchedSystem(system, { walks, limits, shortest: true }),
        ];
        for (const result of results) {
          expect(result.verdict).toBe(shortest.verdict);
          if (result.path === null) continue;
          found++;
          expect(endOf(system, result.path, limits).broken).toBe(result.property);
          expect(result.path.length).toBeGreaterThanOrEqual(shortest.path?.length ?? 0);
        }
        expect(results[2]?.path?.length).toBe(shortest.path?.length);
        expect(results[2]?.isShortest).toBe(shortest.isShortest);
      }),
    );
    expect(found).toBeGreaterThan(50);
  });

  test('end in the same world, once they are told in an order to be read', () => {
    let compared = 0;
    const sorted = (wires: readonly unknown[]) => wires.map(canonicalText).sort();
    fc.assert(
      fc.property(randomSystem, fc.nat(), ({ system, limits }, seed) => {
        const walks = { seed, count: 50 };
        const exploration = createExploration(system, { now: () => 0, limits, walks });
        exploration.run({});
        const { path, property } = exploration.result;
        if (path === null) return;
        compared++;
        const { world, broken } = endOf(system, path, limits);
        expect(broken).toBe(property);
        const end = exploration.endOf(path);
        expect({ nodes: end?.nodes, ghost: end?.ghost, wires: sorted(end?.wires ?? []) }).toEqual({
          nodes: world.nodes,
          ghost: world.ghost,
          wires: sorted(world.wires),
        });
      }),
    );
    expect(compared).toBeGreaterThan(15);
  });
});
