import { describe, expect, test } from 'vitest';
import { KV_WRONG_RULES, SERVICE_WRONG_RULES } from '../../kv';
import { BASIC_WRONG_RULES } from '../../protocol/basic';
import { MULTI_WRONG_RULES } from '../../protocol/multi';
import type { Scenario } from '../format';
import { createRun, type Moment } from '../run';
import { shippedIn } from '../shipped.testkit';
import type { Bounds, ExploreRequest } from './contract';
import { findingOf, requestOf, STARTS } from './requests.testkit';

// Every wrong rule that breaks safety with three servers is found out by the explorer, from a beginning that says nothing
// of how; the right rules survive the same searches.

/** Where a search begins: two proposers, a leader with a command, or so many events before its story breaks something. */
type From = 'proposers' | 'leader' | number;

interface Hunt {
  readonly from: From;
  readonly bounds: Bounds;
  /** What must break; any property unless it is said. */
  readonly property?: string;
}

const hunt = (from: From, bounds: Bounds = {}, property?: string): Hunt => {
  return { from, bounds, ...(property !== undefined && { property }) };
};

const RETRY = { timeouts: 1 };
const TIMERS = { timeouts: 2 };
const REPEAT = { duplications: 1 };
const CRASH = { crashes: 1 };

const LIBRARY: Readonly<Record<string, Hunt>> = {
  'no-promise-check': hunt('proposers'),
  'accept-keeps-np': hunt('proposers', RETRY),
  'one-register': hunt('proposers', RETRY),
  'amnesia-np': hunt('proposers', CRASH),
  'amnesia-vote': hunt('proposers', CRASH),
  'keep-own-value': hunt('proposers'),
  'lowest-ballot-wins': hunt('proposers', RETRY),
  'first-reply-wins': hunt('proposers', RETRY),
  'most-votes-wins': hunt('proposers', RETRY),
  'small-quorum': hunt('proposers', RETRY),
  'small-vote-quorum': hunt('proposers'),
  'count-rejections': hunt('proposers'),
  'same-value-is-chosen': hunt('proposers', RETRY),
  'stale-promise': hunt('proposers', RETRY),
  'stale-vote': hunt('proposers', RETRY),
  'same-ballots': hunt('proposers'),
  'count-replies': hunt('proposers', { ...REPEAT, ...RETRY }),
  'ballot-reused': hunt(-1, {}, 'SD-agreement'),
  'forget-at-own-Done': hunt(4, { dones: 2 }),
  'min-over-heard': hunt(4, { dones: 2 }),
  'done-starts-at-0': hunt(4, { dones: 1 }),
  'done-not-monotone': hunt(4, { dones: 2 }),
  'old-messages-resurrect': hunt(14),
  'max-from-live-records': hunt(3),
  'min-without-plus-one': hunt(3),
  'invented-value': hunt('proposers'),
  'asks-twice': hunt('proposers'),
  'max-from-own-starts': hunt('proposers'),
  'one-promise-for-all': hunt(2),
  'new-ballot-reopens': hunt('proposers'),
};

const REPLICA: Readonly<Record<string, Hunt>> = {
  'local-read': hunt(1),
  'decided-is-mine': hunt(14, TIMERS),
  'append-twice': hunt(14, TIMERS),
  'filter-on-arrival-only': hunt(14, TIMERS),
  'noted-when-proposing': hunt(10, TIMERS),
  'apply-over-holes': hunt(14, TIMERS),
  'reply-before-prefix': hunt(10, TIMERS),
  'done-before-applied': hunt(14, TIMERS),
  'real-filler': hunt(14, TIMERS),
  'answers-kept-for-ever': hunt(14, TIMERS),
};

const LEADER: Readonly<Record<string, Hunt>> = {
  'late-rejections': hunt(10, TIMERS),
  'old-votes-count': hunt('leader', { ...TIMERS, ...CRASH }),
  'ignore-P1B': hunt('leader', TIMERS),
  'merge-without-ballots': hunt(7, TIMERS),
  'holes-left-open': hunt(14, TIMERS),
  'slot-in-not-moved': hunt('leader', TIMERS),
  'clear-at-majority': hunt('leader', TIMERS),
  'min-over-answers': hunt('leader', TIMERS),
  'no-clear-bound': hunt(7, TIMERS),
  'announces-over-holes': hunt(14, TIMERS),
  'lower-ballot-accepted': hunt('leader', TIMERS),
  'stores-every-pvalue': hunt('leader', TIMERS),
  'same-ballots': hunt('leader', TIMERS),
  'resurrect-cleared': hunt(14, TIMERS),
  'amnesia-np': hunt('leader', { ...TIMERS, ...CRASH }),
  'amnesia-vote': hunt('leader', { ...TIMERS, ...CRASH }),
  'small-quorum': hunt('leader', TIMERS),
  'adopts-after-one-P1B': hunt(3, TIMERS),
  'stale-promise': hunt('leader', { ...TIMERS, ...CRASH }),
  'old-promises-count': hunt(3, TIMERS),
  'count-replies': hunt('leader', { timeouts: 3, ...REPEAT }),
  'borrowed-ballot': hunt('leader', { ...TIMERS, ...CRASH }),
  'ballot-reused': hunt('leader', { ...TIMERS, ...CRASH }),
  'apply-over-holes': hunt(7),
  'any-vote-is-decided': hunt(7, TIMERS),
  'made-up-filler': hunt(14, TIMERS),
  'vote-keeps-old-value': hunt(3, TIMERS),
  'new-ballot-wipes-votes': hunt('leader', TIMERS),
};

const SERVICE: Readonly<Record<string, Hunt>> = {
  'local-read': hunt(2),
  'answers-early': hunt(2),
  'append-twice': hunt('leader', TIMERS),
  'filter-on-arrival-only': hunt(14),
};

/** These need more than three servers: a majority of those who answered is a majority of three once two have. */
const LARGER: readonly string[] = ['majority-of-replies'];

/** Enough for every one of them; a tenth of what ten seconds are good for. */
const STATES = 120_000;
const WALKS = { count: 150, length: 60, seconds: 10 };
const FEW_WALKS = { ...WALKS, count: 10 };

const CALL = { call: { clerk: 'C1', op: 'append', key: 'k', value: 'x' } };
const LEADING = [CALL, ...STARTS.multi.slice(0, 4), { deliver: { kind: 'request', to: 'S1' } }];

const { load } = shippedIn('bugs');

/** @param broken the rules that are wrong meanwhile */
function request(
  protocol: 'basic' | 'multi',
  rule: string,
  { from, bounds, property }: Hunt,
  broken: readonly string[] = [rule],
): ExploreRequest {
  const aim = { kind: 'violation', ...(property !== undefined && { property }) } as const;
  const more = { aim, bounds: { ...bounds, states: STATES }, shortest: false };
  if (from === 'proposers') return requestOf(STARTS.basic, { broken }, more);
  if (from === 'leader') return requestOf(LEADING, { protocol: 'multi', clerks: 1, broken }, more);
  const story = load(`${storyOf(protocol, rule)}.json`);
  const length = lengthOf(story) - from;
  const scenario = { ...story, cluster: { ...story.cluster, broken } };
  return { scenario, moment: after(scenario, length), ...more };
}

/** The twin of a rule of the library has a story of its own. */
function storyOf(protocol: 'basic' | 'multi', rule: string): string {
  const isTwin = [...BASIC_WRONG_RULES, ...KV_WRONG_RULES].some(({ id }) => id === rule);
  return protocol === 'multi' && isTwin ? `multi-${rule}` : rule;
}

/** How many events there are to the story's first violation. */
function lengthOf(story: Scenario): number {
  const run = createRun(story);
  let events = 0;
  for (let moment = run.initial; moment.violations.length === 0; events++) {
    const event = run.next(moment);
    if (!event) throw new Error('the story breaks nothing');
    moment = run.step(moment, event).state;
  }
  return events;
}

/** The moment after so many events, or where the story ends; what cannot be done is passed over. */
function after(scenario: Scenario, events: number): Moment {
  const run = createRun(scenario, true);
  let moment = run.initial;
  for (let i = 0; i < events; i++) {
    const event = run.next(moment);
    if (!event) break;
    moment = run.step(moment, event).state;
  }
  return moment;
}

const HUNTS = {
  library: { protocol: 'basic', rules: BASIC_WRONG_RULES, hunts: LIBRARY },
  replica: { protocol: 'basic', rules: KV_WRONG_RULES, hunts: REPLICA },
  leader: { protocol: 'multi', rules: MULTI_WRONG_RULES, hunts: LEADER },
  service: { protocol: 'multi', rules: SERVICE_WRONG_RULES, hunts: SERVICE },
} as const;

describe.each(Object.entries(HUNTS))('the %s', (_name, { protocol, rules, hunts }) => {
  const unsafe = rules.filter(({ id, breaks }) => breaks !== null && !LARGER.includes(id));

  test('every rule that breaks safety with three servers is hunted', () => {
    expect(Object.keys(hunts).sort()).toEqual(unsafe.map(({ id }) => id).sort());
  });

  test.each(unsafe.map(({ id }) => id))('%s is found out', (id) => {
    const finding = findingOf(request(protocol, id, hunts[id] as Hunt), WALKS);
    expect(finding.verdict).toBe('violation');
  });
});

describe('the right rules survive', () => {
  const searches = Object.values(HUNTS).flatMap(({ protocol, hunts }) =>
    Object.entries(hunts).map(([rule, searched]) => {
      const { from, bounds } = searched;
      const where = typeof from === 'number' ? `${protocol}, in the story of ${rule}` : from;
      return [`${where} ${JSON.stringify(bounds)}`, protocol, rule, searched] as const;
    }),
  );
  const different = [...new Map(searches.map((search) => [search[0], search])).values()];

  test.each(different)('%s', (_name, protocol, rule, searched) => {
    const { bounds, ...asked } = request(protocol, rule, searched, []);
    const finding = findingOf({ ...asked, bounds: { ...bounds, states: 8_000 } }, FEW_WALKS);
    expect(finding.violated).toBeUndefined();
  });

  test('also where more may go wrong at once, and many states are looked at', () => {
    const faults = { timeouts: 3, crashes: 1, duplications: 1, losses: 1 };
    const asked = [
      request('basic', 'keep-own-value', hunt('proposers', { ...faults, dones: 1 }), []),
      request('multi', 'ignore-P1B', hunt('leader', faults), []),
    ];
    for (const one of asked) {
      const finding = findingOf(one, WALKS);
      expect([finding.violated, finding.states]).toEqual([undefined, STATES]);
    }
  });
});
