import { describe, expect, test } from 'vitest';
import { linesRun } from '../pseudocode';
import { PSEUDOCODE } from './pseudocode';
import { RULES } from './wording';

const textsRun = (...rules: string[]) =>
  PSEUDOCODE.flatMap(({ lines }) => [...linesRun(lines, rules)].map(({ text }) => text));

describe('the pseudo-code', () => {
  test.each(Object.keys(RULES))('has a line for %s, in its own group', (rule) => {
    const group = PSEUDOCODE.find(({ role }) => role === rule.split('.')[0]);
    expect(group?.lines.some(({ rules }) => rules.some((id) => id === rule))).toBe(true);
  });

  test('has no line that nothing runs', () => {
    const idle = PSEUDOCODE.flatMap(({ lines }) => lines.filter(({ rules }) => rules.length === 0));
    expect(idle).toEqual([]);
  });

  test('fits beside the picture', () => {
    const lines = PSEUDOCODE.flatMap((group) => group.lines);
    expect(lines.length).toBeLessThanOrEqual(32);
    for (const { text, indent } of lines) expect(2 * indent + text.length).toBeLessThanOrEqual(44);
  });
});

describe('the lines that ran', () => {
  test('of a promise', () => {
    expect(textsRun('acceptor.promise')).toEqual([
      'on prepare(n):',
      'if n > n_p:',
      'n_p = n',
      'reply promise(n, n_a, v_a)',
    ]);
  });

  test('of a rejection: the comparison, and the other branch', () => {
    expect(textsRun('acceptor.rejectAccept')).toEqual([
      'on accept(n, v):',
      'if n ≥ n_p:',
      'else: reply reject(n, n_p)',
    ]);
  });

  test('of several rules of one step, over all roles', () => {
    expect(textsRun('proposer.decide', 'learner.learn')).toEqual([
      'if accepted(n) from a majority:',
      'send decided(v′) to all',
      'on decided(v):',
      'if nothing is decided yet: decided = v',
    ]);
  });

  test('of no rule, or a rule of another protocol: none', () => {
    expect(textsRun()).toEqual([]);
    expect(textsRun('scout.adopted')).toEqual([]);
  });
});
