import type { Limits } from '../limits';
import type { Cut } from '../space';
import type { ActorSystem } from '../system';
import { type Budgets, createBudgets } from './budgets';
import { createDigester } from './digester';
import { createGhosts, type Ghosts } from './ghosts';
import { createHandlers, type Handlers } from './handlers';
import type { Interner } from './interner';
import { createWires, type Wires } from './wires';

/**
 * Everything about an actor system by number, and where it stands in a row: a node a place, then the ghost, the counts of
 * what is bounded, and the wires in ascending order.
 */
export interface Tables<N, M, G> {
  readonly places: number;
  readonly ghostAt: number;
  readonly countsAt: number;
  readonly wiresAt: number;
  /** By place. */
  readonly nodes: readonly Interner<N>[];
  readonly ghosts: Ghosts<G>;
  readonly budgets: Budgets;
  readonly wires: Wires<M>;
  readonly handlers: Handlers<N, M>;
  /** Bounds of the model that cut off steps so far. */
  readonly cuts: Set<Cut>;
  /** Whether there are messages that are forgotten. */
  readonly forgets: boolean;
  readonly bytes: number;
}

export function createTables<N, M, G>(
  system: ActorSystem<N, M, G>,
  limits: Limits,
): Tables<N, M, G> {
  const places = system.nodes.length;
  const budgets = createBudgets(limits);
  const digester = createDigester();
  const wires = createWires<M>(places, digester);
  const handlers = createHandlers(system, wires, digester);
  const ghosts = createGhosts(system, handlers, digester);
  return {
    places,
    ghostAt: places,
    countsAt: places + 1,
    wiresAt: places + 1 + budgets.slots,
    nodes: system.nodes.map((_, place) => handlers.nodesAt(place)),
    ghosts,
    budgets,
    wires,
    handlers,
    cuts: new Set(),
    forgets: system.ignores !== undefined,
    get bytes() {
      return digester.bytes + wires.bytes + handlers.bytes + ghosts.bytes;
    },
  };
}
