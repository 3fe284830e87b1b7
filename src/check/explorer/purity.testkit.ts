import { sameJson } from '../../base/json';
import type { ActorSystem } from './system';

/**
 * The system, with every answer asked for twice: first with frozen arguments, then with copies of them. A handler that changes
 * what it is given, remembers something, or draws lots is no handler for the explorer, which asks only once.
 * @throws Error, from within the search, that names the function
 */
export function checkedForPurity<N, M, G>(system: ActorSystem<N, M, G>): ActorSystem<N, M, G> {
  const checked = {
    ...system,
    receive: twice('receive', system.receive),
    moves: twice('moves', system.moves),
    move: twice('move', system.move),
  };
  for (const name of ['ignores', 'within', 'watch', 'judge', 'goal', 'prune', 'facts'] as const) {
    const asked = system[name];
    if (asked) Object.assign(checked, { [name]: twice(name, asked as () => unknown) });
  }
  return checked;
}

function twice<A extends readonly unknown[], R>(name: string, ask: (...args: A) => R) {
  return (...args: A): R => {
    const copies = structuredClone(args) as A;
    const answer = ask(...(frozen(args) as A));
    const again = ask(...(frozen(copies) as A));
    if (!sameJson(answer, again))
      throw new Error(`${name} is not pure: asked again it says something else`);
    return frozen(answer);
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
