import { describe, expect, test } from 'vitest';
import { CONTENDERS, type Compared } from './comparison';
import { readLink } from './link';
import { pageAt } from './page.testkit';

const ways = ({ cluster }: { cluster: { protocol: string; preemption: string } }) =>
  `${cluster.protocol} ${cluster.preemption}`;

describe('the part of an address behind #', () => {
  test('names protocol and policy', () => {
    const { protocol, preemption } = readLink('#scenario=a&protocol=multi&preemption=retry');
    expect([protocol, preemption]).toEqual(['multi', 'retry']);
  });

  test.each([
    '',
    'protocol=&preemption=',
    'protocol=pmmc&preemption=never',
    'protocol=Multi&preemption=RETRY',
    'protocol=multi%20&preemption=__proto__',
    'protocol=constructor&preemption=toString',
  ])('is ignored where it makes no sense: "%s"', (text) => {
    const { protocol, preemption } = readLink(`#${text}`);
    expect([protocol, preemption]).toEqual([null, null]);
  });
});

describe('a link', () => {
  test.each([
    ['scenario=dslabs/d08-synchronous', 'multi wait'],
    ['scenario=dslabs/d08-synchronous&protocol=basic', 'basic wait'],
    ['scenario=dslabs/d08-synchronous&preemption=backoff', 'multi backoff'],
    ['scenario=dslabs/d08-synchronous&protocol=multi&preemption=retry', 'multi retry'],
    ['scenario=multi/duel-backoff&protocol=multi', 'multi backoff'],
    ['scenario=multi/duel-backoff&preemption=wait', 'multi wait'],
    // The library has no leader that could be preempted.
    ['scenario=opening&preemption=retry', 'basic wait'],
    ['scenario=opening&protocol=basic&preemption=retry', 'basic wait'],
  ])('%s opens it under %s', async (address, way) => {
    const { state } = await pageAt(address);
    expect(state().scenarioId).toBe(/scenario=([^&]*)/.exec(address)?.[1]);
    expect(ways(state().scenario)).toBe(way);
    expect(state().moment.protocol).toBe(way.split(' ')[0]);
    expect(state().toast).toBeNull();
  });

  test('keeps its seed', async () => {
    const { state } = await pageAt('scenario=dslabs/d08-synchronous&seed=77&protocol=basic');
    expect(state().scenario.cluster.seed).toBe(77);
    expect(ways(state().scenario)).toBe('basic wait');
  });

  test('to a script for one protocol only opens a story of the other, and says so', async () => {
    const { state } = await pageAt('scenario=opening&protocol=multi&preemption=retry');
    expect(state().scenarioId).toBe('multi/stable-leader');
    expect(ways(state().scenario)).toBe('multi retry');
    expect(state().toast?.text).toMatch(/written for one protocol only/);
  });

  test('to nothing opens the usual page', async () => {
    const { state } = await pageAt('scenario=no-such-thing');
    expect(state().scenarioId).toBe('opening');
    expect(state().problem?.reason).toBe('no-such-thing');
  });

  test('that is followed later changes what is asked for', async () => {
    const { session, state } = await pageAt('scenario=dslabs/d08-synchronous');
    await session.follow(readLink('#protocol=basic'));
    expect([state().scenarioId, ways(state().scenario)]).toEqual([
      'dslabs/d08-synchronous',
      'basic wait',
    ]);
    await session.follow(readLink('#scenario=multi/duel-wait&preemption=backoff&seed=4'));
    expect([state().scenarioId, ways(state().scenario)]).toEqual([
      'multi/duel-wait',
      'multi backoff',
    ]);
    expect(state().scenario.cluster.seed).toBe(4);
    const before = state().scenario;
    await session.follow(readLink('#protocol=nonsense'));
    expect(state().scenario).toBe(before);
  });
});

describe('running under another protocol', () => {
  test('keeps a script that speaks of clients and faults only', async () => {
    const { session, state } = await pageAt('scenario=dslabs/d06-healed');
    const { script } = state().scenario;
    await session.runUnder('basic');
    expect(state().scenarioId).toBe('dslabs/d06-healed');
    expect(ways(state().scenario)).toBe('basic wait');
    expect(state().scenario.script).toBe(script);
    session.goToEnd();
    expect(state().moment.cue).toMatchObject({ failure: null, remark: null });
  });

  test('takes a story of the other protocol else, and says so', async () => {
    const { session, state } = await pageAt('scenario=multi/stable-leader');
    await session.runUnder('basic');
    expect(state().scenarioId).toBe('opening');
    expect(state().toast?.text).toContain('“The stable leader skips phase 1”');
    await session.runUnder('multi', 'retry');
    expect([state().scenarioId, ways(state().scenario)]).toEqual([
      'multi/stable-leader',
      'multi retry',
    ]);
  });

  test('changes the policy of any script, and forgets what was there', async () => {
    const { session, state } = await pageAt('scenario=multi/duel-wait');
    session.goToEnd();
    await session.runUnder('multi', 'retry');
    expect([state().scenarioId, ways(state().scenario), state().depth]).toEqual([
      'multi/duel-wait',
      'multi retry',
      0,
    ]);
  });
});

describe('comparing', () => {
  test('tells of this run at once and of the others frame by frame', async () => {
    const { session, state, frames } = await pageAt('scenario=multi/duel-retry');
    session.goToEnd();
    const told: Compared[] = [];
    session.compare((compared) => told.push(compared));
    expect(told.map(({ contender }) => contender.preemption)).toEqual(['retry']);
    expect(told[0]?.counters.phaseOneRuns).toBeGreaterThan(50);
    let count = 1;
    while (frames(1)) count++;
    expect(count).toBeGreaterThan(3);
    expect(new Set(told.map(({ contender }) => contender))).toEqual(new Set(CONTENDERS));
    for (const { until } of told) expect(until).toBe(state().moment.world.now);
  });

  test('ends when it is stopped', async () => {
    const { session, frames } = await pageAt('scenario=multi/duel-retry');
    session.goToEnd();
    const told: Compared[] = [];
    const stop = session.compare((compared) => told.push(compared));
    stop();
    expect(frames(5)).toBe(false);
    expect(told).toHaveLength(1);
  });

  test('goes by the present moment, and leaves the run alone', async () => {
    const { session, state, frames } = await pageAt('scenario=multi/stable-leader');
    session.goToEnd();
    session.seek(30);
    const before = state();
    const told: Compared[] = [];
    session.compare((compared) => told.push(compared));
    while (frames(1));
    expect(told).toHaveLength(4);
    for (const { until } of told) expect(until).toBe(before.moment.world.now);
    expect(state()).toBe(before);
  });
});
