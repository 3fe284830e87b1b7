import { describe, expect, test } from 'vitest';
import { faultOf, faultOfPart, hasOrder } from './bruteForce.testkit';
import { type Answer, checkHistory } from './check';
import { createDice, type Dice, executed, type Shape, tampered } from './histories.testkit';
import { failedToSwap, type Operation } from './history';

const HISTORIES = 20_000;

/** Operations of few clients on one or two keys, as they happened or with a few things changed. */
function historyOf(dice: Dice, operations: number): Operation[] {
  const shape: Shape = {
    operations,
    clients: dice.between(1, 6),
    keys: dice.between(1, 2),
    pending: dice.oneOf([0, 20, 50]),
    values: dice.oneOf([['a'], ['a', 'b'], ['', 'a', 'b'], ['a', 'b', 'ab']]),
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

/** The history as far as it was known when `index` returned, that one left open if so wished. */
function until(history: readonly Operation[], index: number, isOpen: boolean): Operation[] {
  const last = history[index] as Operation;
  const end = last.return as number;
  const isLater = (it: Operation) =>
    it.return !== null && (it.return > end || (it.return === end && history.indexOf(it) > index));
  return history
    .filter((it) => it.call <= end)
    .flatMap((it) => {
      if (!isLater(it) && !(isOpen && it === last)) return [it];
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
  return faultOfPart(history, answer.prefix);
}

describe('the checker and the definition', { timeout: 120_000 }, () => {
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
