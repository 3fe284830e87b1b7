import { isObject } from './atoms';
import { counterValue, evaluate, type Scope } from './expression';
import { MAX_INTERPOLATED, MAX_UNROLLED_PARTS } from './limits';
import { below, Refusal } from './refusal';

/** What writing out repeats has cost so far. */
export interface Budget {
  parts: number;
  characters: number;
}

export function spend(budget: Budget, pointer: string): void {
  budget.parts++;
  if (budget.parts > MAX_UNROLLED_PARTS) {
    throw new Refusal(pointer, 'the repeats unroll to too much');
  }
}

/** Where a text is wanted, an integer becomes its decimal text. */
const TEXTS = new Set('say note question options because key timer violated'.split(' '));

/** Puts the counters of `scope` into what stands at `pointer`, under `key`. */
export function substitute(
  node: unknown,
  key: string,
  pointer: string,
  scope: Scope,
  budget: Budget,
): unknown {
  spend(budget, pointer);
  if (typeof node === 'string') {
    const value = valueIn(node, pointer, scope, budget);
    return typeof value === 'number' && TEXTS.has(key) ? String(value) : value;
  }
  const inner = (part: unknown, k: string, place: string | number) =>
    substitute(part, k, below(pointer, place), scope, budget);
  if (Array.isArray(node)) return node.map((part, index) => inner(part, key, index));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([k, part]) => [k, inner(part, k, k)]));
}

function valueIn(text: string, pointer: string, scope: Scope, budget: Budget): string | number {
  if (text.startsWith('=')) return evaluate(text.slice(1), scope, pointer);
  if (!text.includes('$')) return text;
  const exact = counterValue(text.slice(1), scope);
  if (text.startsWith('$') && exact !== null) return exact;
  const result = interpolate(text, scope);
  budget.characters += result.length;
  if (budget.characters > MAX_INTERPOLATED) {
    throw new Refusal(pointer, 'the repeats unroll to too much text');
  }
  return result;
}

/**
 * "x$i" becomes "x3", and so does the beginning of "x$ith" when i counts. A name that no repeat counts with stays as it
 * is: a text may speak of dollars.
 */
function interpolate(text: string, scope: Scope): string {
  return text.replace(/\$([A-Za-z_][A-Za-z0-9_]{0,30})/g, (whole, name: string) => {
    for (let length = name.length; length > 0; length--) {
      const value = counterValue(name.slice(0, length), scope);
      if (value !== null) return value + name.slice(length);
    }
    return whole;
  });
}
