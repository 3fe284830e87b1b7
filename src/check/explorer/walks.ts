import { keyedHash, rollBetween } from '../../base/dice';
import type { Limits } from './limits';
import { createRow, type Space, type Steps } from './space';
import type { Hit } from './sweep';

export interface WalkOptions {
  readonly seed: number;
  /** How many walks. */
  readonly count: number;
  /** No walk begins later, nor goes on; unlimited unless given. */
  readonly seconds?: number;
  /** The longest walk in steps; {@link DEFAULT_LENGTH} unless given. */
  readonly length?: number;
}

/**
 * Random walks from the initial states. They remember nothing, and so find what lies deep in no time, or never. Every other
 * walk is a PCT walk (probabilistic concurrency testing): each step has a priority, the highest goes first, and at a few
 * moments the one whose turn it is falls behind all others; that finds what needs one message to be very late.
 */
export interface Walks {
  /** Makes one step. False when there is nothing more to do. */
  advance(): boolean;
  /** There will be no more steps. */
  end(): void;
  readonly hit: Hit | null;
  readonly walks: number;
  readonly steps: number;
}

const DEFAULT_LENGTH = 200;
/** The most. Some walks have none: each change spoils the plan of a walk that only needs its order of priorities. */
const PRIORITY_CHANGES = 3;

export function createWalks<A>(space: Space<A>, options: WalkOptions, limits: Limits): Walks {
  const { seed, count } = options;
  const longest = Math.min(options.length ?? DEFAULT_LENGTH, (limits.depth ?? Infinity) - 1);
  let [row, next] = [createRow(), createRow()];
  let codes: number[] = [];
  let hit: Hit | null = null;
  let walks = 0;
  let steps = 0;
  let isUnderWay = false;
  let isOver = false;
  let root = 0;
  /** For the moments of change: about as long as walks are. */
  let longestSoFar = 1;
  let changes: readonly number[] = [];
  let fallen = new Map<number, number>();

  function begin(): void {
    root = keyedHash(seed, walks, 1) % space.roots;
    space.root(root, row);
    codes = [];
    fallen = new Map();
    const times = rollBetween(keyedHash(seed, walks, 5), 0, PRIORITY_CHANGES);
    changes = Array.from({ length: times }, (_, i) =>
      rollBetween(keyedHash(seed, walks, 2, i), 0, longestSoFar),
    );
    isUnderWay = true;
    walks++;
    look();
  }

  /** Looks at the state in `row`; ends the walk where it has come to something. */
  function look(): void {
    const id = space.judge(row);
    if (id === 0) return;
    const { broken, isGoal, isPruned } = space.verdict(id);
    if (broken !== null || isGoal) hit = { root, codes, property: broken };
    if (isPruned) isUnderWay = false;
  }

  function step(): void {
    const list = space.list(row);
    if (list.count === 0 || codes.length >= longest) {
      isUnderWay = false;
      return;
    }
    const chosen = walks % 2 === 0 ? mostImportant(list) : evenly(list);
    const code = list.codes[chosen] as number;
    codes.push(code);
    longestSoFar = Math.max(longestSoFar, codes.length);
    steps++;
    const broken = list.broken[chosen] as number;
    if (broken !== 0) {
      hit = { root, codes, property: space.property(broken) };
      return;
    }
    space.take(row, chosen, next);
    [row, next] = [next, row];
    look();
  }

  function evenly(list: Steps): number {
    return rollBetween(keyedHash(seed, walks, 3, codes.length), 0, list.count - 1);
  }

  function mostImportant(list: Steps): number {
    const best = highest(list);
    if (!changes.includes(codes.length)) return best;
    fallen.set(list.codes[best] as number, -1 - fallen.size);
    return highest(list);
  }

  function highest(list: Steps): number {
    let best = 0;
    for (let i = 1; i < list.count; i++) {
      if (priority(list.codes[i] as number) > priority(list.codes[best] as number)) best = i;
    }
    return best;
  }

  function priority(code: number): number {
    return fallen.get(code) ?? keyedHash(seed, walks, 4, code);
  }

  return {
    advance() {
      if (hit !== null || isOver) return false;
      if (isUnderWay) step();
      else if (walks < count && longest > 0) begin();
      else return false;
      return hit === null;
    },
    end() {
      isOver = true;
    },
    get hit() {
      return hit;
    },
    get walks() {
      return walks;
    },
    get steps() {
      return steps;
    },
  };
}
