import { describe, expect, test } from 'vitest';
import { finding } from './explorer.testkit';
import { nameOfFound, proofWords, verdictOf } from './exploreWords';
import type { Question } from './exploring';

const ASKED: Question = {
  kind: 'explore',
  isKnown: false,
  from: 'event 12',
  goal: null,
  isPruned: false,
  bounds: { timeouts: 2, rounds: 2, losses: 1 },
  size: null,
  protocol: 'basic',
  broken: [],
};

describe('what a finding comes to', () => {
  test('all was seen: a proof, and of what', () => {
    const { tone, headline, detail } = verdictOf(finding({ verdict: 'exhausted' }), ASKED);
    expect(tone).toBe('proof');
    expect(headline).toBe(
      'Every one of the 12\u00a0345 states that can be reached from there is safe.',
    );
    expect(detail).toBe(
      'Nothing was left out: a proof for this cluster and these limits. Limits: at most 2 timers fire, rounds up to 2, no crashes, at most 1 message lost, no messages twice. Any message may come at any time, or never.',
    );
  });

  test('what was not gone on from is left out, and said to be', () => {
    const verdict = verdictOf(finding({ verdict: 'exhausted' }), { ...ASKED, isPruned: true });
    expect(verdict.detail).toContain('Nothing was left out but what lies beyond');
  });

  test('with a wrong rule, safe means that the limits do not show it', () => {
    const broken = ['no-promise-check'];
    const verdict = verdictOf(finding({ verdict: 'exhausted' }), { ...ASKED, broken });
    expect(verdict.detail).toContain(
      'This although this rule is wrong on purpose: “Accept without looking at the promise”.',
    );
  });

  test('a proof names the size of its cluster', () => {
    const size = { protocol: 'basic', acceptors: 3, proposers: 3, rounds: 1 } as const;
    const question: Question = { ...ASKED, kind: 'prove', size };
    const verdict = verdictOf(finding({ verdict: 'exhausted', states: 69_568 }), question);
    expect(verdict.headline).toBe(
      'All 69\u00a0568 states that can be reached with 3 acceptors and 3 ballots are safe.',
    );
  });

  test('stopped early: no proof, and by what', () => {
    const found = finding({ verdict: 'bounded', boundedBy: 'the number of states', depth: 14 });
    expect(verdictOf(found, ASKED)).toMatchObject({
      tone: 'open',
      headline: 'No violation in 12\u00a0345 states, up to 14 steps deep.',
      detail: expect.stringMatching(/^Stopped by the number of states: no proof\./),
    });
    expect(verdictOf(found, { ...ASKED, isKnown: true }).headline).toMatch(/^No shorter way in/);
  });

  test('broken: in how many steps, and what', () => {
    const run = [
      { type: 'drop', wire: 1, at: 0 },
      { type: 'drop', wire: 2, at: 0 },
    ] as const;
    const found = finding({ verdict: 'violation', violated: 'SD-agreement', run });
    expect(verdictOf(found, ASKED)).toEqual({
      tone: 'bad',
      headline: 'Broken in 2 steps.',
      detail:
        'No longer true: “At most one value is ever chosen in an instance, and all who learn learn the same.” (SD-agreement) No run from there is shorter.',
    });
    expect(verdictOf({ ...found, phase: 'walks' }, ASKED).detail).toContain('may be a shorter');
    expect(nameOfFound(found, ASKED)).toMatch(/^Counterexample: At most one value/);
  });

  test('a goal: met, or never', () => {
    const question = { ...ASKED, goal: '{ "leader": null }' };
    const run = [{ type: 'drop', wire: 1, at: 0 }] as const;
    const met = finding({ verdict: 'goal', run });
    expect(verdictOf(met, question)).toMatchObject({ tone: 'met', headline: 'Found, in 1 step.' });
    expect(nameOfFound(met, question)).toBe('Found: { "leader": null }');
    expect(verdictOf(finding({ verdict: 'exhausted' }), question)).toMatchObject({
      tone: 'proof',
      headline: expect.stringMatching(/^It never comes to that/),
    });
  });
});

test('what would be proved is told before', () => {
  const size = { protocol: 'basic', acceptors: 3, proposers: 2, rounds: 1 } as const;
  expect(proofWords(size)).toEqual({
    what: '2 of 3 servers propose a value each for one instance: 2 ballots. Messages come in any order, or never.',
    warning: '',
  });
  expect(proofWords({ ...size, acceptors: 5, rounds: 3 })).toEqual({
    what: expect.stringContaining('6 ballots, up to round 3'),
    warning: expect.stringContaining('too many states'),
  });
});
