import { describe, expect, test } from 'vitest';
import { PROPERTIES } from '../check/judge';
import { SERVICE_WRONG_RULES } from '../kv';
import { MULTI_WRONG_RULES } from '../protocol/multi';
import type { Scenario } from './format';
import { createRun, type Moment } from './run';
import { shippedIn } from './shipped.testkit';
import { runToVerdict } from './verdict';

// Every wrong rule of Multi-Paxos and its service has a story that shows it; with the right rules the same story is safe.

const { files, load } = shippedIn('bugs');
const RULES = [...MULTI_WRONG_RULES, ...SERVICE_WRONG_RULES];
const STORIES = files
  .map((name) => [name, load(name)] as const)
  .filter(([, { cluster }]) => cluster.protocol === 'multi');

/** The last moment of a run in which nobody minds what cannot be done. */
function leniently(scenario: Scenario): Moment {
  const run = createRun(scenario, true);
  let moment = run.initial;
  for (let i = 0; i < 10_000 && !run.isThrough(moment); i++) {
    const event = run.next(moment);
    if (!event) break;
    moment = run.step(moment, event).state;
  }
  expect(run.isThrough(moment)).toBe(true);
  return moment;
}

/** The properties that the first wrong event breaks. */
function firstBroken({ violations }: Moment): string[] {
  return violations
    .filter(({ event }) => event === violations[0]?.event)
    .map(({ property }) => property);
}

test('each rule has one', () => {
  const told = STORIES.map(([, { cluster }]) => cluster.broken);
  expect(told.flat().sort()).toEqual(RULES.map(({ id }) => id).sort());
  expect(told.every(({ length }) => length === 1)).toBe(true);
});

test('each rule that breaks anything breaks a property that is judged', () => {
  const known = PROPERTIES.map(({ id }) => id);
  for (const { breaks } of RULES) if (breaks !== null) expect(known).toContain(breaks);
});

describe.each(STORIES)('%s', (name, scenario) => {
  const { cluster, script } = scenario;
  const rule = RULES.find(({ id }) => cluster.broken.includes(id));

  test('shows what the rule breaks first', () => {
    expect(name).toMatch(new RegExp(`^(multi-)?${rule?.id}.json$`));
    expect(scenario.title).toBe(rule?.title);
    let end: Moment | null = null;
    const verdict = runToVerdict(scenario, (moment) => {
      end = moment;
    });
    expect(verdict).toMatchObject({ verdict: 'pass' });
    const broken = firstBroken(end as unknown as Moment);
    if (rule?.breaks == null) expect(broken).toEqual([]);
    else expect(broken).toContain(rule.breaks);
  });

  test('is safe with the right rules, and its end is not what happens', () => {
    const end = leniently({ ...scenario, cluster: { ...cluster, broken: [] } });
    expect(end.violations).toEqual([]);
    expect(script.at(-1)?.verb).toBe('expect');
    expect(end.cue.remark?.step).toBe(script.length - 1);
  });

  test('is told in a few beats', () => {
    const beats = script.filter(({ verb }) => verb === 'say').length;
    expect(beats).toBeGreaterThanOrEqual(3);
    expect(beats).toBeLessThanOrEqual(8);
    expect(scenario.playback?.step).toBe('beats');
  });
});
