import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import type { CallFact } from '../check/calls';
import type { OperationKind } from '../kv';
import { played } from './branch.testkit';
import { LOCAL_READ, OLD_ANSWER } from './safety.testkit';
import { callsView, placeWords } from './safetyCalls';
import { createHistoryJudge } from './safetyHistory';

/** One call of clerk 1, 2 or 3; the text is the value of a write, and the result of a read. */
function call(
  clerk: number,
  op: OperationKind,
  key: string,
  text: string,
  [calledAt, returnedAt]: readonly [number, number | null],
): CallFact {
  const isGet = op === 'get';
  return {
    clerk: CLERK_BASE + clerk,
    id: calledAt + 1,
    op,
    key,
    value: isGet ? '' : text,
    calledAt,
    returnedAt,
    result: returnedAt === null ? null : isGet ? text : '',
    tries: [],
    answeredBy: null,
  };
}

const judge = (...calls: readonly CallFact[]) => createHistoryJudge()(calls);
const view = (...calls: readonly CallFact[]) => callsView(judge(...calls), null);

describe('an order of effect', () => {
  test('says what a key holds after each call', () => {
    const [history] = judge(
      call(1, 'put', 'x', 'a', [0, 5]),
      call(2, 'append', 'x', 'b', [6, 9]),
      call(1, 'get', 'x', 'ab', [10, 12]),
    );
    expect(history?.verdict).toBe('linearizable');
    expect(history?.order.map(({ holds }) => holds)).toEqual(['a', 'ab', 'ab']);
  });

  test('numbers the calls of all keys as one, and those of a key by themselves', () => {
    const histories = judge(
      call(1, 'put', 'y', '1', [0, 1]),
      call(2, 'put', 'x', '1', [2, 3]),
      call(1, 'get', 'y', '1', [4, 5]),
    );
    const numbers = (key: string | null) =>
      callsView(histories, key).calls.map(({ number }) => number);
    expect(numbers(null)).toEqual([1, 2, 3]);
    expect(numbers('y')).toEqual([1, 2]);
    expect(numbers('x')).toEqual([1]);
  });

  test('leaves out a call without an answer that explains nothing', () => {
    const { calls, verdict } = view(
      call(1, 'put', 'x', 'a', [0, 5]),
      call(2, 'append', 'x', 'b', [6, null]),
    );
    expect(calls.map(({ number }) => number)).toEqual([1, null]);
    expect(verdict).toBe('Linearizable: the one answer');
    expect(calls.map(placeWords)[1]).toMatch(/^C2 append\(x, b\): no answer yet/);
  });

  test('of a real run places every answer', () => {
    const { moment } = played(
      [
        { call: { clerk: 'C1', op: 'append', key: 'k', value: 'x', wait: 9000 } },
        { call: { clerk: 'C2', op: 'get', key: 'k', wait: 9000 } },
      ],
      { protocol: 'basic', clerks: 2, seed: 5, delivery: 'auto' },
    );
    const { state, calls } = view(...moment.facts.calls);
    expect(state).toBe('holds');
    expect(calls.map(({ words, number }) => [words, number])).toEqual([
      ['append k+=x', 1],
      ['get k → x', 2],
    ]);
  });
});

describe('where there is no order', () => {
  const STALE = [
    call(1, 'put', 'x', '1', [0, 5]),
    call(1, 'put', 'x', '12', [6, 9]),
    call(2, 'get', 'x', '1', [10, 12]),
    call(1, 'get', 'x', '12', [13, 14]),
  ];

  test('it is said which call cannot be placed, and why', () => {
    const { state, reason, calls } = view(...STALE);
    expect(state).toBe('broken');
    expect(reason).toBe(
      'get x → 1 by C2 cannot be placed: x holds “12” by then; put x=12 by C1 had returned before it began.',
    );
    expect(calls.map(({ stuck }) => stuck)).toEqual([false, false, true, false]);
    expect(calls.map(({ number }) => number)).toEqual([1, 2, null, null]);
    expect(calls.map(placeWords).slice(2)).toEqual([
      'C2 get(x): no order has a place for it.',
      'C1 get(x): it came after the one that cannot be placed.',
    ]);
  });

  test('the other keys have theirs all the same', () => {
    const histories = judge(...STALE, call(3, 'put', 'y', '1', [0, 1]));
    expect(callsView(histories, 'y').state).toBe('holds');
    expect(callsView(histories, null).state).toBe('broken');
  });

  test('a wrong rule of the service is caught in a real run', () => {
    const { facts } = played(OLD_ANSWER, LOCAL_READ).moment;
    expect(view(...facts.calls).reason).toBe(
      'get x → nothing by C2 cannot be placed: x holds “1” by then; put x=1 by C1 had returned before it began.',
    );
  });
});

describe('what is too much', () => {
  test('is not judged, and that is said', () => {
    const many = Array.from({ length: 301 }, (_, i) =>
      call(1, 'put', 'x', String(i), [2 * i, 2 * i + 1]),
    );
    const { state, reason, calls, leftOut } = view(...many);
    expect(state).toBe('untested');
    expect(reason).toBe('301 calls on key x: more than are put in order here.');
    expect(calls.length + leftOut).toBe(301);
    expect(calls.at(-1)?.words).toBe('put x=300');
  });

  test('is given up when it is too hard, and that is said', () => {
    // Any of twenty appends of an even length may have taken effect, and what was read is of an odd one.
    const letters = (length: number) => 'a'.repeat(length);
    const open = Array.from({ length: 20 }, (_, i) =>
      call(i + 1, 'append', 'x', letters(2 * i + 2), [i, null]),
    );
    const { verdict, reason } = view(...open, call(30, 'get', 'x', letters(101), [50, 60]));
    expect(verdict).toBe('Linearizable? Nobody knows');
    expect(reason).toBe('Key x is too hard: the search was given up.');
  });
});

describe('a judge', () => {
  test('remembers what a step leaves as it was', () => {
    const remembering = createHistoryJudge();
    const [x, y] = [call(1, 'put', 'x', '1', [0, 1]), call(2, 'put', 'y', '1', [2, null])];
    const [before, open] = remembering([x, y]);
    const [after, closed] = remembering([x, { ...y, returnedAt: 3, result: '' }]);
    expect(after).toBe(before);
    expect(closed).not.toBe(open);
    const [, again] = remembering([
      x,
      { ...y, returnedAt: 3, result: '', tries: [{ servers: [1], at: 1 }] },
    ]);
    expect(again).toBe(closed);
  });
});
