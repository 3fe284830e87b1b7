import { type Append, type Operation, toldByAppend } from './history';
import { ABSENT, type Move, REFUSED, type State } from './model';
import { usefulPending } from './pending';
import { createTexts, type Texts } from './texts';

/** An operation, and its index in the history that is judged. */
export interface Numbered {
  readonly operation: Operation;
  readonly index: number;
}

/** The history of one key, made ready for the search: completed operations first, then the pending ones that can matter. */
export interface Problem {
  readonly texts: Texts;
  readonly moves: readonly Move[];
  readonly calls: readonly number[];
  /** Infinity for a pending one. */
  readonly returns: readonly number[];
  /** How many are completed; both parts are sorted by call. */
  readonly completed: number;
  /** Index in the history. */
  readonly indices: readonly number[];
}

export function problemOf(operations: readonly Numbered[]): Problem {
  const completed = operations.filter(({ operation }) => operation.return !== null).sort(byCall);
  const pending = usefulPending(operations).sort(byCall);
  const all = [...completed, ...pending];
  const texts = createTexts();
  return {
    texts,
    moves: all.map(({ operation }) => moveOf(operation, texts)),
    calls: all.map(({ operation }) => operation.call),
    returns: all.map(({ operation }) => operation.return ?? Number.POSITIVE_INFINITY),
    completed: completed.length,
    indices: all.map(({ index }) => index),
  };
}

function byCall(a: Numbered, b: Numbered): number {
  return a.operation.call - b.operation.call || a.index - b.index;
}

/** A pending swap is one that succeeded: had it failed, it would have had no effect and may as well be left out. */
function moveOf(operation: Operation, texts: Texts): Move {
  switch (operation.op) {
    case 'get':
      return { op: 'get', saw: stateOf(operation.result ?? null, texts) };
    case 'put':
      return { op: 'put', value: texts.intern(operation.value) };
    case 'append':
      return { op: 'append', value: texts.intern(operation.value), saw: seenBy(operation, texts) };
    case 'cas': {
      const [expected, wanted] = operation.value;
      const swapped = operation.return === null || operation.result === true;
      return { op: 'cas', saw: stateOf(expected, texts), value: texts.intern(wanted), swapped };
    }
  }
}

/** An append that tells what the key held after it has told what it held before. */
function seenBy(operation: Append, texts: Texts): State | null {
  const told = toldByAppend(operation);
  if (told === null) return null;
  const { value } = operation;
  return told.endsWith(value) ? texts.intern(told.slice(0, told.length - value.length)) : REFUSED;
}

function stateOf(text: string | null, texts: Texts): State {
  return text === null ? ABSENT : texts.intern(text);
}
