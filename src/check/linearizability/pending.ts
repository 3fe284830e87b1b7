import { failedToSwap, type Operation, toldByAppend } from './history';
import type { Numbered } from './problem';

/** Characters compared before giving up on leaving anything out. */
const EFFORT = 20_000_000;

/**
 * The pending operations whose effect anybody can have seen. A pending write may be left out of any order, so one that
 * no completed operation can tell from its absence would only double the search: a get changes nothing, a text put must
 * begin what somebody saw, and a text appended must occur in it. An append that told the key's text saw it too.
 */
export function usefulPending(operations: readonly Numbered[]): Numbered[] {
  const writers = operations.filter(({ operation: it }) => it.return === null && it.op !== 'get');
  // A swap that failed saw only what the key did not hold: any write may have been the reason.
  if (writers.length === 0 || operations.some((it) => isTelling(it, operations))) return writers;
  const sights = [...new Set(operations.flatMap(({ operation }) => sightOf(operation)))];
  const characters = sights.reduce((sum, sight) => sum + sight.length + 1, 0);
  if (characters * writers.length > EFFORT) return writers;
  return writers.filter(({ operation }) => sights.some((sight) => contributes(operation, sight)));
}

/** A swap that failed although some write may have made it succeed. */
function isTelling({ operation: swap }: Numbered, operations: readonly Numbered[]): boolean {
  if (swap.op !== 'cas' || !failedToSwap(swap)) return false;
  const expected = swap.value[0] ?? '';
  return operations.some(({ operation }) => operation !== swap && mayLeave(operation, expected));
}

/** Whether a key may hold this text after an operation. */
function mayLeave(operation: Operation, text: string): boolean {
  if (operation.op === 'get') return false;
  if (operation.op === 'append') return text.endsWith(operation.value);
  return text === (operation.op === 'cas' ? operation.value[1] : operation.value);
}

/** The text that an operation saw, or that a pending swap would have had to see. */
function sightOf(operation: Operation): string[] {
  if (operation.op === 'cas') return operation.value[0] === null ? [] : [operation.value[0]];
  if (operation.op === 'append') return listed(toldByAppend(operation));
  const isSeen = operation.op === 'get' && operation.return !== null;
  return listed(isSeen ? operation.result : null);
}

function listed(text: string | null | undefined): string[] {
  return typeof text === 'string' ? [text] : [];
}

function contributes(operation: Operation, sight: string): boolean {
  if (operation.op === 'get') return false;
  if (operation.op === 'append') return sight.includes(operation.value);
  return sight.startsWith(operation.op === 'cas' ? operation.value[1] : operation.value);
}
