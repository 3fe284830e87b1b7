import { canonicalText } from '../../base/json';
import { allowance, type Limits } from './limits';
import type { RowModel } from './model';
import type { Budget } from './space';
import type { Action, ActorSystem, Happening, MoveKind, Reaction, Wire } from './system';

/**
 * The reference: what a search means, written down as plainly as possible. Whole worlds, copied for every step, and a `Set`
 * of their texts. It shares nothing with the explorer but the definition of a system.
 */
export interface NaiveResult {
  readonly states: number;
  readonly generated: number;
  /** BFS levels, the initial state being level 1. */
  readonly depth: number;
  readonly broken: string | null;
  /** Steps to what is broken. */
  readonly steps: number;
}

export interface NaiveWorld<N, M, G> {
  nodes: N[];
  wires: Wire<M>[];
  ghost: G;
  counts: Partial<Record<Budget, number>>;
}

interface Successor<N, M, G> {
  readonly world: NaiveWorld<N, M, G>;
  readonly action: Action<M>;
  readonly broken: string | null;
}

type Order = 'breadth' | 'depth';

export function naiveWorld<N, M, G>(system: ActorSystem<N, M, G>): NaiveWorld<N, M, G> {
  const { nodes, wires, ghost } = system;
  const world = { nodes: [...nodes], wires: [...wires], ghost, counts: {} };
  return withoutIgnored(system, structuredClone(world));
}

function withoutIgnored<N, M, G>(
  { ignores = () => false }: ActorSystem<N, M, G>,
  world: NaiveWorld<N, M, G>,
): NaiveWorld<N, M, G> {
  const { nodes, wires } = world;
  const kept = wires.filter(({ from, to, message }) => !ignores(to, nodes[to] as N, from, message));
  return { ...world, wires: kept };
}

export function naiveSearch<N, M, G>(
  system: ActorSystem<N, M, G>,
  limits: Limits = {},
  order: Order = 'breadth',
): NaiveResult {
  return visit(
    [naiveWorld(system)],
    (world) =>
      naiveSteps(system, world, limits).map(({ world, broken }) => ({ state: world, broken })),
    ({ nodes, ghost }) => system.judge?.(nodes, ghost) ?? null,
    ({ wires, ...rest }) => canonicalText([rest, wires.map(canonicalText).sort()]),
    order,
  );
}

export function naiveModelSearch(model: RowModel, order: Order = 'breadth'): NaiveResult {
  const canonical = (row: readonly number[]) => model.canonical?.(row) ?? row;
  return visit(
    model.initial().map(canonical),
    (row) => {
      const successors: { state: readonly number[]; broken: null }[] = [];
      model.expand(row, (next) => successors.push({ state: canonical(next), broken: null }));
      return successors;
    },
    (row) => model.broken?.(row) ?? null,
    (row) => row.join(),
    order,
  );
}

function visit<S>(
  initial: readonly S[],
  expand: (state: S) => readonly { state: S; broken: string | null }[],
  judge: (state: S) => string | null,
  key: (state: S) => string,
  order: Order,
): NaiveResult {
  const met = new Set<string>();
  const waiting: { state: S; level: number }[] = [];
  let [generated, depth, next] = [0, 0, 0];
  const told = (broken: string | null, steps: number): NaiveResult => {
    return { states: met.size, generated, depth, broken, steps };
  };
  const meet = (state: S, level: number): string | null => {
    generated++;
    const text = key(state);
    if (met.has(text)) return null;
    met.add(text);
    depth = Math.max(depth, level);
    waiting.push({ state, level });
    return judge(state);
  };

  for (const state of initial) {
    const broken = meet(state, 1);
    if (broken !== null) return told(broken, 0);
  }
  while (order === 'depth' ? waiting.length > 0 : next < waiting.length) {
    const { state, level } = (order === 'depth' ? waiting.pop() : waiting[next++]) as {
      state: S;
      level: number;
    };
    for (const successor of expand(state)) {
      const broken = successor.broken ?? meet(successor.state, level + 1);
      if (broken !== null) return told(broken, level);
    }
  }
  return told(null, 0);
}

const BUDGET_OF: Readonly<Partial<Record<MoveKind, Budget>>> = {
  timeout: 'timeouts',
  crash: 'crashes',
  call: 'calls',
};

/** All that can happen in a world. */
export function naiveSteps<N, M, G>(
  system: ActorSystem<N, M, G>,
  world: NaiveWorld<N, M, G>,
  limits: Limits,
): Successor<N, M, G>[] {
  const successors: Successor<N, M, G>[] = [];

  /** A copy of the world in which one more of these has happened; null when there may be no more. */
  function copyAfter(budget: Budget | undefined): NaiveWorld<N, M, G> | null {
    if (budget === undefined) return structuredClone(world);
    const used = (world.counts[budget] ?? 0) + 1;
    if (used > allowance(limits, budget)) return null;
    const next = structuredClone(world);
    if (allowance(limits, budget) !== Number.POSITIVE_INFINITY) next.counts[budget] = used;
    return next;
  }

  function react(
    next: NaiveWorld<N, M, G>,
    place: number,
    reaction: Reaction<N, M>,
    action: Action<M>,
  ): void {
    const before = next.nodes[place] as N;
    const { node: after, sent, extra } = structuredClone(reaction);
    if (system.within?.(place, after) === false) return;
    next.nodes[place] = after;
    next.wires.push(...sent.map(({ to, message }) => ({ from: place, to, message })));
    const happening: Happening<N, M> = { place, before, after, cause: action, sent, extra };
    const watched = system.watch?.(next.ghost, happening);
    if (watched) next.ghost = structuredClone(watched.ghost);
    const broken = watched?.broken ?? null;
    successors.push({ world: withoutIgnored(system, next), action, broken });
  }

  const texts = world.wires.map(canonicalText);
  const different = world.wires.filter((_, i) => texts.indexOf(texts[i] as string) === i);
  for (const wire of different) {
    const index = texts.indexOf(canonicalText(wire));
    const { from, to, message } = structuredClone(wire);
    const reaction = system.receive(to, structuredClone(world.nodes[to] as N), from, message);
    if (reaction !== null) {
      const delivered = structuredClone(world);
      delivered.wires.splice(index, 1);
      react(delivered, to, reaction, { type: 'deliver', ...wire });
    }
    const lost = copyAfter('losses');
    if (lost !== null) {
      lost.wires.splice(index, 1);
      successors.push({ world: lost, action: { type: 'lose', ...wire }, broken: null });
    }
    const doubled = copyAfter('duplications');
    if (doubled !== null) {
      doubled.wires.push(structuredClone(wire));
      successors.push({ world: doubled, action: { type: 'duplicate', ...wire }, broken: null });
    }
  }
  world.nodes.forEach((node, place) => {
    for (const move of system.moves(place, structuredClone(node))) {
      const next = copyAfter(BUDGET_OF[move.kind]);
      if (next === null) continue;
      const reaction = system.move(place, next.nodes[place] as N, move);
      react(next, place, reaction, { type: 'move', place, move });
    }
  });
  return successors;
}
