import { canonicalText, sameJson } from '../../base/json';
import type { ActorSystem, Reaction, Wire } from './system';

/**
 * The system without its `ignores`, but with what that promises checked: a message that is ignored does nothing, and is still
 * ignored after whatever the node does. Searches are as large as they are without it.
 * @throws Error, from within the search
 */
export function checkedForIgnoring<N, M, G>(system: ActorSystem<N, M, G>): ActorSystem<N, M, G> {
  const { ignores = () => false, ...rest } = system;
  /** What each place was sent so far, and what its node did. */
  const places = system.nodes.map(() => ({
    met: new Map<string, Omit<Wire<M>, 'to'>>(),
    changes: [] as [before: N, after: N][],
  }));

  function check(place: number, [before, after]: [N, N], { from, message }: Omit<Wire<M>, 'to'>) {
    if (ignores(place, before, from, message) && !ignores(place, after, from, message)) {
      throw new Error(`ignored no longer at ${place}: ${canonicalText(message)}`);
    }
  }

  function meet(place: number, from: number, message: M): void {
    const { met, changes } = places[place] as (typeof places)[number];
    const key = canonicalText([from, message]);
    if (met.has(key)) return;
    met.set(key, { from, message });
    for (const change of changes) check(place, change, { from, message });
  }

  function change(place: number, before: N, after: N): void {
    const { met, changes } = places[place] as (typeof places)[number];
    changes.push([before, after]);
    for (const wire of met.values()) check(place, [before, after], wire);
  }

  return {
    ...rest,
    receive(place, node, from, message) {
      meet(place, from, message);
      const reaction = system.receive(place, node, from, message);
      if (reaction === null) return null;
      if (ignores(place, node, from, message) && !isNothing(reaction, node)) {
        throw new Error(
          `ignored and yet not without effect at ${place}: ${canonicalText(message)}`,
        );
      }
      change(place, node, reaction.node);
      return reaction;
    },
    move(place, node, move) {
      const reaction = system.move(place, node, move);
      change(place, node, reaction.node);
      return reaction;
    },
  };
}

function isNothing<N, M>({ node, sent }: Reaction<N, M>, before: N): boolean {
  return sent.length === 0 && sameJson(node, before);
}
