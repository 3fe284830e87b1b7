import { describe, expect, test } from 'vitest';
import { type ProofSize, proofOf, warningOf } from './proofs';

const SIZES: readonly ProofSize[] = (['basic', 'multi'] as const).flatMap((protocol) =>
  ([3, 5] as const).flatMap((acceptors) =>
    [1, 2, 3].map((proposers) => ({ protocol, acceptors, proposers, rounds: 2 })),
  ),
);

describe.each(SIZES)('$protocol, $acceptors acceptors, $proposers proposers', (size) => {
  const { moment, bounds, scenario } = proofOf(size, []);

  test('begins when each proposer has asked for a value of its own, and nothing is decided', () => {
    expect(moment.cue.failure).toBeNull();
    expect(moment.cue.remark).toBeNull();
    const { nodes, clerks, broken } = moment.world;
    expect(nodes).toHaveLength(size.acceptors);
    expect(clerks).toHaveLength(0);
    expect(broken).toBeUndefined();
    expect(moment.violations).toEqual([]);
    const proposers = Array.from({ length: size.proposers }, (_, i) => i + 1);
    const asks = size.protocol === 'basic' ? 'prepare' : 'p2a';
    const askers = moment.world.wires.filter(({ message }) => message.kind === asks);
    expect([...new Set(askers.map(({ from }) => from))].sort()).toEqual(proposers);
    expect(moment.facts.calls).toEqual([]);
  });

  test('is bounded in ballots and timers, so that it ends', () => {
    expect(bounds.rounds).toBe(2);
    expect(bounds.timeouts).toBeGreaterThan(0);
    expect(scenario.cluster.delivery).toBe('manual');
  });
});

test('wrong rules come along', () => {
  const size: ProofSize = { protocol: 'multi', acceptors: 3, proposers: 2, rounds: 1 };
  const { moment, scenario } = proofOf(size, ['late-rejections']);
  expect(scenario.cluster.broken).toEqual(['late-rejections']);
  expect(moment.world.broken).toEqual(['late-rejections']);
});

test('sizes that are known to be too large are warned of, and the smallest are not', () => {
  const size = { protocol: 'basic', acceptors: 3, proposers: 2, rounds: 1 } as const;
  expect(warningOf(size)).toBeNull();
  expect(warningOf({ ...size, acceptors: 5, proposers: 3, rounds: 3 })).not.toBeNull();
});
