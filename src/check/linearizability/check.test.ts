import { describe, expect, test } from 'vitest';
import { faultOf } from './bruteForce.testkit';
import { checkHistory } from './check';
import { append, cas, get, put } from './histories.testkit';
import type { Operation } from './history';

function verdict(...history: Operation[]): string {
  const answer = checkHistory(history);
  if (answer.verdict === 'linearizable') expect(faultOf(history, answer.order)).toBeNull();
  return answer.verdict;
}

/** The operations in the order found, by index; of all that could be placed if not all could. */
function order(...history: Operation[]): number[] {
  const answer = checkHistory(history);
  if (answer.verdict === 'unknown') throw new Error('gave up');
  const places = answer.verdict === 'linearizable' ? answer.order : answer.prefix;
  return places.map((place) => place.operation);
}

const YES = 'linearizable';
const NO = 'not linearizable';

describe('a register', () => {
  test('nothing happened', () => {
    expect(verdict()).toBe(YES);
  });

  test.each([null, ''])('a key never written gives %j', (result) => {
    expect(verdict(get('C1', 'x', result, [0, 1]))).toBe(YES);
  });

  test('a key never written gives nothing else', () => {
    expect(verdict(get('C1', 'x', 'a', [0, 1]))).toBe(NO);
  });

  test('a key to which nothing was written is no key never written', () => {
    expect(verdict(put('C1', 'x', '', [0, 1]), get('C1', 'x', null, [2, 3]))).toBe(NO);
    expect(verdict(put('C1', 'x', '', [0, 1]), get('C1', 'x', '', [2, 3]))).toBe(YES);
  });

  test('an append to a key never written begins it', () => {
    expect(verdict(append('C1', 'x', 'a', [0, 1]), get('C1', 'x', 'a', [2, 3]))).toBe(YES);
  });

  test('stale read: a get returns what was overwritten before it began', () => {
    const history = [
      put('C1', 'x', '1', [0, 1]),
      put('C1', 'x', '2', [2, 3]),
      get('C2', 'x', '1', [4, 5]),
    ];
    expect(verdict(...history)).toBe(NO);
  });

  test('reads that overlap a write may see the old value and then the new, not the reverse', () => {
    const write = put('C1', 'x', '1', [0, 9]);
    const read = (client: string, result: string | null, call: number) =>
      get(client, 'x', result, [call, call + 1]);
    expect(verdict(write, read('C2', null, 1), read('C3', '1', 3))).toBe(YES);
    expect(verdict(write, read('C2', '1', 1), read('C3', null, 3))).toBe(NO);
  });

  test('lost update: two clients append, both return, only one is seen', () => {
    const appends = [append('C1', 'x', 'a', [0, 5]), append('C2', 'x', 'b', [0, 5])];
    expect(verdict(...appends, get('C1', 'x', 'b', [6, 7]))).toBe(NO);
    expect(verdict(...appends, get('C1', 'x', 'ba', [6, 7]))).toBe(YES);
  });

  test('an append applied twice', () => {
    expect(verdict(append('C1', 'x', 'a', [0, 9]), get('C2', 'x', 'aa', [10, 11]))).toBe(NO);
  });

  test('a pending append applied twice', () => {
    expect(verdict(append('C1', 'x', 'a', [0, null]), get('C2', 'x', 'aa', [10, 11]))).toBe(NO);
  });

  test('split brain: two readers see two writes in opposite orders', () => {
    const history = [
      put('C1', 'x', '1', [0, 20]),
      put('C2', 'x', '2', [0, 20]),
      get('C3', 'x', '1', [1, 2]),
      get('C3', 'x', '2', [3, 4]),
      get('C4', 'x', '2', [1, 2]),
      get('C4', 'x', '1', [3, 4]),
    ];
    expect(verdict(...history)).toBe(NO);
  });

  test('keys are judged apart', () => {
    const good = [put('C1', 'x', '1', [0, 1]), get('C1', 'x', '1', [2, 3])];
    const bad = [put('C1', '__proto__', '1', [0, 1]), get('C1', '__proto__', null, [2, 3])];
    expect(verdict(...good)).toBe(YES);
    expect(checkHistory([...good, ...bad])).toMatchObject({ verdict: NO, key: '__proto__' });
  });
});

describe('a call that never came back', () => {
  const pending = put('C1', 'x', '1', [0, null]);

  test('may take effect late, or never', () => {
    expect(verdict(pending, get('C2', 'x', null, [50, 60]))).toBe(YES);
    expect(verdict(pending, get('C2', 'x', null, [1, 2]), get('C2', 'x', '1', [50, 60]))).toBe(YES);
  });

  test('cannot be undone once it was seen', () => {
    expect(verdict(pending, get('C2', 'x', '1', [1, 2]), get('C2', 'x', null, [3, 4]))).toBe(NO);
  });

  test('cannot take effect before it began', () => {
    expect(verdict(get('C2', 'x', '1', [1, 2]), put('C1', 'x', '1', [3, null]))).toBe(NO);
  });

  test('explains why a swap failed', () => {
    const history = [put('C1', 'x', '1', [0, 1]), cas('C2', 'x', ['1', '2'], false, [2, 3])];
    expect(verdict(...history)).toBe(NO);
    expect(verdict(...history, put('C3', 'x', '7', [0, null]))).toBe(YES);
  });

  test('may have been a swap that made the next one possible', () => {
    const history = [put('C1', 'x', '1', [0, 1]), cas('C2', 'x', ['2', '3'], true, [2, 3])];
    expect(verdict(...history)).toBe(NO);
    expect(verdict(...history, cas('C3', 'x', ['1', '2'], true, [0, null]))).toBe(YES);
    expect(verdict(...history, cas('C3', 'x', ['0', '2'], true, [0, null]))).toBe(NO);
  });

  test('has a place only if it was needed', () => {
    const history = [
      put('C1', 'x', 'unseen', [0, null]),
      put('C2', 'x', 'seen', [0, null]),
      get('C4', 'x', null, [0, null]),
      get('C3', 'x', 'seen', [1, 2]),
    ];
    expect(order(...history)).toEqual([1, 3]);
  });
});

describe('an append that tells what the key holds after it', () => {
  const a = (result: string | null) => append('C1', 'x', 'a', [0, 5], result);
  const b = (result: string | null) => append('C2', 'x', 'b', [0, 5], result);

  test('settles the order of what overlaps it', () => {
    expect(order(a('ba'), b('b'))).toEqual([1, 0]);
    expect(order(a('a'), b('ab'))).toEqual([0, 1]);
    expect(verdict(a('ba'), b(null), get('C3', 'x', 'ab', [6, 7]))).toBe(NO);
  });

  test('is wrong if two tell of the same text, or each of the other', () => {
    expect(verdict(a('a'), b('b'))).toBe(NO);
    expect(verdict(a('ba'), b('ab'))).toBe(NO);
  });

  test('is wrong if it was applied twice, or not at all', () => {
    expect(verdict(a('aa'))).toBe(NO);
    expect(verdict(put('C3', 'x', 'z', [-2, -1]), a('z'))).toBe(NO);
    expect(verdict(a(''))).toBe(NO);
  });

  test('cannot tell of a text that was replaced before it began', () => {
    const puts = [put('C3', 'x', '1', [-4, -3]), put('C3', 'x', '2', [-2, -1])];
    expect(verdict(...puts, a('2a'))).toBe(YES);
    expect(verdict(...puts, a('1a'))).toBe(NO);
  });

  test('shows a write that never came back', () => {
    const pending = put('C3', 'x', '1', [0, null]);
    expect(order(pending, a('1a'))).toEqual([0, 1]);
    expect(order(pending, a('a'))).toEqual([1]);
    expect(verdict(append('C3', 'x', '1', [0, null]), a('11a'))).toBe(NO);
  });

  test('said nothing as long as it has not returned', () => {
    const open = append('C1', 'x', 'a', [0, null], 'never');
    expect(verdict(open, get('C2', 'x', 'a', [1, 2]))).toBe(YES);
  });

  test('may have found an empty text, or no text', () => {
    expect(verdict(append('C1', 'x', '', [0, 1], ''), a('a'))).toBe(YES);
    expect(verdict(put('C3', 'x', '', [-2, -1]), a('a'))).toBe(YES);
  });

  test('is what leaves no order', () => {
    const history = [a('a'), append('C2', 'x', 'b', [6, 7], 'b'), get('C3', 'x', 'ab', [8, 9])];
    expect(checkHistory(history)).toEqual({
      verdict: NO,
      key: 'x',
      prefix: [{ operation: 0, at: 0 }],
      stuck: 1,
      holds: 'a',
    });
  });
});

describe('a swap', () => {
  test('of two for the same value one fails', () => {
    const first = put('C1', 'x', '0', [0, 1]);
    const a = (result: boolean) => cas('C1', 'x', ['0', 'a'], result, [2, 5]);
    const b = (result: boolean) => cas('C2', 'x', ['0', 'b'], result, [2, 5]);
    expect(verdict(first, a(true), b(false))).toBe(YES);
    expect(verdict(first, a(true), b(true))).toBe(NO);
    expect(verdict(first, a(false), b(false))).toBe(NO);
  });

  test('that failed changed nothing', () => {
    const history = [put('C1', 'x', '0', [0, 1]), cas('C1', 'x', ['1', '2'], false, [2, 3])];
    expect(verdict(...history, get('C1', 'x', '0', [4, 5]))).toBe(YES);
    expect(verdict(...history, get('C1', 'x', '2', [4, 5]))).toBe(NO);
  });

  test.each([null, ''])('of a key never written may expect %j', (expected) => {
    const swap = cas('C1', 'x', [expected, 'a'], true, [0, 1]);
    expect(verdict(swap, get('C1', 'x', 'a', [2, 3]))).toBe(YES);
    expect(verdict(put('C2', 'x', '0', [-2, -1]), swap)).toBe(NO);
  });
});

describe('intervals are closed', () => {
  test('a call at the moment of a return is concurrent with it', () => {
    expect(verdict(put('C1', 'x', '1', [0, 5]), get('C2', 'x', null, [5, 9]))).toBe(YES);
    expect(verdict(put('C1', 'x', '1', [0, 5]), get('C2', 'x', null, [6, 9]))).toBe(NO);
  });

  test('so are three that meet in one moment, whatever their order in the file', () => {
    const history = [
      get('C3', 'x', '1', [5, 5]),
      get('C2', 'x', null, [5, 9]),
      put('C1', 'x', '1', [0, 5]),
    ];
    expect(verdict(...history)).toBe(YES);
    expect(verdict(...history.toReversed())).toBe(YES);
  });
});

describe('an order', () => {
  test('joins all keys and never leaves an interval', () => {
    const history = [
      put('C1', 'y', '1', [10, 20]),
      put('C2', 'x', '1', [0, 30]),
      get('C3', 'x', '1', [5, 6]),
      get('C4', 'y', '1', [12, 13]),
    ];
    expect(checkHistory(history)).toEqual({
      verdict: 'linearizable',
      order: [
        { operation: 1, at: 0 },
        { operation: 2, at: 5 },
        { operation: 0, at: 10 },
        { operation: 3, at: 12 },
      ],
    });
  });
});

describe('a counterexample', () => {
  test('names the first return that left no order, and the order of all before it', () => {
    const history = [
      put('C1', 'x', '1', [0, 1]),
      put('C1', 'x', '2', [2, 3]),
      get('C2', 'x', '1', [4, 5]),
      get('C2', 'x', '2', [6, 7]),
      get('C3', 'y', null, [0, 1]),
    ];
    expect(checkHistory(history)).toEqual({
      verdict: 'not linearizable',
      key: 'x',
      prefix: [
        { operation: 0, at: 0 },
        { operation: 1, at: 2 },
      ],
      stuck: 2,
      holds: '2',
    });
  });

  test('places a call that had not returned by then where it was needed', () => {
    const history = [
      append('C1', 'x', 'a', [0, 100]),
      get('C2', 'x', 'a', [1, 2]),
      get('C2', 'x', null, [3, 4]),
    ];
    expect(checkHistory(history)).toMatchObject({ stuck: 2, holds: 'a' });
    expect(order(...history)).toEqual([0, 1]);
  });

  test('may be the very first return', () => {
    expect(checkHistory([get('C1', 'x', 'a', [0, 1])])).toEqual({
      verdict: 'not linearizable',
      key: 'x',
      prefix: [],
      stuck: 0,
      holds: null,
    });
  });
});
