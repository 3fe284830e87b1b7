import type { Limits } from './limits';
import type { Bound, Coverage, Progress, Result, SearchVerdict } from './result';
import { createShrink, type Shrink } from './shrink';
import { type Space, STEP_KINDS } from './space';
import { createSweep, type Hit, type Order } from './sweep';
import { createWalks, type WalkOptions } from './walks';

export interface SearchOptions {
  readonly limits?: Limits;
  /** `breadth` unless given: shortest runs. `depth` visits the same states in another order. */
  readonly order?: Order;
  /** Random walks before the sweep; none unless given. */
  readonly walks?: WalkOptions;
  /** What a walk has found is not enough: the sweep goes on for a shorter run. */
  readonly shortest?: boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

/** A search that goes on in slices, so that its caller can do other things in between. */
export interface Search<A> {
  /**
   * Goes on for about so many milliseconds, or so many states or steps of walks, whatever comes first. True when over.
   * A slice may be late by the time of one expansion.
   */
  run(slice: Slice): boolean;
  /** Ends it where it is: the result is bounded by `stopped`. */
  stop(): void;
  readonly progress: Progress;
  /** As far as it has come; final when over. */
  readonly result: Result<A>;
}

export interface Slice {
  readonly ms?: number;
  readonly expansions?: number;
}

/** How often the clock is looked at, in expansions. */
const LOOK_EVERY = 8;

export function createSearch<A>(space: Space<A>, options: SearchOptions): Search<A> {
  const { limits = {}, order = 'breadth', now } = options;
  const mostMs = 1000 * (limits.seconds ?? Number.POSITIVE_INFINITY);
  const walkMs = 1000 * (options.walks?.seconds ?? Number.POSITIVE_INFINITY);
  const walks = createWalks(space, options.walks ?? { count: 0, seed: 0 }, limits);
  const bounds = new Set<Bound>();
  let sweep = createSweep(space, limits, order);
  let shrink: Shrink | null = null;
  let phase: Progress['phase'] = 'walks';
  let spentMs = 0;
  let isOver = false;
  let best: Hit | null = null;

  /** One small piece of work. */
  function advance(): void {
    if (phase === 'walks') advanceWalks();
    else if (phase === 'sweep') advanceSweep();
    else advanceShrink();
  }

  function advanceWalks(): void {
    if (walks.advance()) return;
    best = walks.hit;
    if (best === null) phase = 'sweep';
    else startShrink(best);
  }

  function advanceSweep(): void {
    if (sweep.advance()) return;
    best = sweep.hit ?? best;
    // What a breadth-first sweep finds cannot be made smaller; what it did not improve on is small already.
    if (sweep.hit === null || order === 'breadth') isOver = true;
    else startShrink(sweep.hit);
  }

  function startShrink(found: Hit): void {
    shrink = createShrink(space, found);
    phase = 'shrink';
  }

  function advanceShrink(): void {
    if (shrink === null) return;
    const goesOn = shrink.advance();
    best = shrink.hit;
    if (goesOn) return;
    if (sweep.hit === null && options.shortest) goOnForShorter(best);
    else isOver = true;
  }

  function goOnForShorter({ codes }: Hit): void {
    // The states at this level are left by steps that make a run as long as the one found.
    const depth = Math.min(limits.depth ?? Number.POSITIVE_INFINITY, codes.length);
    sweep = createSweep(space, { ...limits, depth }, order);
    phase = 'sweep';
  }

  /** A breadth-first sweep found it, or found nothing shorter. */
  function isShortest(): boolean {
    if (best === null || order !== 'breadth') return false;
    return sweep.hit !== null || (options.shortest === true && sweep.isDone);
  }

  /** Depth first, a state may be met far from the beginning and not be gone on from, though there is a short way to it. */
  function isComplete(): boolean {
    return sweep.isDone && (order === 'breadth' || !sweep.bounds.has('depth'));
  }

  function run({ ms = Number.POSITIVE_INFINITY, expansions = Number.POSITIVE_INFINITY }: Slice) {
    const begun = now();
    for (let done = 1; !isOver && done <= expansions; done++) {
      advance();
      if (done % LOOK_EVERY !== 0) continue;
      const passed = now() - begun;
      if (spentMs + passed >= mostMs) end('seconds');
      if (spentMs + passed >= walkMs) walks.end();
      if (passed >= ms) break;
    }
    spentMs += now() - begun;
    return isOver;
  }

  function end(bound: Bound): void {
    if (isOver) return;
    bounds.add(bound);
    isOver = true;
  }

  function progress(): Progress {
    return {
      phase,
      states: sweep.states,
      generated: sweep.generated,
      depth: sweep.depth,
      frontier: sweep.frontier,
      seconds: spentMs / 1000,
      bytes: sweep.bytes,
      walks: walks.walks,
      walked: walks.steps,
      found: best?.codes.length ?? null,
    };
  }

  function result(): Result<A> {
    // Looking for shorter runs only bounds the depth, too.
    const ofSweep = [...sweep.bounds].filter((it) => it !== 'depth' || limits.depth !== undefined);
    const all = [...ofSweep, ...space.cuts, ...bounds].sort();
    return {
      ...progress(),
      verdict: verdictOf(best, all),
      bounds: all,
      isComplete: isComplete(),
      property: best?.property ?? null,
      path: best?.codes.map(space.action) ?? null,
      root: best?.root ?? 0,
      isShortest: isShortest(),
      collision: collisionEstimate(sweep.states, sweep.generated),
      coverage: coverage(),
      limits,
    };
  }

  function coverage(): Coverage {
    const facts: Record<string, number> = {};
    sweep.verdicts.forEach((states, id) => {
      for (const fact of space.verdict(id).facts) facts[fact] = (facts[fact] ?? 0) + states;
    });
    const steps = STEP_KINDS.map((kind, i) => [kind, sweep.steps[i] as number] as const);
    return {
      ...space.coverage,
      steps: Object.fromEntries(steps.filter(([, count]) => count > 0)),
      facts,
    };
  }

  return {
    run,
    stop: () => end('stopped'),
    get progress() {
      return progress();
    },
    get result() {
      return result();
    },
  };
}

function verdictOf(found: Hit | null, bounds: readonly Bound[]): SearchVerdict {
  if (found !== null) return found.property === null ? 'goal' : 'violation';
  return bounds.length === 0 ? 'exhausted' : 'bounded';
}

function collisionEstimate(states: number, generated: number): number {
  return (states * Math.max(0, generated - states)) / 2 ** 64;
}
