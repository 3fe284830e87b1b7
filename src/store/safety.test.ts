import { describe, expect, test } from 'vitest';
import { played } from './branch.testkit';
import { lightOf } from './light';
import { safetyOf, violationOf } from './safety';
import { LOCAL_READ, OLD_ANSWER, SMALL_QUORUM, TWO_DECIDE } from './safety.testkit';
import { proofView } from './safetyProof';
import { sessionOf } from './session.testkit';

const APPEND = [
  { call: { clerk: 'C1', op: 'append', key: 'k', value: 'x', wait: 9000 } },
  { call: { clerk: 'C2', op: 'get', key: 'k', wait: 9000 } },
];
const SERVICE = { protocol: 'basic', clerks: 2, seed: 5, delivery: 'auto' };

const all = (moment: Parameters<typeof safetyOf>[0]) =>
  safetyOf(moment).groups.flatMap(({ properties }) => properties);
const idsOf = (moment: Parameters<typeof safetyOf>[0]) => all(moment).map(({ id }) => id);

describe('the properties', () => {
  test('that apply are those of the protocol, and of the service where there are clerks', () => {
    const library = idsOf(played([], SMALL_QUORUM).moment);
    const service = idsOf(played([], SERVICE).moment);
    const leader = idsOf(played([], { protocol: 'multi', clerks: 1 }).moment);
    expect(library).toContain('LIB-max');
    expect(library).not.toContain('KV-linearizable');
    expect(service).toEqual(expect.arrayContaining([...library, 'KV-linearizable']));
    expect(leader).toContain('MP-vote-match');
    expect(leader).not.toContain('LIB-max');
    for (const ids of [library, service, leader]) expect(new Set(ids).size).toBe(ids.length);
  });

  test('are counted, every one of them in a group', () => {
    for (const cluster of [SMALL_QUORUM, SERVICE, { protocol: 'multi', clerks: 1 }]) {
      const { moment } = played([], cluster);
      expect(all(moment)).toHaveLength(safetyOf(moment).count);
      expect(safetyOf(moment)).toMatchObject({ tested: 0, broken: [] });
    }
  });

  test('stand in the same order before and after they were put to the test', () => {
    const branch = played(APPEND, SERVICE);
    const before = branch.momentAt(0);
    expect(before && idsOf(before)).toEqual(idsOf(branch.moment));
  });

  test('say which event put them to the test last', () => {
    const branch = played(APPEND, SERVICE);
    const agreement = all(branch.moment).find(({ id }) => id === 'SD-agreement');
    expect(agreement).toMatchObject({ state: 'holds', at: expect.any(Number) });
    expect(branch.eventAt(agreement?.at ?? 0)?.type).toBe('deliver');
    const before = branch.momentAt((agreement?.at ?? 0) - 1);
    const then = before && all(before).find(({ id }) => id === 'SD-agreement');
    expect(then?.at).toBeLessThan(agreement?.at ?? 0);
    const rest = all(branch.moment).filter(({ state }) => state === 'untested');
    expect(rest.every(({ at }) => at === null)).toBe(true);
  });

  test('that should come true now and then say when they first did', () => {
    const { moment } = played(APPEND, SERVICE);
    const reached = Object.fromEntries(safetyOf(moment).sometimes.map(({ id, at }) => [id, at]));
    expect(reached.chosen).toBeGreaterThan(0);
    expect(reached['came back']).toBeNull();
    expect(reached['two leaders']).toBeUndefined();
  });
});

describe('a broken property', () => {
  test('is told apart, at the event that broke it', () => {
    const branch = played(TWO_DECIDE, SMALL_QUORUM);
    const view = safetyOf(branch.moment);
    expect(view.broken.map(({ id }) => id)).toContain('SD-agreement');
    expect(view.broken.find(({ id }) => id === 'SD-agreement')).toMatchObject({
      state: 'broken',
      at: 2,
    });
    const before = branch.momentAt(1);
    expect(before && violationOf(before, 'SD-agreement')).toBeNull();
  });

  test('is proved by who did what', () => {
    const { moment, trace } = played(TWO_DECIDE, SMALL_QUORUM);
    const violation = violationOf(moment, 'SD-agreement');
    if (!violation) throw new Error('agreement holds');
    const view = proofView(violation, trace, 3);
    expect(view.position).toBe(0);
    expect(view.deeds.map(({ words }) => words)).toEqual([
      'S1 took A for decided',
      'S2 took B for decided',
    ]);
  });

  test('is proved by the messages that carried it, and its quorums are judged', () => {
    const branch = played(
      [
        ...TWO_DECIDE.slice(0, 1),
        { deliver: { kind: 'prepare', to: 'S2' } },
        { deliver: { kind: 'promise', from: 'S2' } },
      ],
      { ...SMALL_QUORUM, broken: ['small-vote-quorum'] },
    );
    const violation = violationOf(branch.moment, 'SD-learned-chosen');
    if (!violation) throw new Error('what is learned is chosen');
    const view = proofView(violation, branch.trace, 3);
    expect(view.quorums).toEqual([
      { key: '0', ballot: '1.S1', did: 'A was accepted by', acceptors: [1], isMajority: false },
    ]);
    expect(view.messages.map(({ message }) => message.kind)).toEqual(['promise']);
  });

  test('lights its servers, its cells and its messages', () => {
    const { moment, trace, eventAt } = played(TWO_DECIDE, SMALL_QUORUM);
    const thing = { kind: 'property', id: 'SD-agreement' } as const;
    const light = lightOf(thing, trace, eventAt, moment.violations);
    expect([...light.servers]).toEqual([1, 2]);
    expect([...light.cells]).toEqual(['1/0', '2/0']);
    expect([...light.instances]).toEqual([0]);
    expect(lightOf(thing, trace, eventAt, []).servers.size).toBe(0);
  });

  test('of the service is proved by the calls', () => {
    const { moment, trace } = played(OLD_ANSWER, LOCAL_READ);
    const violation = violationOf(moment, 'KV-linearizable');
    if (!violation) throw new Error('it is linearizable');
    expect(proofView(violation, trace, 3).calls).toContainEqual({ clerk: 102, id: 1 });
  });

  test('is told as it breaks, with where it did, also to a person who steps', () => {
    const { session, state } = sessionOf(played(TWO_DECIDE, SMALL_QUORUM).run.scenario);
    session.step();
    session.report(null);
    session.step();
    expect(state().problem).toMatchObject({
      title: 'A safety property is broken',
      broken: { property: 'SD-agreement', at: 2 },
    });
    expect(state().problem?.reason).toContain('At most one value is ever chosen');
    session.stepBack();
    expect(state().problem).toBeNull();
    session.step();
    expect(state().problem?.broken?.at).toBe(2);
  });
});
