import { createActorSpace } from './actors/actorSpace';
import type { Limits } from './limits';
import type { RowModel } from './model';
import { createModelSpace } from './modelSpace';
import type { Result } from './result';
import { createSearch, type SearchOptions } from './search';
import type { Space } from './space';
import type { Action, ActorSystem } from './system';

type Options = Partial<SearchOptions>;

/** A search to its end, without a clock. */
export function searched<A>(space: Space<A>, options: Options = {}): Result<A> {
  const search = createSearch(space, { now: () => 0, ...options });
  search.run({});
  return search.result;
}

export function searchedSystem<N, M, G>(
  system: ActorSystem<N, M, G>,
  options: Options = {},
  limits: Limits = options.limits ?? {},
): Result<Action<M>> {
  return searched(createActorSpace(system, limits), { ...options, limits });
}

export function searchedModel(model: RowModel, options: Options = {}): Result<number> {
  return searched(createModelSpace(model), options);
}

/** What the tables of oracles tell: distinct, generated, depth. */
export function counts({ states, generated, depth }: Counted): number[] {
  return [states, generated, depth];
}

type Counted = Pick<Result<unknown>, 'states' | 'generated' | 'depth'>;
