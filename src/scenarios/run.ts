import { sameJson } from '../base/json';
import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../check/cluster';
import { type Facts, initialFacts, observe } from '../check/facts';
import { judge } from '../check/judge';
import type { Violation } from '../check/properties/property';
import {
  type Call,
  identityOf,
  isReply,
  type Message,
  type Peer,
  paxosPeer,
} from '../protocol/basic';
import { createKernel, type Kernel } from '../sim/kernel';
import { type Cue, createDirector, type Director } from './director';
import type { Cluster, Scenario } from './format';

/** One moment of a run: what the servers are, what is true of them, and where the script stands. Plain data. */
export interface Moment {
  readonly world: ClusterWorld;
  readonly facts: Facts;
  readonly violations: readonly Violation[];
  readonly cue: Cue;
}

/** A scenario brought to life: a beginning, what happens next by itself, and the one way to go on. */
export interface Run {
  readonly scenario: Scenario;
  readonly initial: Moment;
  /** The script's next act, or what the world does by itself; null when nothing will happen without a hand. */
  next(moment: Moment): ClusterEvent | null;
  /** @throws ImpossibleEvent when the event cannot happen at this moment. */
  step(
    moment: Moment,
    event: ClusterEvent,
  ): { readonly state: Moment; readonly record: ClusterOutcome };
  sameEvent(a: ClusterEvent, b: ClusterEvent): boolean;
  /** The script has ended, or failed. */
  isThrough(moment: Moment): boolean;
}

export const paxosKernel: Kernel<Peer, Message, Call> = createKernel(paxosPeer, {
  identityOf,
  isReply,
});

/** Why this cluster cannot be run here, or null. */
export function whyNot({
  cluster,
  script,
  origin,
}: Scenario): { pointer: string; reason: string } | null {
  if (cluster.protocol !== 'basic') {
    return {
      pointer: '/cluster/protocol',
      reason: `the protocol "${cluster.protocol}" is not available yet`,
    };
  }
  if (cluster.broken.length > 0)
    return { pointer: '/cluster/broken', reason: `no wrong rule "${cluster.broken[0]}"` };
  if (cluster.clerks > 0)
    return { pointer: '/cluster/clerks', reason: 'the basic library has no clerks yet' };
  const index = script.findIndex(({ verb }) => UNSUPPORTED.has(verb));
  if (index < 0) return null;
  return {
    pointer: origin[index] ?? '/script',
    reason: `"${script[index]?.verb}" is not for the basic library`,
  };
}

const UNSUPPORTED = new Set(['call', 'propose', 'reconfigure']);

/** @param lenient as of {@link createDirector}: for a page in which a person interferes. */
export function createRun(scenario: Scenario, lenient = false): Run {
  const director: Director = createDirector(scenario, lenient);
  const world = paxosKernel.initial(worldConfig(scenario.cluster));
  const stage = { world, violations: [] };
  const initial: Moment = {
    ...stage,
    facts: initialFacts(scenario.cluster.peers),
    cue: director.begin(stage),
  };

  function next({ cue, world: present }: Moment): ClusterEvent | null {
    const act = director.act(cue, present);
    if (act) return act;
    const natural = paxosKernel.next(present);
    const until = director.waitsUntil(cue);
    if (until === null || (natural && natural.at <= until)) return natural;
    return { type: 'wait', at: Math.max(until, present.now) };
  }

  function step(moment: Moment, event: ClusterEvent): { state: Moment; record: ClusterOutcome } {
    const act = director.act(moment.cue, moment.world);
    const acted = act !== null && sameEvent(act, event);
    const { world: after, outcome } = paxosKernel.step(moment.world, event);
    const observed = { before: moment.world, event, outcome, after };
    const facts = observe(moment.facts, observed);
    const violations = judge(moment.violations, observed, facts);
    const cue = director.follow(moment.cue, acted, outcome, { world: after, violations });
    return { state: { world: after, facts, violations, cue }, record: outcome };
  }

  return {
    scenario,
    initial,
    next,
    step,
    sameEvent,
    isThrough: ({ cue }) => director.isThrough(cue),
  };
}

/** Long values are compared by what they are, not by what they would be as text. */
function sameEvent(a: ClusterEvent, b: ClusterEvent): boolean {
  return a === b || (a.type === b.type && a.at === b.at && sameJson(a, b));
}

function worldConfig({ peers, seed, delivery, storage, network, timers }: Cluster) {
  return { servers: peers, seed, delivery, storage, weather: network, timerMs: timers };
}
