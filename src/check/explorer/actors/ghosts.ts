import type { ActorSystem } from '../system';
import { createPairMap } from '../tables/pairMap';
import type { Digester } from './digester';
import type { Compiled, Handlers } from './handlers';
import { createInterner, type Interner } from './interner';

/** Ghosts by number, and what each reaction makes of them: asked once for each pair, then remembered. */
export interface Ghosts<G> {
  readonly all: Interner<G>;
  readonly bytes: number;
  /** A number for {@link after} and {@link broken}. */
  watch(ghost: number, reaction: Compiled): number;
  /** The ghost after it. */
  after(watched: number): number;
  /** The property that it breaks, as for {@link property}; 0: none. */
  broken(watched: number): number;
  property(id: number): string;
}

export function createGhosts<N, M, G>(
  system: ActorSystem<N, M, G>,
  handlers: Handlers<N, M>,
  digester: Digester,
): Ghosts<G> {
  const all = createInterner<G>('ghost', digester);
  const watched = createPairMap();
  const properties: (string | null)[] = [null];
  const afters: number[] = [];
  const brokens: number[] = [];

  function propertyId(name: string | null): number {
    const id = properties.indexOf(name);
    return id >= 0 ? id : properties.push(name) - 1;
  }

  function ask(ghost: number, reaction: Compiled): number {
    const told = system.watch?.(all.value(ghost), handlers.happening(reaction));
    afters.push(told === undefined ? ghost : all.intern(told.ghost));
    return brokens.push(propertyId(told?.broken ?? null)) - 1;
  }

  return {
    all,
    get bytes() {
      return all.bytes + watched.bytes + 16 * afters.length;
    },
    watch(ghost, reaction) {
      const seen = watched.get(ghost, reaction.id);
      if (seen >= 0) return seen;
      const id = ask(ghost, reaction);
      watched.add(ghost, reaction.id, id);
      return id;
    },
    after: (id) => afters[id] as number,
    broken: (id) => brokens[id] as number,
    property: (id) => properties[id] as string,
  };
}
