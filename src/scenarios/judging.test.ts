import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFacts, timeAfter } from '../check/canonicalFacts';
import type { ClusterWorld, Observed } from '../check/cluster';
import { type Facts, observe } from '../check/facts';
import { PROPERTIES } from '../check/judge';
import type { Property } from '../check/properties/property';
import { KV_WRONG_RULES, SERVICE_WRONG_RULES } from '../kv';
import { BASIC_WRONG_RULES } from '../protocol/basic';
import { MULTI_WRONG_RULES } from '../protocol/multi';
import { type Act, done, nowIn, scenario, start } from './cluster.testkit';
import { at, HANDS, handAct, networkOf, type Turn, times, turnOf } from './random.testkit';
import { callFor } from './randomClerks.testkit';
import { createRun, type Moment } from './run';

// Random runs of right and of wrong servers; at every step the properties are judged once more, on what an explorer has:
// canonical facts, and a world in which there is nobody but the acting node. The verdicts must be the same.

const VERBS = [
  ...times(6, 'start' as const),
  'done' as const,
  ...times(6, 'call' as const),
  ...HANDS,
];
type Hand = Turn<(typeof VERBS)[number]>;

const planOf = (wrong: readonly string[]) =>
  fc.record({
    peers: fc.constantFrom(1, 2, 3, 3, 3, 4, 5),
    seed: fc.nat(),
    network: networkOf([1, 60], 0.3),
    storage: fc.constantFrom('durable', 'durable', 'volatile'),
    broken: fc.oneof(
      fc.constant([]),
      fc.constantFrom(...wrong).map((rule) => [rule]),
    ),
    turns: fc.array(turnOf(VERBS, 12), { minLength: 8, maxLength: 30 }),
  });

const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const WRONG = {
  basic: idsOf([...BASIC_WRONG_RULES, ...KV_WRONG_RULES]),
  multi: idsOf([...MULTI_WRONG_RULES, ...SERVICE_WRONG_RULES]),
};

function actFor(moment: Moment, turn: Hand): Act | null {
  const { verb, pick, other } = turn;
  const { world, protocol } = moment;
  const up = at(
    world.nodes.filter(({ status }) => status === 'up'),
    pick,
  );
  switch (verb) {
    case 'call':
      return world.clerks.length > 0 ? callFor(moment, pick, other) : null;
    case 'start':
      return up && protocol === 'basic' ? start(up.address, other % 4, `${pick}`) : null;
    case 'done':
      return up && protocol === 'basic' ? done(up.address, (other % 4) - 1) : null;
    default:
      return handAct(world, { ...turn, verb });
  }
}

type See = (step: Observed, before: Moment, after: Moment) => void;

function play(cluster: object, turns: readonly Hand[], see: See): Moment {
  const run = createRun(scenario([], cluster));
  let moment = run.initial;
  const happen = (event: Observed['event']) => {
    const { state, record } = run.step(moment, event);
    see({ before: moment.world, event, outcome: record, after: state.world }, moment, state);
    moment = state;
  };
  for (const turn of turns) {
    for (let i = 0; i < turn.rest; i++) {
      const event = run.next(moment);
      if (event) happen(event);
    }
    const act = actFor(moment, turn);
    if (act) happen(nowIn(moment.world, act));
  }
  return moment;
}

const CLUSTERS = [
  ['basic', 0],
  ['basic', 3],
  ['multi', 3],
] as const;

/** Many runs of clusters of each kind. @returns how many properties were broken, and how many steps there were. */
function inRuns(protocol: 'basic' | 'multi', clerks: number, see: See) {
  let [steps, broken] = [0, 0];
  fc.assert(
    fc.property(planOf(WRONG[protocol]), ({ turns, ...cluster }) => {
      const end = play({ ...cluster, protocol, clerks }, turns, see);
      steps += end.judged.steps;
      broken += end.violations.length;
    }),
    { numRuns: 40 },
  );
  return { steps, broken };
}

/** The properties that judge a step of this node. */
const judges = ({ outcome: { node } }: Observed): readonly Property[] =>
  node === null ? [] : PROPERTIES.filter(({ of }) => (of === 'clerk') === node > 100);

/** "SD-agreement broken", "SD-future holds" for all that the step puts to the test. */
function verdicts(step: Observed, facts: Facts, which = judges(step)): string[] {
  return which
    .filter((property) => property.concerns(step, facts))
    .map(({ id, judge }) => `${id} ${judge(step, facts) ? 'broken' : 'holds'}`);
}

describe.each(CLUSTERS)('%s with %i clerks:', (protocol, clerks) => {
  test('canonical facts stand for all that equal them', () => {
    const { steps } = inRuns(protocol, clerks, (step, before, after) => {
      const canonical = canonicalFacts(before.facts);
      // What happened at one time stays so; else the next time is any later one.
      const isSameTime = timeAfter(before.facts) > step.after.now;
      const now = timeAfter(canonical) - (isSameTime ? 1 : 0);
      const observed = observe(canonical, { ...step, after: { ...step.after, now } });
      expect(verdicts(step, observed)).toEqual(verdicts(step, after.facts));
      expect(JSON.stringify(canonicalFacts(observed))).toBe(
        JSON.stringify(canonicalFacts(after.facts)),
      );
      expect(JSON.stringify(canonicalFacts(canonical))).toBe(JSON.stringify(canonical));
    });
    expect(steps).toBeGreaterThan(1_500);
  });

  test('a property of one node reads no other node, no message under way and no time', () => {
    const ofOne = PROPERTIES.filter(({ scope }) => scope === 'server');
    const { steps } = inRuns(protocol, clerks, (step, before, after) => {
      const own = judges(step);
      const alone = { ...step, before: onlyOf(step, 'before'), after: onlyOf(step, 'after') };
      const mine = own.filter((property) => ofOne.includes(property));
      const { facts } = after;
      expect(verdicts(alone, facts, mine)).toEqual(verdicts(step, facts, mine));
      for (const property of own)
        expect(property.concerns(alone, facts)).toBe(property.concerns(step, facts));
      const late = { ...alone, after: { ...alone.after, now: step.after.now } };
      expect(observe(before.facts, late)).toEqual(facts);
    });
    expect(steps).toBeGreaterThan(1_500);
  });

  test('what a step does not put to the test it does not break', () => {
    const { broken } = inRuns(protocol, clerks, (step, _before, { facts, violations }) => {
      const known = violations.map(({ property }) => property);
      for (const { id, concerns, judge } of judges(step))
        if (!known.includes(id) && !concerns(step, facts)) expect(judge(step, facts)).toBeNull();
    });
    expect(broken).toBeGreaterThan(0);
  });
});

/** The world in which there is nobody but the acting node. */
function onlyOf({ outcome, ...step }: Observed, when: 'before' | 'after'): ClusterWorld {
  const world = step[when];
  const nobody = { status: 'up', deaf: false, state: null, disk: null } as const;
  const empty = { wires: [], held: [], timers: [], cuts: [], now: 0, sent: 0 };
  return {
    ...world,
    ...empty,
    nodes: world.nodes.map((node) =>
      node.address === outcome.node ? node : { address: node.address, ...nobody },
    ),
    clerks: world.clerks.map((node) =>
      node.address === outcome.node ? node : { address: node.address, ...nobody },
    ),
  };
}
