import { describe, expect, test } from 'vitest';
import { naiveSearch } from '../../check/explorer/naive.testkit';
import { checkedForPurity } from '../../check/explorer/purity.testkit';
import { searchedSystem } from '../../check/explorer/searches.testkit';
import { type ClusterSystem, clusterSystem } from './clusterSystem';
import { requestOf, STARTS } from './requests.testkit';

// CHECKING 2.8: whatever the count of the project's own machines is, three ways of counting must agree on it.

/** The machines and the network alone: what nobody can see does not split states that the servers cannot tell apart. */
function unwatched(system: ClusterSystem): ClusterSystem {
  const { watch: _watch, judge: _judge, ...machines } = system;
  return {
    ...machines,
    receive(...asked) {
      const reaction = system.receive(...asked);
      return reaction && { node: reaction.node, sent: reaction.sent };
    },
  };
}

const CASES = {
  'basic, 3 peers, 1 instance, 2 proposers': {
    request: requestOf(STARTS.basic),
    limits: { timeouts: 0, calls: 0 },
    states: 12_919,
  },
  'multi, 3 peers, 1 command, 2 ballots': {
    request: requestOf(STARTS.multi, { protocol: 'multi' }, { bounds: { rounds: 1 } }),
    limits: { timeouts: 0, calls: 0 },
    states: 2_552,
  },
};

describe.each(Object.entries(CASES))('%s', (_name, { request, limits, states }) => {
  const system = unwatched(clusterSystem(request));

  test('the explorer, breadth first and depth first, and the plain reference count the same', () => {
    const breadth = searchedSystem(system, { limits });
    const depth = searchedSystem(system, { limits, order: 'depth' });
    const naive = naiveSearch(system, limits);
    expect(breadth.states).toBe(states);
    expect([depth.states, naive.states]).toEqual([states, states]);
    expect([depth.generated, naive.generated]).toEqual([breadth.generated, breadth.generated]);
    expect(naive.depth).toBe(breadth.depth);
  });
});

describe('with the facts that no server sees, and every property judged', () => {
  test.each([
    ['basic, one proposer', requestOf(STARTS.basic.slice(0, 1)), { timeouts: 0, calls: 0 }],
    ['multi', requestOf(STARTS.multi, { protocol: 'multi' }), { timeouts: 0, calls: 0 }],
  ])('%s: the same count, and all of it safe', (_name, request, limits) => {
    const system = clusterSystem(request);
    const breadth = searchedSystem(checkedForPurity(system), { limits });
    const naive = naiveSearch(system, limits);
    expect([breadth.property, naive.broken]).toEqual([null, null]);
    expect([breadth.states, breadth.generated]).toEqual([naive.states, naive.generated]);
    expect(breadth.isComplete).toBe(true);
  });
});
