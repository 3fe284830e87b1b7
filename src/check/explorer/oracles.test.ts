import { describe, expect, test } from 'vitest';
import { abdRegister } from './models/abdRegister.testkit';
import { type AbstractPaxos, abstractPaxos, type Mutant } from './models/abstractPaxos.testkit';
import { forgetfulPaxosRegister, paxosRegister } from './models/paxosRegister.testkit';
import { isLinearizable } from './models/registerHistory.testkit';
import { singleCopyRegister } from './models/singleCopyRegister.testkit';
import { twoPhaseCommit } from './models/twoPhaseCommit.testkit';
import { voting } from './models/voting.testkit';
import type { Result } from './result';
import { counts, searchedModel, searchedSystem } from './searches.testkit';

// Counts that others published, or that independent programs agree on: CHECKING 2. They test the explorer.

function expectExhausted(result: Result<unknown>, expected: readonly number[]): void {
  expect(result).toMatchObject({ verdict: 'exhausted', bounds: [], isComplete: true, path: null });
  expect(counts(result)).toEqual(expected);
}

/** Acceptors, ballots, values. */
type Size = readonly [number, number, number];

const sized = ([acceptors, ballots, values]: Size, rest: Partial<AbstractPaxos> = {}) =>
  abstractPaxos({ acceptors, ballots, values, ...rest });

describe('A, abstract Paxos with a growing set of messages', () => {
  test.each<[name: string, size: Size, expected: number[]]>([
    ['A1', [1, 2, 1], [25, 82, 9]],
    ['A2', [3, 2, 2], [3_921, 23_563, 17]],
    ['A3', [3, 1, 1], [41, 168, 9]],
    ['A3', [3, 1, 2], [73, 314, 9]],
    ['A3', [3, 2, 1], [1_681, 9_903, 17]],
    ['A3', [3, 2, 3], [6_801, 41_311, 17]],
    ['A3', [3, 3, 1], [68_921, 497_494, 25]],
    ['A3', [3, 3, 2], [185_369, 1_361_380, 25]],
    ['A3', [5, 1, 1], [545, 3_626, 13]],
  ])('%s: acceptors, ballots, values %j', (_name, size, expected) => {
    expectExhausted(searchedModel(sized(size)), expected);
  });

  test.each<[size: Size, orbits: number]>([
    [[3, 2, 2], 443],
    [[3, 3, 2], 17_153],
  ])('but for names, acceptors, ballots, values %j', (size, orbits) => {
    const result = searchedModel(sized(size, { isSymmetric: true }));
    expect(result).toMatchObject({ verdict: 'exhausted', states: orbits });
  });

  test.each<[mutant: Mutant, ballots: number, steps: number]>([
    ['proposer ignores votes', 2, 12],
    ['acceptor hides its vote', 2, 12],
    ['acceptor votes in any ballot', 2, 12],
    ['acceptor forgets its promise', 2, 12],
    ['two proposals in a ballot', 2, 9],
    ['one is a quorum', 2, 8],
    ['proposer adopts the lowest', 3, 17],
  ])('mutant "%s" (%d ballots) breaks agreement in %d steps', (mutant, ballots, steps) => {
    const result = searchedModel(sized([3, ballots, 2], { mutant }));
    expect(result).toMatchObject({
      verdict: 'violation',
      property: 'agreement',
      isShortest: true,
      isComplete: false,
    });
    expect(result.path).toHaveLength(steps);
  });
});

test('B1, Paxos with a decision, but for names', () => {
  const model = sized([4, 2, 3], { decides: true, isSymmetric: true });
  expectExhausted(searchedModel(model), [1_207, 13_290, 22]);
});

describe('C, voting', () => {
  test('C1, but for names', () => {
    const model = voting({ acceptors: 3, ballots: 2, values: 2, isSymmetric: true });
    expectExhausted(searchedModel(model), [77, 451, 11]);
  });

  test('C2', () => {
    const model = voting({ acceptors: 3, ballots: 3, values: 2 });
    expectExhausted(searchedModel(model), [6_752, 41_017, 16]);
  });
});

describe('E, the Paxos register', () => {
  test.each([
    [1, [265, 482, 14]],
    [2, [16_668, 32_971, 21]],
  ])('3 servers, %d clients', (clients, expected) => {
    const result = searchedSystem(paxosRegister(3, clients));
    expectExhausted(result, expected);
    expect(result.coverage.facts.decided).toBeGreaterThan(0);
  });
});

describe('E without messages that nobody will ever listen to', () => {
  test.each([
    [3, 2, 6_038],
    [3, 3, 280_499],
    [5, 1, 9_961],
  ])('%d servers, %d clients', (servers, clients, states) => {
    const result = searchedSystem(forgetfulPaxosRegister(servers, clients));
    expect(result).toMatchObject({ verdict: 'exhausted', states });
  });
});

describe('F, registers judged by their history', () => {
  test('F1, one server', () => {
    expectExhausted(searchedSystem(singleCopyRegister(1, 2)), [93, 121, 9]);
  });

  test('F2, two servers: not linearizable after four deliveries', () => {
    const result = searchedSystem(singleCopyRegister(2, 2));
    expect(result).toMatchObject({ verdict: 'violation', property: 'linearizable' });
    expect(result.path?.map((it) => it.type === 'deliver' && it.message.type)).toEqual([
      'put',
      'putOk',
      'get',
      'getOk',
    ]);
  });

  test('F2 to its end: 20 of 62 states are not linearizable', () => {
    const system = singleCopyRegister(2, 2);
    const result = searchedSystem({
      ...system,
      watch: (ghost, it) => ({ ghost: system.watch?.(ghost, it).ghost ?? ghost, broken: null }),
      facts: (_nodes, ghost) => (isLinearizable(ghost) ? [] : ['not linearizable']),
    });
    expect(result).toMatchObject({ verdict: 'exhausted', states: 62 });
    expect(result.coverage.facts).toEqual({ 'not linearizable': 20 });
  });

  test('F3, two servers and majorities', () => {
    expectExhausted(searchedSystem(abdRegister(2, 2)), [544, 875, 25]);
  });
});

describe('G, two-phase commit', () => {
  test.each([
    [3, [288, 1_146, 11]],
    [5, [8_832, 58_146, 17]],
  ])('%d resource managers', (managers, expected) => {
    expectExhausted(searchedModel(twoPhaseCommit(managers)), expected);
  });
});
