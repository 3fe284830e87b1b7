import { describe, expect, test } from 'vitest';
import { checkedForIgnoring } from './ignoring.testkit';
import { abdRegister } from './models/abdRegister.testkit';
import { forgetfulPaxosRegister, paxosRegister } from './models/paxosRegister.testkit';
import { checkedForPurity } from './purity.testkit';
import { counts, searchedSystem } from './searches.testkit';
import type { ActorSystem } from './system';

interface Count {
  count: number;
}

/** One node that counts its messages, in a way of its own. */
function counter(receive: (node: Count) => Count): ActorSystem<Count, string> {
  return {
    nodes: [{ count: 0 }],
    wires: ['a', 'b'].map((message) => ({ from: 0, to: 0, message })),
    ghost: null,
    receive: (_place, node) => ({ node: receive(node), sent: [] }),
    moves: () => [],
    move: (_place, node) => ({ node, sent: [] }),
  };
}

describe('asking twice', () => {
  test.each([
    ['E', paxosRegister(3, 1)],
    ['E, forgetful', forgetfulPaxosRegister(3, 1)],
    ['F3', abdRegister(2, 2)],
    // biome-ignore lint/suspicious/noExplicitAny: systems of any kind
  ] as [string, ActorSystem<any, any, any>][])('changes nothing about %s', (_name, system) => {
    expect(counts(searchedSystem(checkedForPurity(system)))).toEqual(
      counts(searchedSystem(system)),
    );
  });

  test('accepts a pure handler', () => {
    const system = counter(({ count }) => ({ count: count + 1 }));
    expect(searchedSystem(checkedForPurity(system)).verdict).toBe('exhausted');
  });

  test('finds out a handler that changes its node', () => {
    const system = counter((node) => {
      node.count++;
      return node;
    });
    expect(() => searchedSystem(checkedForPurity(system))).toThrow(TypeError);
  });

  test('finds out a handler that remembers', () => {
    let calls = 0;
    const system = counter(() => ({ count: calls++ }));
    expect(() => searchedSystem(checkedForPurity(system))).toThrow('receive is not pure');
  });
});

describe('what a message that is ignored must not do', () => {
  const counting = counter(({ count }) => ({ count: count + 1 }));

  test('is not done in E', () => {
    const checked = searchedSystem(checkedForIgnoring(forgetfulPaxosRegister(3, 2)));
    expect(checked).toMatchObject({ verdict: 'exhausted', states: 16_668 });
  });

  test('is to have an effect', () => {
    const system = { ...counting, ignores: () => true };
    expect(searchedSystem(system)).toMatchObject({ states: 1 });
    expect(() => searchedSystem(checkedForIgnoring(system))).toThrow('not without effect');
  });

  test('is to be listened to again', () => {
    const system: typeof counting = {
      ...counting,
      receive: (_place, node, _from, message) =>
        message === 'b' && node.count === 0 ? null : { node: { count: node.count + 1 }, sent: [] },
      ignores: (_place, { count }, _from, message) => message === 'b' && count === 0,
    };
    expect(() => searchedSystem(checkedForIgnoring(system))).toThrow('ignored no longer');
  });
});
