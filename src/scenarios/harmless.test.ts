import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterWorld } from '../check/cluster';
import { wrongRulesOf } from './bugLab';
import { type Act, done, nowIn, scenario, start } from './cluster.testkit';
import { at, fire, HANDS, handAct, networkOf, type Turn, times, turnOf } from './random.testkit';
import { callFor } from './randomClerks.testkit';
import { createRun, type Moment } from './run';

// Wrong rules that are said to make a cluster slow or stuck, and no more, break no property in random runs either: in
// random weather, under random hands, with restarts and with servers that run for the lead before their time.

const VERBS = [
  ...times(5, 'act' as const),
  ...times(4, 'hurry' as const),
  ...HANDS,
  ...times(2, 'crash' as const),
  ...times(3, 'restart' as const),
];
type Hand = Turn<(typeof VERBS)[number]>;

const RUNS = 40;

const plan = fc.record({
  peers: fc.constantFrom(3, 3, 5),
  seed: fc.nat(),
  network: networkOf([1, 200], 0.4),
  turns: fc.array(turnOf(VERBS, 12), { minLength: 20, maxLength: 60 }),
});

/** What the hand does at this moment, or null when there is nothing it could be done to. */
function actFor(moment: Moment, turn: Hand): Act | null {
  const { verb, pick, other } = turn;
  const { world } = moment;
  if (verb === 'hurry') return fire(world, () => true, pick);
  if (verb !== 'act') return handAct(world, { ...turn, verb });
  return world.clerks.length > 0 ? callFor(moment, pick, other) : callOfLibrary(world, turn);
}

function callOfLibrary({ nodes }: ClusterWorld, { pick, other }: Hand): Act | null {
  const up = nodes.filter(({ status }) => status === 'up');
  const node = at(up, pick);
  if (!node) return null;
  return other % 5 === 0
    ? done(node.address, (other % 4) - 1)
    : start(node.address, other % 4, `${pick}`);
}

/** How many steps there were in all. */
function inRuns(cluster: object): number {
  let steps = 0;
  fc.assert(
    fc.property(plan, ({ turns, ...drawn }) => {
      const run = createRun(scenario([], { ...drawn, ...cluster }));
      let moment = run.initial;
      const step = (event: Parameters<typeof run.step>[1]) => {
        moment = run.step(moment, event).state;
        steps++;
      };
      for (const turn of turns) {
        for (let i = 0; i < turn.rest; i++) {
          const event = run.next(moment);
          if (event) step(event);
        }
        const act = actFor(moment, turn);
        if (act) step(nowIn(moment.world, act));
      }
      expect(moment.violations.map(({ property }) => property)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  return steps;
}

const HARMLESS = (['basic', 'multi'] as const).flatMap((protocol) =>
  wrongRulesOf({ protocol, clerks: 1 }).flatMap(({ id, breaks }) =>
    breaks === null ? [[protocol, id] as const] : [],
  ),
);

describe('breaks nothing:', () => {
  test.each(HARMLESS)('%s %s', (protocol, id) => {
    const isOfService = !wrongRulesOf({ protocol, clerks: 0 }).some((rule) => rule.id === id);
    const clerks = protocol === 'multi' || isOfService ? 2 : 0;
    expect(inRuns({ protocol, clerks, broken: [id] })).toBeGreaterThan(RUNS * 30);
  });
});
