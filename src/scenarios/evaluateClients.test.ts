import { describe, expect, test } from 'vitest';
import type { CallFact } from '../check/calls';
import { type Facts, initialFacts } from '../check/facts';
import { appendsAreOrdered, haveSameResults, longestWait } from './evaluateClients';

const ms = (time: number) => time * 1000;

/** A call of C1 unless it says otherwise. */
const call = (change: Partial<CallFact>): CallFact => ({
  op: 'get',
  key: 'k',
  value: '',
  clerk: 101,
  id: 1,
  calledAt: 0,
  returnedAt: ms(5),
  result: null,
  tries: [],
  answeredBy: 1,
  ...change,
});

const facts = (...calls: Partial<CallFact>[]): Facts => ({
  ...initialFacts(3, 3),
  calls: calls.map(call),
});

describe('the longest wait', () => {
  const both = facts(
    { calledAt: ms(10), returnedAt: ms(40) },
    { clerk: 102, calledAt: ms(50), returnedAt: null },
  );

  test('is that of any clerk, outstanding calls included', () => {
    expect(longestWait(both, ms(90))).toBe(40);
    expect(longestWait(both, ms(60))).toBe(30);
  });

  test('may be asked of one clerk', () => {
    expect(longestWait(both, ms(900), 'C1')).toBe(30);
    expect(longestWait(both, ms(900), 'C2')).toBe(850);
    expect(longestWait(both, ms(900), 'C3')).toBe(0);
  });
});

describe('the same results', () => {
  test('are those of the last gets that returned', () => {
    const last = facts(
      { result: 'old' },
      { result: 'x' },
      { clerk: 102, result: 'x' },
      { clerk: 102, op: 'put', result: '' },
      { clerk: 102, returnedAt: null, result: null },
    );
    expect(haveSameResults(last, ['C1', 'C2'], 2)).toBe(true);
    expect(haveSameResults(last, true, 2)).toBe(true);
  });

  test.each([
    ['differ', facts({ result: 'x' }, { clerk: 102, result: 'y' })],
    ['lack one', facts({ result: 'x' })],
    ['lack all', facts()],
  ])('are not the same when they %s', (_what, some) => {
    expect(haveSameResults(some, true, 2)).toBe(false);
  });

  test('may be that the key is absent', () => {
    expect(haveSameResults(facts({}, { clerk: 102 }), true, 2)).toBe(true);
  });
});

describe('appends to one key', () => {
  const append = (value: string, result: string | null, more: Partial<CallFact> = {}) =>
    ({ op: 'append', value, result, ...more }) as const;

  test('are ordered when each answer goes on from the one before', () => {
    const good = facts(append('b', 'ab'), append('a', 'a'), append('c', 'abc'));
    expect(appendsAreOrdered(good, 'k')).toBe(true);
  });

  test.each([
    ['one answer does not end with what was appended', [append('b', 'ax')]],
    ['two answers are equal', [append('a', 'a'), append('a', 'a')]],
    ['one does not go on from the other', [append('a', 'a'), append('c', 'bc')]],
    ['one has no answer', [append('a', null)]],
  ])('are not when %s', (_why, calls) => {
    expect(appendsAreOrdered(facts(...calls), 'k')).toBe(false);
  });

  test('are not looked at when they have not returned, or are of another key', () => {
    const other = append('z', 'nonsense', { key: 'other' });
    const open = append('y', null, { returnedAt: null });
    expect(appendsAreOrdered(facts(append('a', 'a'), other, open), 'k')).toBe(true);
  });
});
