import { DEFAULT_BYTES, DEFAULT_STATES, type Limits } from './limits';
import type { Bound } from './result';
import { createRow, KIND_MASK, type Space } from './space';
import { createQueue, createStack } from './tables/frontier';
import { createTrail, type Path } from './tables/trail';
import { createVisited } from './tables/visited';

/** A run that ends in something searched for. `property` is null for a goal. */
export interface Hit extends Path {
  readonly property: string | null;
}

/** Visits every state once, breadth first or depth first, until something is found or a limit is met. */
export interface Sweep {
  /** Expands one state. False when there is nothing more to do. */
  advance(): boolean;
  readonly hit: Hit | null;
  readonly bounds: ReadonlySet<Bound>;
  /** Nothing is left to expand. */
  readonly isDone: boolean;
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  readonly frontier: number;
  readonly bytes: number;
  /** How many steps of each kind were made, by the kind's number. */
  readonly steps: readonly number[];
  /** How many states have each verdict of the space, by the verdict's number. */
  readonly verdicts: readonly number[];
}

export type Order = 'breadth' | 'depth';

/** How often the memory of the space itself is looked at, in expansions. */
const LOOK_EVERY = 256;

export function createSweep<A>(space: Space<A>, limits: Limits, order: Order): Sweep {
  const mostStates = limits.states ?? DEFAULT_STATES;
  const mostBytes = limits.bytes ?? DEFAULT_BYTES;
  const mostLevels = limits.depth ?? Number.POSITIVE_INFINITY;

  const visited = createVisited();
  const trail = createTrail();
  const frontier = order === 'breadth' ? createQueue() : createStack();
  const [row, next] = [createRow(), createRow()];
  const bounds = new Set<Bound>();
  const verdicts: number[] = [0];
  const steps = new Array<number>(KIND_MASK + 1).fill(0);
  let hit: Hit | null = null;
  let isStopped = false;
  let generated = 0;
  let depth = 0;
  let expansions = 0;
  let waiting = 0;
  /** For how many more states room has been made. */
  let room = 0;

  for (let root = 0; root < space.roots && hit === null; root++) begin(root);

  function begin(root: number): void {
    space.root(root, next);
    generated++;
    const { high, low } = space.fingerprint(next);
    visited.reserve(1);
    if (visited.add(high, low)) meet(trail.addRoot(root), 1);
  }

  function stop(bound: Bound): void {
    bounds.add(bound);
    isStopped = true;
  }

  function bytes(): number {
    return visited.bytes + trail.bytes + frontier.bytes + space.bytes;
  }

  /** Makes room for so many more states of about this length, and some; false when the memory does not allow it. */
  function makeRoom(states: number, length: number): boolean {
    const more = states + SPARE;
    const growth =
      visited.growthFor(more) + trail.growthFor(more) + frontier.growthFor(more, length);
    if (bytes() + growth > mostBytes) return false;
    visited.reserve(more);
    room = more;
    return true;
  }

  /** Looks at the new state in `next`. */
  function meet(state: number, level: number): void {
    depth = Math.max(depth, level);
    const id = space.judge(next);
    if (id !== 0) {
      verdicts[id] = (verdicts[id] ?? 0) + 1;
      const { broken, isGoal, isPruned } = space.verdict(id);
      if (broken !== null || isGoal) hit = { ...trail.pathTo(state), property: broken };
      if (isPruned) return;
    }
    frontier.put(next, state, level);
    waiting++;
  }

  function expand(state: number, level: number): void {
    const list = space.list(row);
    if (++expansions % LOOK_EVERY === 0 || room < list.count) {
      if (!makeRoom(list.count, row.length + ROOM_FOR_SENT)) {
        stop('memory');
        return;
      }
    }
    room -= list.count;
    for (let i = 0; i < list.count && hit === null; i++) {
      const code = list.codes[i] as number;
      const [high, low] = [list.highs[i] as number, list.lows[i] as number];
      generated++;
      steps[code & KIND_MASK] = (steps[code & KIND_MASK] as number) + 1;
      const broken = list.broken[i] as number;
      if (broken !== 0) {
        const { root, codes } = trail.pathTo(state);
        hit = { root, codes: [...codes, code], property: space.property(broken) };
      } else if (visited.size < mostStates) {
        if (!visited.add(high, low)) continue;
        space.take(row, i, next);
        meet(trail.add(state, code), level + 1);
      } else if (!visited.has(high, low)) {
        stop('states');
        return;
      }
    }
  }

  return {
    advance() {
      if (hit !== null || isStopped || waiting === 0) return false;
      const { state, level } = frontier.take(row);
      waiting--;
      if (level >= mostLevels) bounds.add('depth');
      else expand(state, level);
      return hit === null && !isStopped && waiting > 0;
    },
    get hit() {
      return hit;
    },
    bounds,
    get isDone() {
      return waiting === 0 && !isStopped && hit === null;
    },
    get states() {
      return visited.size;
    },
    get generated() {
      return generated;
    },
    get depth() {
      return depth;
    },
    get frontier() {
      return waiting;
    },
    get bytes() {
      return bytes();
    },
    steps,
    verdicts,
  };
}

/** A guess: most steps send no more than this many messages more than they consume. */
const ROOM_FOR_SENT = 16;
/** Room is made for this many states more than needed at once. */
const SPARE = 256;
