import { describe, expect, test } from 'vitest';
import { PROPERTIES } from '../check/judge';
import { KV_WRONG_RULES } from '../kv';
import { BASIC_WRONG_RULES } from '../protocol/basic';
import type { Scenario } from './format';
import { createRun, type Moment } from './run';
import { shippedIn } from './shipped.testkit';
import { runToVerdict } from './verdict';

// Every wrong rule of the MIT lab has a scenario that shows it: wrong, it breaks what it is said to break; right, the same
// schedule breaks nothing.

const RULES = [...BASIC_WRONG_RULES, ...KV_WRONG_RULES];
const { load } = shippedIn('bugs');

/** Plays the scenario to its end. */
function play(scenario: Scenario): { end: Moment; first: readonly string[] } {
  const run = createRun(scenario, true);
  let end = run.initial;
  while (!run.isThrough(end)) {
    const event = run.next(end);
    if (!event) break;
    end = run.step(end, event).state;
  }
  const at = end.violations[0]?.event;
  const first = end.violations.filter(({ event }) => event === at);
  return { end, first: first.map(({ property }) => property) };
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, { breaks }) => {
  const scenario = load(`${id}.json`);

  test('is wrong in its scenario alone, which passes', () => {
    expect(scenario.cluster.broken).toEqual([id]);
    expect(runToVerdict(scenario)).toMatchObject({ verdict: 'pass' });
  });

  test('breaks first what it is said to break', () => {
    const { first } = play(scenario);
    if (breaks === null) expect(first).toEqual([]);
    else expect(first).toContain(breaks);
  });

  test('is what breaks it: with the right rule nothing is violated, and what is expected in the end is false', () => {
    const { end } = play({ ...scenario, cluster: { ...scenario.cluster, broken: [] } });
    expect(end.violations).toEqual([]);
    const last = scenario.script.findLastIndex(({ verb }) => verb === 'expect');
    expect(end.cue.remark?.step).toBe(last);
  });

  test('is told in three to eight beats', () => {
    const beats = scenario.script.filter(({ verb }) => verb === 'say').length;
    expect(scenario.playback?.step).toBe('beats');
    expect(beats).toBeGreaterThanOrEqual(3);
    expect(beats).toBeLessThanOrEqual(8);
  });
});

test('what they break are properties that are judged', () => {
  const judged = PROPERTIES.map(({ id }) => id);
  const broken = RULES.flatMap(({ breaks }) => breaks ?? []);
  expect(judged).toEqual(expect.arrayContaining(broken));
});
