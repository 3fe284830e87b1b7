import type { ClusterEvent } from '../check/cluster';
import { observe } from '../check/facts';
import type { Preemption } from '../protocol/multi';
import type { Cluster, Scenario } from '../scenarios/format';
import { kernelFor } from '../scenarios/kernels';
import { createRun, type Moment } from '../scenarios/run';
import { ImpossibleEvent } from '../sim/events';
import type { Micros } from '../sim/time';
import { carriedOver } from './acts';
import { type Counters, countersAt } from './counters';
import { type Protocol, under } from './protocols';
import { createTraceLog } from './trace';

/** A way to agree that a run can be set beside. */
export interface Contender {
  readonly name: string;
  /** What is peculiar to it, in half a line. */
  readonly how: string;
  readonly protocol: Protocol;
  readonly preemption: Preemption;
}

/** The ways that the CS 505 slides compare: contention, a stable leader, random pauses, and no cure at all. */
export const CONTENDERS: readonly Contender[] = [
  {
    name: 'One Paxos per instance',
    how: 'no leader: each command runs both phases',
    protocol: 'basic',
    preemption: 'wait',
  },
  {
    name: 'Stable leader',
    how: 'preempted, it waits for the new leader',
    protocol: 'multi',
    preemption: 'wait',
  },
  {
    name: 'Leader with pauses',
    how: 'preempted, it tries again after a random, growing pause',
    protocol: 'multi',
    preemption: 'backoff',
  },
  {
    name: 'Leader without patience',
    how: 'preempted, it runs phase 1 again at once',
    protocol: 'multi',
    preemption: 'retry',
  },
];

/** Whether a cluster agrees in this way. */
export function isWayOf({ protocol, preemption }: Cluster, contender: Contender): boolean {
  if (protocol !== contender.protocol) return false;
  return protocol === 'basic' || preemption === contender.preemption;
}

/** What is set beside: the run itself up to its present moment. */
export interface Course {
  readonly scenario: Scenario;
  /** What was done to it from outside, in order. */
  readonly acts: readonly ClusterEvent[];
  readonly until: Micros;
}

export interface Compared {
  readonly contender: Contender;
  readonly counters: Counters;
  /** Calls of clients that returned, and all that were asked for, those that wait for their turn included. */
  readonly answered: number;
  readonly calls: number;
  /** Longest wait of a client for one answer, outstanding ones included. */
  readonly longestWait: Micros;
  /** What was done in the run and means nothing to this contender. */
  readonly leftOut: number;
  /** How far it got: less than the run when that would have been too much work. */
  readonly until: Micros;
}

/** What the clients saw. */
export function waitsIn({ facts, world }: Pick<Moment, 'facts' | 'world'>, until: Micros) {
  const { calls } = facts;
  const waits = calls.map(({ calledAt, returnedAt }) => (returnedAt ?? until) - calledAt);
  const queued = world.clerks.reduce((n, { state }) => n + (state?.context.queue.length ?? 0), 0);
  return {
    calls: calls.length + queued,
    answered: calls.filter(({ returnedAt }) => returnedAt !== null).length,
    longestWait: waits.reduce((longest, wait) => Math.max(longest, wait), 0),
  };
}

/** A contender on its course. */
export interface Contest {
  /** Lets so many more events happen. Null as long as it has not come to its end. */
  goOn(events: number): Compared | null;
}

const MOST_EVENTS = 100_000;

/**
 * The same clients' calls, faults and weather, at the same times and with the same seed, under another protocol or
 * policy. Nothing is judged on the way: to count needs the world and the facts, and judging would be most of the work.
 */
export function startContest(
  { scenario, acts, until }: Course,
  contender: Contender,
  mostEvents = MOST_EVENTS,
): Contest {
  const changed = under({ ...scenario, script: [], origin: [] }, contender);
  // What a hand delivered in the run arrives by itself here: there are other messages.
  const cluster: Cluster = { ...changed.cluster, delivery: 'auto' };
  const kernel = kernelFor(cluster);
  const log = createTraceLog();
  let { world, facts }: Pick<Moment, 'world' | 'facts'> = createRun({
    ...changed,
    cluster,
  }).initial;
  const servers = world.nodes.map(({ address }) => address);
  let depth = 0;
  let nextAct = 0;
  let leftOut = 0;

  function happen(event: ClusterEvent): void {
    const before = world;
    const { world: after, outcome } = kernel.step(before, event);
    depth++;
    log.append(depth, event, outcome);
    facts = observe(facts, { before, event, outcome, after });
    world = after;
  }

  function attempt(act: ClusterEvent): void {
    const meant = carriedOver(act, scenario.cluster.protocol, cluster.protocol, servers);
    if (!meant || !succeeds(() => happen(meant))) leftOut++;
  }

  /** What is due by itself before the next act, else that act. False at the end of the course. */
  function advance(): boolean {
    const act = acts[nextAct];
    const due = kernel.next(world);
    if (due && (act ? due.at < act.at : due.at <= until)) {
      happen(due);
      return true;
    }
    if (!act) return false;
    nextAct++;
    attempt(act);
    return true;
  }

  function arrive(at: Micros): Compared {
    const counters = countersAt(log.snapshot(), facts, depth);
    return { contender, counters, ...waitsIn({ facts, world }, at), leftOut, until: at };
  }

  return {
    goOn(events) {
      for (let i = 0; i < events; i++) {
        if (depth >= mostEvents) return arrive(world.now);
        if (!advance()) return arrive(until);
      }
      return null;
    },
  };
}

/** The whole contest at once. */
export function compare(course: Course, contender: Contender): Compared {
  const contest = startContest(course, contender);
  for (;;) {
    const compared = contest.goOn(MOST_EVENTS);
    if (compared) return compared;
  }
}

function succeeds(does: () => void): boolean {
  try {
    does();
    return true;
  } catch (error) {
    if (error instanceof ImpossibleEvent) return false;
    throw error;
  }
}
