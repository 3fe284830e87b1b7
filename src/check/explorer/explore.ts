import { createActorSpace } from './actorSpace';
import { causesOf, readingOrder } from './causality';
import { replayLeniently } from './replay';
import type { Result } from './result';
import { createSearch, type Search, type SearchOptions } from './search';
import type { Space } from './space';
import type { Action, ActorSystem } from './system';

/** The search of an actor system: what it finds is made small, and told in an order that can be read. */
export function createExploration<N, M, G>(
  system: ActorSystem<N, M, G>,
  options: SearchOptions,
): Search<Action<M>> {
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
