import { describe, expect, test } from 'vitest';
import { decodeScenario } from '../format';
import { encodeScenario } from '../format/encode';
import { createRun, type Moment } from '../run';
import { runToVerdict } from '../verdict';
import type { ExploreRequest, Finding } from './contract';
import { counterexample } from './counterexample';
import { findingOf, requestOf, STARTS } from './requests.testkit';

/** The moment to which a finding leads. */
function endOf({ scenario, moment }: ExploreRequest, { run = [] }: Finding): Moment {
  const { step } = createRun(scenario, true);
  return run.reduce((before, event) => step(before, event).state, moment);
}

const broken = (rule: string) => ({ broken: [rule] });
const violation = (property: string) => ({ kind: 'violation', property }) as const;

describe('a rule that is wrong', () => {
  const request = requestOf(STARTS.basic, broken('keep-own-value'));

  test('is found out, by the shortest run there is', () => {
    const finding = findingOf({ ...request, aim: violation('SD-agreement') });
    expect(finding).toMatchObject({ verdict: 'violation', violated: 'SD-agreement', depth: 6 });
    // A prepare, a promise and an accept for each of the two.
    expect(finding.run).toHaveLength(6);
  });

  test('the kernel plays what was found, and comes to the same violation', () => {
    const finding = findingOf(request);
    const { violations } = endOf(request, finding);
    expect(violations.map(({ property }) => property)).toContain(finding.violated);
  });

  test('what was found is a scenario, which reads back and passes', () => {
    const finding = findingOf(request);
    const { scenario, moment } = request;
    const end = { verb: 'expect', arg: { violated: finding.violated as string } } as const;
    const found = counterexample(createRun(scenario), moment, finding.run ?? [], end);
    const read = decodeScenario(encodeScenario(found));
    expect(read.ok && runToVerdict(read.scenario)).toMatchObject({ verdict: 'pass' });
    expect(found.script).toHaveLength(2 + (finding.run?.length ?? 0) + 1);
  });

  test('is of no consequence once it is set right', () => {
    const right = requestOf([...STARTS.basic, { broken: [] }], broken('keep-own-value'));
    expect(findingOf(right)).toMatchObject({ verdict: 'exhausted' });
  });
});

describe('what may happen is bounded by', () => {
  const hard = { kind: 'goal', condition: { decided: { seq: 0, peers: { atLeast: 1 } } } } as const;
  const stuck = [{ start: { peer: 'S1', seq: 0, value: 'a' } }];

  test('crashes: a vote is forgotten only where a server may crash', () => {
    const at = (crashes: number) =>
      findingOf(requestOf(STARTS.basic, { ...broken('amnesia-vote') }, { bounds: { crashes } }))
        .verdict;
    expect([at(0), at(1)]).toEqual(['exhausted', 'violation']);
  });

  test('duplications: an answer is counted twice only where it may come twice', () => {
    const at = (duplications: number) =>
      findingOf(requestOf(STARTS.basic, broken('count-replies'), { bounds: { duplications } }))
        .verdict;
    expect([at(0), at(1)]).toEqual(['exhausted', 'violation']);
  });

  test('time-outs, losses and rounds: without them a lost question is never asked again', () => {
    const lost = [
      ...stuck,
      { drop: { kind: 'prepare', to: 'S2' } },
      { drop: { kind: 'prepare', to: 'S3' } },
    ];
    const at = (bounds: ExploreRequest['bounds']) =>
      findingOf(requestOf(lost, {}, { aim: hard, bounds })).verdict;
    expect(at({})).toBe('exhausted');
    expect(at({ timeouts: 1 })).toBe('goal');
    expect(at({ timeouts: 1, rounds: 1 })).toBe('exhausted');
    expect(at({ losses: 2 })).toBe('exhausted');
  });

  test('depth and states, which say that they did', () => {
    const at = (bounds: ExploreRequest['bounds']) =>
      findingOf(requestOf(STARTS.basic, {}, { bounds }));
    expect(at({ depth: 5 })).toMatchObject({
      verdict: 'bounded',
      boundedBy: 'the depth',
      depth: 5,
    });
    expect(at({ states: 100 })).toMatchObject({
      verdict: 'bounded',
      boundedBy: 'the number of states',
    });
  });

  test('losses: a message that may be lost is one more thing that can happen', () => {
    const at = (losses: number) => findingOf(requestOf(stuck, {}, { bounds: { losses } })).states;
    expect(at(1)).toBeGreaterThan(at(0));
  });
});

describe('where a search begins', () => {
  test('whoever is paused or down hears nothing', () => {
    const goal = {
      kind: 'goal',
      condition: { decided: { seq: 0, peers: { atLeast: 1 } } },
    } as const;
    const at = (...acts: readonly object[]) =>
      findingOf(requestOf([STARTS.basic[0], ...acts], {}, { aim: goal })).verdict;
    expect(at({ pause: 'S2' })).toBe('goal');
    expect(at({ pause: 'S2' }, { kill: 'S3' })).toBe('exhausted');
  });

  test('a weather that loses messages is calmed first, so that the run found is the run played', () => {
    const rough = { network: { delay: [5, 15], loss: 0.9, replyLoss: 0.9, duplicate: 0.5 } };
    const request = requestOf(
      [{ network: { loss: 0 } }, ...STARTS.basic, { network: { loss: 0.9 } }],
      { ...rough, ...broken('keep-own-value') },
    );
    const finding = findingOf(request);
    expect(finding.run?.[0]).toMatchObject({ type: 'weather', weather: { loss: 0, duplicate: 0 } });
    expect(endOf(request, finding).violations).toHaveLength(1);
  });

  test('what was broken before is not found again', () => {
    const request = requestOf(STARTS.basic, broken('keep-own-value'));
    const moment = endOf(request, findingOf(request));
    const [first] = moment.violations.map(({ property }) => property);
    expect(findingOf({ ...request, moment }).violated).not.toBe(first);
  });
});

describe('a goal', () => {
  const decidedB = { decided: { seq: 0, peers: { atLeast: 2 }, allowed: ['b'] } };

  test('is reached by the shortest run', () => {
    const request = requestOf(STARTS.basic, {}, { aim: { kind: 'goal', condition: decidedB } });
    const finding = findingOf(request);
    expect(finding).toMatchObject({ verdict: 'goal' });
    const { world } = endOf(request, finding);
    const knowing = world.nodes.filter(({ state }) => JSON.stringify(state).includes('"decided"'));
    expect(knowing.length).toBeGreaterThan(0);
  });

  test('is not looked for behind what is not to be gone on from', () => {
    const goal = { aim: { kind: 'goal', condition: decidedB } } as const;
    const prune = { decided: { seq: 0, peers: { atLeast: 1 } } };
    expect(findingOf(requestOf(STARTS.basic, {}, { ...goal, prune })).verdict).toBe('exhausted');
  });
});
