import { sameJson } from '../../base/json';
import { isClerk } from '../../check/calls';
import { canonicalFacts, timeAfter } from '../../check/canonicalFacts';
import {
  type ClusterMessage,
  type ClusterWorld,
  isMulti,
  type Observed,
  type ServerState,
} from '../../check/cluster';
import type { ActorSystem, Move } from '../../check/explorer/system';
import { type Facts, observe } from '../../check/facts';
import { PROPERTIES } from '../../check/judge';
import type { Property } from '../../check/properties/property';
import { holds } from '../evaluate';
import type { Condition } from '../format';
import { kernelFor } from '../kernels';
import type { Moment } from '../run';
import type { ExploreRequest } from './contract';
import { type Act, type ClusterReaction, createMiniature, type Dweller } from './miniature';
import { highestRound } from './rounds';

export type ClusterSystem = ActorSystem<Dweller, ClusterMessage, Facts>;

/**
 * A cluster as the explorer sees it, from this moment on: its own machines, stepped by its own kernel, judged by its own
 * properties. Virtual time is left out, for every order of deliveries and timers is looked at.
 */
export function clusterSystem(request: ExploreRequest): ClusterSystem {
  const { scenario, moment, bounds, aim, prune } = request;
  const miniature = createMiniature(kernelFor(scenario.cluster), moment.world);
  const judges: Judges =
    aim.kind === 'violation' ? judgesOf(moment, aim.property, miniature.worldOf) : {};
  const mayRestart = (bounds.crashes ?? 0) > 0;
  const { rounds } = bounds;

  function receive(_place: number, node: Dweller, from: number, message: ClusterMessage) {
    // A message to whoever is down or paused waits: it may find the receiver up again, and it may as well be lost.
    if (node.status !== 'up') return null;
    const reaction = miniature.receive(node, from, message);
    return isNothing(node, reaction) ? null : reaction;
  }

  function moves(place: number, { status, timers, state }: Dweller): readonly Move[] {
    if (status === 'crashed') return mayRestart ? [RESTART] : [];
    if (status === 'paused') return [];
    const firing = timers.map((name): Move => ({ kind: 'timeout', name }));
    if (place >= moment.world.nodes.length) return firing;
    return [...firing, CRASH, ...donesOf(state as ServerState)];
  }

  return {
    nodes: miniature.dwellersOf(moment.world),
    wires: miniature.wiresOf(moment.world),
    ghost: canonicalFacts(moment.facts),
    receive,
    moves,
    move: (_place, node, move) => miniature.act(node, actOf(move)),
    ...(rounds !== undefined && {
      within: (_place: number, { state }: Dweller) => highestRound(state as never) <= rounds,
    }),
    watch(facts, { extra }) {
      const step = atItsTurn(extra as Observed, facts);
      const known = observe(facts, step);
      return { ghost: canonicalFacts(known), broken: judges.step?.(step, known) ?? null };
    },
    ...(judges.world && { judge: judges.world }),
    ...(aim.kind === 'goal' && { goal: holding(aim.condition) }),
    ...(prune && { prune: holding(prune) }),
  };

  function holding(condition: Condition) {
    return (nodes: readonly Dweller[], facts: Facts): boolean => {
      const world = miniature.worldOf(nodes);
      return holds(condition, { world, facts, violations: [], sentCount: () => 0 });
    };
  }
}

const CRASH: Move = { kind: 'crash', name: 'crash' };
const RESTART: Move = { kind: 'restart', name: 'restart' };

/** What the application above a library may call: that it is done with any instance heard of. */
function donesOf(state: ServerState): readonly Move[] {
  if (isMulti(state) || state.replica) return [];
  return Array.from({ length: state.max + 1 }, (_, seq): Move => {
    return { kind: 'call', name: `done ${seq}` };
  });
}

export function actOf({ kind, name }: Move): Act {
  if (kind === 'timeout') return { type: 'fire', timer: name };
  if (kind !== 'call') return { type: kind };
  return { type: 'call', request: { type: 'done', seq: Number(name.split(' ')[1]) } };
}

/** Nothing that anybody could notice: then whether it happened makes no difference. */
function isNothing(before: Dweller, { node, sent }: ClusterReaction): boolean {
  return sent.length === 0 && sameJson(before, node);
}

/** Only the order of the clerks' calls and answers counts, and this one comes after all of them. */
function atItsTurn({ before, event, outcome, after }: Observed, facts: Facts): Observed {
  const now = timeAfter(facts);
  return { before, event: { ...event, at: now }, outcome, after: { ...after, now } };
}

interface Judges {
  readonly step?: (step: Observed, facts: Facts) => string | null;
  readonly world?: (nodes: readonly Dweller[], facts: Facts) => string | null;
}

/** What was broken before the search began is nothing to be found. */
function judgesOf(
  { protocol, violations }: Moment,
  asked: string | undefined,
  worldOf: (nodes: readonly Dweller[]) => ClusterWorld,
): Judges {
  const open = PROPERTIES.filter(({ id, protocols }) => {
    const isAsked = (asked ?? id) === id && protocols.some((one) => one === protocol);
    return isAsked && !violations.some(({ property }) => property === id);
  });
  const alone = open.filter(({ scope }) => scope === 'server');
  const together = open.filter(({ scope }) => scope === 'cluster');
  return {
    step: (step, facts) => brokenBy(step, facts, alone),
    // Where no property looks at several servers at once, no world has to be put together.
    ...(together.length > 0 && {
      world: (nodes: readonly Dweller[], facts: Facts) => brokenIn(worldOf(nodes), facts, together),
    }),
  };
}

function brokenBy(step: Observed, facts: Facts, properties: readonly Property[]): string | null {
  const { node } = step.outcome;
  if (node === null) return null;
  const whose = isClerk(node) ? 'clerk' : 'server';
  const broken = properties.find((property) => {
    return (
      property.of === whose &&
      property.concerns(step, facts) &&
      property.judge(step, facts) !== null
    );
  });
  return broken?.id ?? null;
}

/** A property of the whole cluster is judged as if every server had just come to hold what it holds. */
function brokenIn(
  after: ClusterWorld,
  facts: Facts,
  properties: readonly Property[],
): string | null {
  const before = {
    ...after,
    nodes: after.nodes.map((node) => ({ ...node, state: null, disk: null })),
  };
  for (const { address } of after.nodes) {
    const outcome = { node: address, posted: [], ended: null, explanations: [] };
    const step: Observed = { before, event: { type: 'wait', at: after.now }, outcome, after };
    const broken = brokenBy(step, facts, properties);
    if (broken) return broken;
  }
  return null;
}
