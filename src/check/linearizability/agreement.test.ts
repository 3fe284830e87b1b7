import { describe, expect, test } from 'vitest';
import { faultOf, faultOfPart, hasOrder } from './bruteForce.testkit';
import { type Answer, checkHistory } from './check';
import { createDice, type Dice, executed, type Shape, tampered } from './histories.testkit';
import { failedToSwap, type Operation } from './history';

const HISTORIES = 20_000;

/** Some of them tell the key's new text. */
const APPENDS = { kinds: ['append', 'append', 'append', 'put', 'cas', 'get'], told: 50 } as const;

/** Operations of few clients on one or two keys, as they happened or with a few things changed. */
function historyOf(dice: Dice, operations: number): Operation[] {
  const shape: Shape = {
    operations,
    clients: dice.between(1, 6),
    keys: dice.between(1, 2),
    pending: dice.oneOf([0, 20, 50]),
    values: dice.oneOf([['a'], ['a', 'b'], ['', 'a', 'b'], ['a', 'b', 'ab']]),
    ...dice.oneOf([{}, APPENDS, { ...APPENDS, told: 100 }]),
  };
  let history = executed(dice, shape);
  for (let times = dice.between(0, 3); times > 0; times--) history = tampered(dice, history);
  return history;
}

/** Up to seven operations. */
function smallHistory(seed: number): Operation[] {
  const dice = createDice(seed);
  return historyOf(dice, dice.between(1, 7));
}

/** Whether an operation was still open when `last` returned. */
function isOpenAt(history: readonly Operation[], last: Operation, it: Operation): boolean {
  const end = last.return as number;
  if (it.return === null || it.return > end) return true;
  return it.return === end && history.indexOf(it) > history.indexOf(last);
}

/** The history as far as it was known when `index` returned, that one left open if so wished. */
function until(history: readonly Operation[], index: number, isOpen: boolean): Operation[] {
  const last = history[index] as Operation;
  return history
    .filter((it) => it.call <= (last.return as number))
    .flatMap((it) => {
      if (!isOpenAt(history, last, it) && !(isOpen && it === last)) return [it];
      return failedToSwap(it) ? [] : [{ ...it, return: null }];
    });
}

function faultOfAnswer(history: readonly Operation[], answer: Answer): string | null {
  if (answer.verdict === 'unknown') return 'a small history is no reason to give up';
  if ((answer.verdict === 'linearizable') !== hasOrder(history)) return `not ${answer.verdict}`;
  if (answer.verdict === 'linearizable') return faultOf(history, answer.order);
  const part = history.filter((it) => it.key === answer.key);
  const stuck = part.indexOf(history[answer.stuck] as Operation);
  if (hasOrder(until(part, stuck, false))) return 'the history had an order then';
  if (!hasOrder(until(part, stuck, true))) return 'the history had no order before';
  return faultOfPart(asToldBefore(history, answer.stuck), answer.prefix);
}

/** The history without what appends told at the return of `index` or later. */
function asToldBefore(history: readonly Operation[], index: number): Operation[] {
  const last = history[index] as Operation;
  return history.map((it) => {
    const isTold = it !== last && !isOpenAt(history, last, it);
    return it.op === 'append' && !isTold ? { ...it, result: null } : it;
  });
}

describe('the checker and the definition', () => {
  test(`agree on ${HISTORIES} small histories, with a true reason each time`, () => {
    const counts = { linearizable: 0, 'not linearizable': 0, unknown: 0 };
    const faults: unknown[] = [];
    for (let seed = 0; seed < HISTORIES && faults.length < 3; seed++) {
      const history = smallHistory(seed);
      const answer = checkHistory(history);
      counts[answer.verdict]++;
      const fault = faultOfAnswer(history, answer);
      if (fault !== null) faults.push({ seed, fault, history, answer });
    }
    expect(faults).toEqual([]);
    expect(counts.linearizable).toBeGreaterThan(HISTORIES / 4);
    expect(counts['not linearizable']).toBeGreaterThan(HISTORIES / 4);
  });

  test('agree on what could do without its pending operations', () => {
    let needed = 0;
    for (let seed = 0; seed < 3000; seed++) {
      const history = smallHistory(seed);
      const answer = checkHistory(history);
      if (answer.verdict !== 'linearizable') continue;
      const pending = answer.order.filter((it) => history[it.operation]?.return === null);
      needed += pending.length;
      for (const place of pending) {
        expect(
          faultOf(
            history,
            answer.order.filter((it) => it !== place),
          ),
        ).not.toBeNull();
      }
    }
    expect(needed).toBeGreaterThan(50);
  });

  test('agree on longer histories, whose set of placed operations no longer fits a word', () => {
    const counts = { linearizable: 0, 'not linearizable': 0, unknown: 0 };
    const wrong: number[] = [];
    for (let seed = 0; seed < 600; seed++) {
      const dice = createDice(seed);
      const history = historyOf(dice, dice.between(8, 24));
      const { verdict } = checkHistory(history);
      counts[verdict]++;
      if ((verdict === 'linearizable') !== hasOrder(history, new Set())) wrong.push(seed);
    }
    expect(wrong).toEqual([]);
    expect(counts.linearizable).toBeGreaterThan(120);
    expect(counts['not linearizable']).toBeGreaterThan(120);
  });
});
