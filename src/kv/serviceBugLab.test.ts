import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { MULTI_WRONG_RULES } from '../protocol/multi';
import { varied } from '../protocol/wrongRule';
import { SERVICE_RULES, type ServiceRules, type ServiceState } from './multiServer';
import type { Operation, OperationKind } from './operation';
import { SERVICE_WRONG_RULES } from './serviceBugLab';

// What each wrong rule of the service decides otherwise than the right one, asked directly.

const clerk = CLERK_BASE + 1;

const ask = (op: OperationKind, id = 1): Operation => {
  return { op, key: 'k', value: op === 'get' ? '' : 'x', clerk, id };
};

/** It has executed the clerk's append of "x". */
const after: ServiceState = {
  database: [['k', 'x']],
  sessions: [{ clerk, id: 1, result: 'x' }],
  applied: 1,
  pending: [],
};

const again = (rules: ServiceRules) => [
  rules.doneBefore(after, ask('append'))?.result ?? null,
  rules.execute(after, ask('append')).database,
];

type Row = [id: string, asked: (rules: ServiceRules) => unknown, right: unknown, wrong: unknown];

const ROWS: readonly Row[] = [
  [
    'local-read',
    ({ isLocal }) => [isLocal(ask('get')), isLocal(ask('put'))],
    [false, false],
    [true, false],
  ],
  ['answers-early', ({ answersEarly }) => answersEarly(ask('put')), false, true],
  ['append-twice', again, ['x', [['k', 'x']]], [null, [['k', 'xx']]]],
  ['filter-on-arrival-only', again, ['x', [['k', 'x']]], ['x', [['k', 'xx']]]],
  [
    'drops-instead-of-re-answering',
    ({ answersAgain }) => {
      const [session] = after.sessions;
      return (
        session && [answersAgain(session, ask('append')), answersAgain(session, ask('get', 0))]
      );
    },
    [true, false],
    [false, false],
  ],
];

describe('the wrong rule decides otherwise:', () => {
  test.each(ROWS)('%s', (id, asked, right, wrong) => {
    const rule = SERVICE_WRONG_RULES.filter((known) => known.id === id);
    expect(rule).toHaveLength(1);
    expect(asked(SERVICE_RULES)).toEqual(right);
    expect(asked(varied(SERVICE_RULES, rule))).toEqual(wrong);
  });

  test('every one of them', () => {
    expect(ROWS.map(([id]) => id)).toEqual(SERVICE_WRONG_RULES.map(({ id }) => id));
  });
});

test('together with the rules below it the catalogue names each rule once', () => {
  const rules = [...MULTI_WRONG_RULES, ...SERVICE_WRONG_RULES];
  const names = rules.flatMap(({ id, alsoKnownAs }) => [id, ...alsoKnownAs]);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
});
