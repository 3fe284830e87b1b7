import { digestHex, digestText, EMPTY_DIGEST } from '../../base/digest';
import { canonicalText } from '../../base/json';
import { canonicalFacts } from '../../check/canonicalFacts';
import type { ClusterEvent, ClusterMessage } from '../../check/cluster';
import { createExploration, type Exploration } from '../../check/explorer/explore';
import type { Limits } from '../../check/explorer/limits';
import type { Bound, Result } from '../../check/explorer/result';
import type { Action, World } from '../../check/explorer/system';
import type { Work } from '../../check/explorer/worker/serve';
import type { Facts } from '../../check/facts';
import { kernelFor } from '../kernels';
import { createRun } from '../run';
import { clusterSystem } from './clusterSystem';
import type { Bounds, ExploreRequest, Finding, Progress } from './contract';
import { createMiniature, type Dweller } from './miniature';
import { playAgain } from './replay';

/** Random walks first: what lies deep is found by luck long before a search level by level comes there. */
const WALKS = { count: 400, length: 80, seconds: 0.8 };

/**
 * Explores what can happen from a moment.
 * @param now milliseconds, from any beginning
 * @param walks how many random walks come first, how long they are, and for how many seconds at most
 */
export function startExploration(
  request: ExploreRequest,
  now: () => number,
  walks = WALKS,
): Work<Progress, Finding> {
  const { bounds, shortest, moment } = request;
  const system = clusterSystem(request);
  const search = createExploration(system, {
    ...{ limits: limitsOf(bounds), now, shortest },
    walks: { ...walks, seed: moment.world.seed },
  });
  return {
    run: search.run,
    stop: search.stop,
    get progress() {
      return told(search.progress);
    },
    get result() {
      return found(request, search);
    },
  };
}

/** A search counts levels, of which the beginning is the first; a person counts steps. */
function limitsOf({ depth, states, seconds, ...faults }: Bounds): Limits {
  const { rounds: _rounds, timeouts = 0, dones: calls = 0, ...others } = faults;
  return {
    ...others,
    ...{ timeouts, calls },
    ...(depth !== undefined && { depth: depth + 1 }),
    ...(states !== undefined && { states }),
    ...(seconds !== undefined && { seconds }),
  };
}

function told({
  phase,
  states,
  generated,
  depth,
  seconds,
}: Pick<Result<unknown>, 'phase' | 'states' | 'generated' | 'depth' | 'seconds'>): Progress {
  const transitions = Math.max(0, generated - 1);
  return {
    phase: phase === 'walks' ? 'walks' : 'breadth',
    ...{ states, transitions, seconds },
    depth: Math.max(0, depth - 1),
  };
}

type Search = Exploration<Dweller, ClusterMessage, Facts>;

function found(request: ExploreRequest, search: Search): Finding {
  const { result } = search;
  const { verdict, path, property, bounds, isComplete, bytes, collision } = result;
  const isFound = verdict === 'violation' || verdict === 'goal';
  const by = bounds.find((bound) => bound in WORDS);
  return {
    ...told(result),
    ...(path && { depth: path.length }),
    verdict: isFound ? verdict : isComplete && by === undefined ? 'exhausted' : 'bounded',
    ...(by !== undefined && !isFound && { boundedBy: WORDS[by] as string }),
    ...(property !== null && { violated: property }),
    ...(path && { run: played(request, search, path) }),
    bytes,
    collision,
  };
}

/** What ends a search before everything was seen. Bounds on what may happen are part of the question. */
const WORDS: Readonly<Partial<Record<Bound, string>>> = {
  depth: 'the depth',
  states: 'the number of states',
  seconds: 'the time',
  memory: 'the memory',
  stopped: 'a hand',
};

/** @throws Error when the kernel does not come to where the search came: then one of them is wrong. */
function played(
  { scenario, moment }: ExploreRequest,
  search: Search,
  path: readonly Action<ClusterMessage>[],
): readonly ClusterEvent[] {
  const run = createRun(scenario, true);
  const miniature = createMiniature(kernelFor(scenario.cluster), moment.world);
  const { events, moment: end } = playAgain(run, moment, path, miniature);
  const real = {
    nodes: miniature.dwellersOf(end.world),
    wires: miniature.wiresOf(end.world),
    ghost: canonicalFacts(end.facts),
  };
  const meant = search.endOf(path);
  if (!meant || fingerprintOf(real) !== fingerprintOf(meant))
    throw new Error('the run that was found does not play again to the same state');
  return events;
}

/** 64 bits in hexadecimal; equal for equal worlds, whatever the order of what is under way. */
function fingerprintOf({ nodes, wires, ghost }: World<Dweller, ClusterMessage, Facts>): string {
  const parts = [...nodes.map(canonicalText), ...wires.map(canonicalText).sort()];
  return digestHex(digestText(EMPTY_DIGEST, [...parts, canonicalText(ghost)].join('\n')));
}
