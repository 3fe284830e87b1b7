import { describe, expect, test } from 'vitest';
import { linesRun } from '../pseudocode';
import { MULTI_PSEUDOCODE } from './pseudocode';
import { MULTI_RULES } from './wording';

const textsRun = (...rules: string[]) =>
  MULTI_PSEUDOCODE.flatMap(({ lines }) => [...linesRun(lines, rules)].map(({ text }) => text));

/** What is cleared is cleared from the log, and the log is the learner's. */
const groupOf = (rule: string) => (rule === 'log.clear' ? 'learner' : rule.split('.')[0]);

describe('the pseudo-code of Multi-Paxos', () => {
  test.each(Object.keys(MULTI_RULES))('has a line for %s, in its own group', (rule) => {
    const group = MULTI_PSEUDOCODE.find(({ role }) => role === groupOf(rule));
    expect(group?.lines.some(({ rules }) => rules.includes(rule))).toBe(true);
  });

  test('names no rule of another role, and has no line that nothing runs', () => {
    for (const { role, lines } of MULTI_PSEUDOCODE) {
      for (const { text, rules } of lines) {
        expect(rules, text).not.toEqual([]);
        for (const rule of rules) expect(groupOf(rule), text).toBe(role);
      }
    }
  });

  test('fits beside the picture', () => {
    for (const { text, indent } of MULTI_PSEUDOCODE.flatMap(({ lines }) => lines))
      expect(2 * indent + text.length, text).toBeLessThanOrEqual(44);
  });
});

describe('the lines that ran', () => {
  test('of a P2A that is not accepted: the comparison, and the other branch', () => {
    expect(textsRun('acceptor.refuseP2A')).toEqual([
      'on P2A(b, slot, v):',
      'if b = ballot:',
      'else: reply P2B(b, slot, no: ballot)',
    ]);
  });

  test('of a takeover: the majority, the vote taken over, the gap', () => {
    expect(textsRun('leader.lead', 'leader.adopt', 'leader.fillGap')).toEqual([
      'on P1B(ballot, accepted): note it',
      'from a majority: active = true',
      'ask for the highest vote of each slot',
      'ask for no-op in each gap below',
      'by P2A(ballot, slot, value) to all',
    ]);
  });

  test('of a decision over all roles', () => {
    expect(textsRun('leader.decide', 'learner.decide', 'learner.hole')).toEqual([
      'on P2B(ballot, slot, yes): count it',
      'from a majority: c is decided',
      'on “slot is decided: v”,',
      'or “all up to slot”, if I voted in that b:',
      'log[slot] = v',
      'while log[executed + 1] is known:',
      'nothing after a hole is executed',
    ]);
  });
});
