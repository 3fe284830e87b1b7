import { neededBy, replacementBy, type State } from './model';
import type { Problem } from './problem';
import { mayBegin, type Text, type Texts } from './texts';

/**
 * Keeps count of the writes that can still bring about what is still to be seen. When the last put that could begin a
 * text has been placed and somebody has yet to see that text, the key must not lose what it holds until then.
 */
export interface Supply {
  place(operation: number): void;
  takeBack(operation: number): void;
  /** False only if something that is still to be seen can no longer come about. */
  allows(state: State): boolean;
}

/** Texts examined for each state. */
const PATIENCE = 64;

export function createSupply({ moves, completed, texts }: Problem): Supply {
  const needs = moves.map((move, operation) => (operation < completed ? neededBy(move) : null));
  const values = moves.map(replacementBy);
  const wanted = new Set(needs.filter(isText));
  const fed = textsFed(texts, new Set(values.filter(isText)), wanted);
  /** Observers of a text and writes of a text that are not placed, and by text the writes that may begin it. */
  const waiting = counted(needs.filter(isText));
  const left = counted(values.filter(isText));
  const supplied = counted([...fed.values()].flat());
  /** Texts that are waited for and that no write is left to begin. */
  const critical = new Set([...wanted].filter((text) => !supplied.has(text)));

  function settle(text: Text): void {
    if (waiting.get(text) && !supplied.get(text)) critical.add(text);
    else critical.delete(text);
  }

  /** Counts a write of `value` in (1) or out (-1); those it feeds only notice the first and the last of its kind. */
  function supply(value: Text, change: number): void {
    const count = add(left, value, change);
    if (count !== Math.max(0, change)) return;
    for (const text of fed.get(value) ?? []) {
      add(supplied, text, change);
      settle(text);
    }
  }

  function move(operation: number, change: number): void {
    const need = needs[operation];
    const value = values[operation];
    if (isText(value)) supply(value, change);
    if (!isText(need)) return;
    add(waiting, need, change);
    settle(need);
  }

  return {
    place: (operation) => move(operation, -1),
    takeBack: (operation) => move(operation, 1),
    allows(state) {
      let patience = PATIENCE;
      for (const text of critical) {
        if (!mayBegin(texts, state, text)) return false;
        if (--patience === 0) break;
      }
      return true;
    },
  };
}

function isText(state: State | null | undefined): state is Text {
  return state !== null && state !== undefined && state >= 0;
}

function counted(texts: readonly Text[]): Map<Text, number> {
  const counts = new Map<Text, number>();
  for (const text of texts) add(counts, text, 1);
  return counts;
}

function add(counts: Map<Text, number>, text: Text, change: number): number {
  const count = (counts.get(text) ?? 0) + change;
  counts.set(text, count);
  return count;
}

/** For each value the wanted texts that it begins. */
function textsFed(
  texts: Texts,
  values: ReadonlySet<Text>,
  wanted: ReadonlySet<Text>,
): Map<Text, Text[]> {
  const fed = new Map<Text, Text[]>([...values].map((value) => [value, []]));
  const byLength = new Map<number, Map<number, Text[]>>();
  for (const value of values) {
    const length = texts.lengthOf(value);
    const byHash = byLength.get(length) ?? new Map<number, Text[]>();
    const hash = texts.hashOf(value);
    byHash.set(hash, [...(byHash.get(hash) ?? []), value]);
    byLength.set(length, byHash);
  }
  for (const text of wanted) {
    for (const [length, byHash] of byLength) {
      if (length > texts.lengthOf(text)) continue;
      for (const value of byHash.get(texts.prefixHashOf(text, length)) ?? []) {
        fed.get(value)?.push(text);
      }
    }
  }
  return fed;
}
