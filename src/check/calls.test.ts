import { expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { type CallFact, historyOf } from './calls';

function call(op: CallFact['op'], result: string | null, returnedAt: number | null = 9): CallFact {
  const operation = { clerk: CLERK_BASE + 2, id: 1, op, key: 'k', value: op === 'get' ? '' : 'v' };
  return { ...operation, calledAt: 4, returnedAt, result, tries: [], answeredBy: 1 };
}

const timed = { client: 'C2', key: 'k', call: 4, return: 9 };

test('the history of calls says what each was told of its key', () => {
  const calls = [call('get', null), call('put', ''), call('append', 'uv'), call('get', 'uv', null)];
  expect(historyOf(calls)).toEqual([
    { ...timed, op: 'get', result: null },
    { ...timed, op: 'put', value: 'v' },
    { ...timed, op: 'append', value: 'v', result: 'uv' },
    { ...timed, op: 'get', result: 'uv', return: null },
  ]);
});

test.each([null, ''])('an append answered with %j was told nothing', (result) => {
  expect(historyOf([call('append', result)])).toEqual([
    { ...timed, op: 'append', value: 'v', result: null },
  ]);
});
