import { keyedHash, rollBetween } from '../../base/dice';
import type { Append, CompareAndSwap, Get, Operation, Put } from './history';

/** Dice for tests: the same seed throws the same numbers. */
export interface Dice {
  between(low: number, high: number): number;
  oneOf<T>(things: readonly T[]): T;
  happens(percent: number): boolean;
}

export function createDice(seed: number): Dice {
  let count = 0;
  const between = (low: number, high: number) => rollBetween(keyedHash(seed, count++), low, high);
  return {
    between,
    oneOf: <T>(things: readonly T[]) => things[between(0, things.length - 1)] as T,
    happens: (percent) => between(1, 100) <= percent,
  };
}

type Interval = readonly [call: number, end: number | null];

/** Short words for hand-made histories: `put('C1', 'x', '1', [0, 2])`. */
export function put(client: string, key: string, value: string, at: Interval): Put {
  return { client, op: 'put', key, value, call: at[0], return: at[1] };
}

export function append(
  client: string,
  key: string,
  value: string,
  at: Interval,
  result: string | null = null,
): Append {
  return { client, op: 'append', key, value, result, call: at[0], return: at[1] };
}

export function get(client: string, key: string, result: string | null, at: Interval): Get {
  return { client, op: 'get', key, result, call: at[0], return: at[1] };
}

export function cas(
  client: string,
  key: string,
  value: readonly [string | null, string],
  result: boolean,
  at: Interval,
): CompareAndSwap {
  return { client, op: 'cas', key, value, result, call: at[0], return: at[1] };
}

export interface Shape {
  readonly operations: number;
  readonly clients: number;
  readonly keys: number;
  /** Percent of the calls whose answer is lost. */
  readonly pending: number;
  /** Values to draw from; null: each its own. */
  readonly values: readonly string[] | null;
  /** To draw from; by default some of each. */
  readonly kinds?: readonly Operation['op'][];
  /** Percent of the appends whose answer tells the key's new text; none by default. */
  readonly told?: number;
}

const SOME_OF_EACH: readonly Operation['op'][] = [
  'put',
  'put',
  'append',
  'cas',
  'get',
  'get',
  'get',
];

/**
 * A history that really happened: every client calls in turn, each call takes effect at one moment within its interval
 * (or, when its answer is lost, perhaps at none), and is answered from what the register held then.
 */
export function executed(dice: Dice, shape: Shape): Operation[] {
  const asked = Array.from({ length: shape.operations }, (_, index) => ask(dice, shape, index));
  const free = new Map<string, number>();
  const effects = asked.map((operation, index) => {
    const call = (free.get(operation.client) ?? 0) + dice.between(0, 3);
    const effect = call + dice.between(0, 6);
    const end = effect + dice.between(0, 6);
    free.set(operation.client, end + 1);
    const lost = dice.happens(shape.pending);
    const happened = !lost || dice.happens(50);
    asked[index] = { ...operation, call, return: lost ? null : end };
    return { index, effect, happened };
  });
  const registers = new Map<string, string | null>();
  for (const { index } of effects.filter((it) => it.happened).sort((a, b) => a.effect - b.effect)) {
    const answer = answered(asked[index] as Operation, registers);
    const isTold = answer.op !== 'append' || dice.happens(shape.told ?? 0);
    asked[index] = isTold ? answer : { ...answer, result: null };
  }
  return asked;
}

function ask(
  dice: Dice,
  { clients, keys, values, kinds = SOME_OF_EACH }: Shape,
  index: number,
): Operation {
  const value = () => (values === null ? `${index}.` : dice.oneOf(values));
  // Of distinct values one that was put before, perhaps on this key.
  const guess = () => (values === null ? `${dice.between(0, index)}.` : dice.oneOf(values));
  const call = {
    client: `C${dice.between(1, clients)}`,
    key: `k${dice.between(1, keys)}`,
    call: 0,
    return: null,
  };
  const op = dice.oneOf(kinds);
  if (op === 'cas') return { ...call, op, value: [guess(), value()] };
  return op === 'get' ? { ...call, op } : { ...call, op, value: value() };
}

function answered(operation: Operation, registers: Map<string, string | null>): Operation {
  const { key } = operation;
  const held = registers.get(key) ?? null;
  if (operation.op === 'get') return { ...operation, result: held };
  if (operation.op === 'put') registers.set(key, operation.value);
  if (operation.op === 'append') {
    registers.set(key, (held ?? '') + operation.value);
    return { ...operation, result: registers.get(key) ?? null };
  }
  if (operation.op !== 'cas') return operation;
  const swaps = held === operation.value[0];
  if (swaps) registers.set(key, operation.value[1]);
  return { ...operation, result: swaps };
}

/** The same history with one answer or one interval changed. */
export function tampered(dice: Dice, history: readonly Operation[]): Operation[] {
  const index = dice.between(0, history.length - 1);
  const changed = [...history];
  changed[index] = tamper(dice, history[index] as Operation);
  return changed;
}

function tamper(dice: Dice, operation: Operation): Operation {
  const isTold = operation.op === 'append' && typeof operation.result === 'string';
  if (operation.op === 'get' || (isTold && dice.happens(50))) {
    return { ...operation, result: dice.oneOf([null, '', 'a', 'b', 'ab', 'ba', 'aa']) };
  }
  if (operation.op === 'cas') return { ...operation, result: operation.result !== true };
  return { ...operation, call: 0, return: dice.between(0, 3) };
}
