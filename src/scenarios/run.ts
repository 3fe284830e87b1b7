import { type Json, sameJson } from '../base/json';
import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../check/cluster';
import { type Facts, initialFacts, observe } from '../check/facts';
import { type Judgement, judgeStep, NOT_JUDGED } from '../check/judge';
import type { WorldConfig } from '../sim/kernel';
import type { Micros } from '../sim/time';
import { isWrongRule } from './bugLab';
import { type Cue, createDirector, type Director } from './director';
import type { Cluster, Scenario, Step, Verb } from './format';
import { kernelFor } from './kernels';

/** One moment of a run: what the servers are, what is true of them, and where the script stands. Plain data. */
export interface Moment extends Judgement {
  readonly protocol: Cluster['protocol'];
  readonly world: ClusterWorld;
  readonly facts: Facts;
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

/** Why this cluster cannot be run here, or null. */
export function whyNot({
  cluster,
  script,
  origin,
}: Scenario): { pointer: string; reason: string } | null {
  const { protocol, clerks, broken } = cluster;
  if (protocol === 'pmmc') {
    return {
      pointer: '/cluster/protocol',
      reason: `the protocol "${protocol}" is not available yet`,
    };
  }
  const wrong = broken.findIndex((rule) => !isWrongRule(protocol, rule));
  if (wrong >= 0)
    return { pointer: `/cluster/broken/${wrong}`, reason: `no wrong rule "${broken[wrong]}"` };
  const breaking = script.findIndex((step) => unknownRuleOf(step, protocol) !== undefined);
  const step = script[breaking];
  if (step)
    return {
      pointer: origin[breaking] ?? '/script',
      reason: `no wrong rule "${unknownRuleOf(step, protocol)}"`,
    };
  if (clerks === 0 && script.some(({ verb }) => verb === 'call')) {
    return { pointer: '/cluster/clerks', reason: 'the script calls a clerk, and there is none' };
  }
  const index = script.findIndex(({ verb }) => FOREIGN_VERBS[protocol].includes(verb));
  if (index < 0) return null;
  return {
    pointer: origin[index] ?? '/script',
    reason: `"${script[index]?.verb}" is not for the protocol "${protocol}"`,
  };
}

function unknownRuleOf(step: Step, protocol: Cluster['protocol']): string | undefined {
  return step.verb === 'broken'
    ? step.arg.rules.find((rule) => !isWrongRule(protocol, rule))
    : undefined;
}

const FOREIGN_VERBS: Readonly<Record<'basic' | 'multi', readonly Verb[]>> = {
  basic: ['propose', 'reconfigure'],
  multi: ['start', 'done', 'reconfigure'],
};

/** @param lenient as of {@link createDirector}: for a page in which a person interferes. */
export function createRun(scenario: Scenario, lenient = false): Run {
  const director: Director = createDirector(scenario, lenient);
  const kernel = kernelFor(scenario.cluster);
  const world = kernel.initial(worldConfig(scenario.cluster));
  const facts = initialFacts(scenario.cluster.peers, scenario.cluster.clerks);
  const { protocol } = scenario.cluster;
  const stage = { protocol, world, facts, ...NOT_JUDGED };
  const initial: Moment = { ...stage, cue: director.begin(stage) };

  function next({ cue, world: present }: Moment): ClusterEvent | null {
    const act = director.act(cue, present);
    if (act) return act;
    const natural = kernel.next(present);
    const until = director.waitsUntil(cue);
    if (until === null || (natural && natural.at <= until)) return natural;
    const at = Math.max(until, present.now);
    // An act whose time comes before anything else carries its time itself; only other steps need a wait.
    return actBy(cue, present, at) ?? { type: 'wait', at };
  }

  /** What the script does once time has run to `at`. */
  function actBy(cue: Cue, present: ClusterWorld, at: Micros): ClusterEvent | null {
    return director.act(cue, present.now === at ? present : { ...present, now: at });
  }

  function step(moment: Moment, event: ClusterEvent): { state: Moment; record: ClusterOutcome } {
    const act = actBy(moment.cue, moment.world, event.at);
    const acted = act !== null && sameEvent(act, event);
    const { world: after, outcome } = kernel.step(moment.world, event);
    const observed = { before: moment.world, event, outcome, after };
    const facts = observe(moment.facts, observed);
    const { violations, judged } = judgeStep(moment, observed, facts);
    const cue = director.follow(moment.cue, acted, outcome, { world: after, facts, violations });
    return { state: { protocol, world: after, facts, violations, judged, cue }, record: outcome };
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
  return (
    a === b ||
    (a.type === b.type && a.at === b.at && sameJson(a as unknown as Json, b as unknown as Json))
  );
}

function worldConfig(cluster: Cluster): WorldConfig {
  const { peers, network, timers, clerks, seed, delivery, storage, broken } = cluster;
  const habits = { seed, delivery, storage, weather: network, timerMs: timers, broken };
  return { servers: peers, clerks, ...habits };
}
