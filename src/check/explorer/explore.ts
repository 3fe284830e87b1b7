import { createActorSpace } from './actors/actorSpace';
import { causesOf, readingOrder } from './causality';
import { follow, replayLeniently } from './replay';
import type { Result } from './result';
import { createSearch, type Search, type SearchOptions } from './search';
import { createRow, type Space } from './space';
import type { Action, ActorSystem, World } from './system';

export interface Exploration<N, M, G> extends Search<Action<M>> {
  /**
   * Where a run ends, as the search remembers it, to be compared with a run of the real thing. Messages that are ignored are
   * not among its wires. Null when the run is not possible.
   */
  endOf(path: readonly Action<M>[]): World<N, M, G> | null;
}

/** The search of an actor system: what it finds is made small, and told in an order that can be read. */
export function createExploration<N, M, G>(
  system: ActorSystem<N, M, G>,
  options: SearchOptions,
): Exploration<N, M, G> {
  const space = createActorSpace(system, options.limits);
  const search = createSearch(space, options);
  return {
    run: search.run,
    stop: search.stop,
    get progress() {
      return search.progress;
    },
    get result() {
      return readable(system, space, search.result);
    },
    endOf(path) {
      const row = createRow();
      return follow(space, path, row) ? space.world(row) : null;
    },
  };
}

/** Keeps the order that was found where the other does not show the same: properties may look at several places at once. */
function readable<N, M, G>(
  system: ActorSystem<N, M, G>,
  space: Space<Action<M>>,
  result: Result<Action<M>>,
): Result<Action<M>> {
  const { path, property } = result;
  if (path === null) return result;
  const reordered = readingOrder(causesOf(system, path)).map((step) => path[step] as Action<M>);
  const codes = reordered.map((action) => space.code(action));
  const done = replayLeniently(space, { root: 0, codes }, property);
  return done?.length === path.length ? { ...result, path: reordered } : result;
}
