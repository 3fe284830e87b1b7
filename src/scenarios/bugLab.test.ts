import { describe, expect, test } from 'vitest';
import { PROPERTIES } from '../check/judge';
import { storyOf, type WrongRuleCard, wrongRule, wrongRulesOf } from './bugLab';
import type { Cluster, Scenario } from './format';
import { createRun, type Moment } from './run';
import { shippedIn } from './shipped.testkit';
import { runToVerdict } from './verdict';

// Every wrong rule has a story that ships: wrong, it ends as it is told, and breaks first what it is said to break; right,
// the same schedule breaks nothing, and does not end so. And every safety property is broken by one of them, so that none
// is vacuous.

interface Told {
  readonly protocol: Cluster['protocol'];
  readonly rule: WrongRuleCard;
  readonly story: string;
}

const RULES: readonly Told[] = (['basic', 'multi'] as const).flatMap((protocol) =>
  wrongRulesOf({ protocol, clerks: 1 }).map((rule) => {
    return { protocol, rule, story: storyOf(protocol, rule.id) };
  }),
);

const { files, load } = shippedIn('bugs');
const fileOf = (story: string) => `${story.replace(/^bugs\//, '')}.json`;

/** What a person sees who changes nothing. */
function strictly(scenario: Scenario): Moment {
  let end: Moment | null = null;
  const verdict = runToVerdict(scenario, (moment) => {
    end = moment;
  });
  expect(verdict).toMatchObject({ verdict: 'pass' });
  return end as unknown as Moment;
}

const MOST_EVENTS = 50_000;

/** A run in which nobody minds what cannot be done. */
function leniently(scenario: Scenario): Moment {
  const run = createRun(scenario, true);
  let moment = run.initial;
  for (let i = 0; i < MOST_EVENTS && !run.isThrough(moment); i++) {
    const event = run.next(moment);
    if (!event) break;
    moment = run.step(moment, event).state;
  }
  expect(run.isThrough(moment) || run.next(moment) === null).toBe(true);
  return moment;
}

/** The properties that the first wrong event breaks. */
function firstBroken({ violations }: Moment): string[] {
  return violations
    .filter(({ event }) => event === violations[0]?.event)
    .map(({ property }) => property);
}

/** Which properties each story breaks, noted as the stories are played. */
const broken = new Map<string, string>();

test('every wrong rule has a story, and every story is of one wrong rule', () => {
  expect(RULES.map(({ story }) => fileOf(story)).sort()).toEqual([...files].sort());
  expect(RULES.length).toBeGreaterThanOrEqual(40);
});

test('ids and other names are those of one rule of a protocol', () => {
  for (const protocol of ['basic', 'multi'] as const) {
    const names = wrongRulesOf({ protocol, clerks: 1 }).map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    for (const id of names) expect(wrongRule(protocol, id)?.id).toBe(id);
  }
});

test('rules of the service are offered only where somebody calls it', () => {
  const ids = (clerks: number) => wrongRulesOf({ protocol: 'basic', clerks }).map(({ id }) => id);
  expect(ids(1)).toContain('local-read');
  expect(ids(0)).not.toContain('local-read');
});

describe.each(RULES.map((told) => [told.story, told] as const))('%s', (story, told) => {
  const { rule, protocol } = told;
  const scenario = load(fileOf(story));
  const { cluster, script, playback } = scenario;

  test('is about this rule alone, told in a few beats', () => {
    expect(cluster).toMatchObject({ protocol, broken: [rule.id] });
    if (protocol === 'multi') expect(scenario.title).toBe(rule.title);
    const beats = script.filter(({ verb }) => verb === 'say').length;
    expect(beats).toBeGreaterThanOrEqual(3);
    expect(beats).toBeLessThanOrEqual(8);
    expect(playback?.step).toBe('beats');
  });

  test('shows what the rule breaks first', () => {
    const end = strictly(scenario);
    for (const { property } of end.violations) broken.set(property, story);
    if (rule.breaks === null) expect(firstBroken(end)).toEqual([]);
    else expect(firstBroken(end)).toContain(rule.breaks);
  });

  test('is safe with the right rule, and does not end so', () => {
    const end = leniently({ ...scenario, cluster: { ...cluster, broken: [] } });
    expect(end.violations).toEqual([]);
    const last = script.findLastIndex(({ verb }) => verb === 'expect');
    expect(last).toBeGreaterThan(0);
    if (protocol === 'multi') expect(last).toBe(script.length - 1);
    expect(end.cue.remark?.step).toBe(last);
  });
});

test('every safety property is broken by one of them: none is vacuous', () => {
  const never = PROPERTIES.map(({ id }) => id).filter((id) => !broken.has(id));
  expect(never).toEqual([]);
});
