import { describe, expect, test } from 'vitest';
import { paxosRegister } from './models/paxosRegister.testkit';
import { twoPhaseCommit } from './models/twoPhaseCommit.testkit';
import { counts, searchedModel, searchedSystem } from './searches.testkit';

// Counts that others published, or that independent programs agree on: CHECKING 2. They test the explorer.

describe('G, two-phase commit', () => {
  test.each([
    [3, [288, 1_146, 11]],
    [5, [8_832, 58_146, 17]],
  ])('%d resource managers', (managers, expected) => {
    const result = searchedModel(twoPhaseCommit(managers));
    expect(result.verdict).toBe('exhausted');
    expect(counts(result)).toEqual(expected);
  });
});

describe('E, the Paxos register', () => {
  test.each([
    [1, [265, 482, 14]],
    [2, [16_668, 32_971, 21]],
  ])('3 servers, %d clients', (clients, expected) => {
    const result = searchedSystem(paxosRegister(3, clients));
    expect(result.verdict).toBe('exhausted');
    expect(counts(result)).toEqual(expected);
    expect(result.coverage.facts.decided).toBeGreaterThan(0);
  });
});
