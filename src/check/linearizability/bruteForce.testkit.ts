import type { Operation, Place } from './history';

/**
 * The definition, taken at its word: every order of all completed and any pending operations that keeps to real time, all
 * keys at once. Shares nothing with the checker; it only stops where an answer is wrong already. With a `memory` it does
 * not go on twice from the same operations placed and the same registers, and copes with some more operations.
 */
export function hasOrder(history: readonly Operation[], memory?: Set<string>): boolean {
  return canFinish(history, new Set(), new Map(), memory);
}

type Registers = ReadonlyMap<string, string>;

function canFinish(
  history: readonly Operation[],
  placed: ReadonlySet<Operation>,
  registers: Registers,
  memory?: Set<string>,
): boolean {
  const open = history.filter((operation) => !placed.has(operation));
  if (open.every((operation) => operation.return === null)) return true;
  if (memory !== undefined) {
    const here = JSON.stringify([open.map((it) => history.indexOf(it)), [...registers].sort()]);
    if (memory.has(here)) return false;
    memory.add(here);
  }
  return open.some((operation) => {
    if (open.some((other) => precedes(other, operation))) return false;
    return outcomes(registers, operation).some((after) =>
      canFinish(history, new Set([...placed, operation]), after, memory),
    );
  });
}

function precedes(a: Operation, b: Operation): boolean {
  return a.return !== null && a.return < b.call;
}

/** The registers after an operation: none if its answer is wrong, several if it may have failed or succeeded. */
function outcomes(registers: Registers, operation: Operation): Registers[] {
  const held = registers.get(operation.key);
  const write = (value: string) => new Map([...registers, [operation.key, value]]);
  const isPending = operation.return === null;
  switch (operation.op) {
    case 'put':
      return [write(operation.value)];
    case 'append': {
      const after = `${held ?? ''}${operation.value}`;
      const told = isPending ? null : (operation.result ?? null);
      return told === null || told === after ? [write(after)] : [];
    }
    case 'get':
      return isPending || looksLike(held, operation.result ?? null) ? [registers] : [];
    case 'cas': {
      const [expected, wanted] = operation.value;
      const canSwap = looksLike(held, expected);
      const canFail = held === undefined || held !== expected;
      const after: Registers[] = [];
      if (canSwap && (isPending || operation.result === true)) after.push(write(wanted));
      if (canFail && (isPending || operation.result !== true)) after.push(registers);
      return after;
    }
  }
}

/** A key never written looks like null or like ''. */
function looksLike(held: string | undefined, seen: string | null): boolean {
  return held === undefined ? seen === null || seen === '' : held === seen;
}

/** What is wrong with an order that the checker gave as its reason; null if nothing is. */
export function faultOf(history: readonly Operation[], order: readonly Place[]): string | null {
  const placed = order.map((place) => history[place.operation] as Operation);
  if (new Set(placed).size !== placed.length) return 'an operation is placed twice';
  if (history.some((it) => it.return !== null && !placed.includes(it))) return 'one is left out';
  return faultOfPart(history, order);
}

/** The same for an order of some of the operations. */
export function faultOfPart(history: readonly Operation[], order: readonly Place[]): string | null {
  let registers: Registers = new Map();
  let now = Number.NEGATIVE_INFINITY;
  for (const { operation: index, at } of order) {
    const operation = history[index] as Operation;
    const end = operation.return ?? Number.POSITIVE_INFINITY;
    if (at < now || at < operation.call || at > end) return `${index} takes effect at ${at}`;
    // A pending operation is placed because it took effect.
    const done = operation.op === 'cas' && operation.return === null;
    const [after] = outcomes(
      registers,
      done ? { ...operation, return: at, result: true } : operation,
    );
    if (after === undefined) return `${index} gives another answer`;
    registers = after;
    now = at;
  }
  return null;
}
