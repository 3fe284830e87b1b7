import { endingBy, type Move, neededBy, replacementBy, type State } from './model';
import type { Problem } from './problem';
import type { Text, Texts } from './texts';

/**
 * Keeps count of the writes that can still bring about what is still to be seen. When the last of them has been placed
 * and somebody has yet to see the text, the key must not lose it until then.
 */
export interface Supply {
  place(operation: number): void;
  takeBack(operation: number): void;
  /** False only if something that is still to be seen can no longer come about. */
  allows(state: State): boolean;
}

/** Which part of a text a write contributes. */
export interface Part {
  writtenBy(move: Move): Text | null;
  /** Where in a text of this length a part of that length stands. */
  start(length: number, whole: number): number;
  /** Whether a key that holds `state` may come to hold `text` without another such write. */
  suffices(texts: Texts, state: Text, text: Text): boolean;
}

/** Somebody put the beginning of every text that is seen; appends do the rest. */
export const beginnings: Part = {
  writtenBy: replacementBy,
  start: () => 0,
  suffices: (texts, state, text) => texts.mayStandAt(0, state, text),
};

/** The write just before a text is seen wrote its end. */
export const endings: Part = {
  writtenBy: endingBy,
  start: (length, whole) => whole - length,
  suffices: (_texts, state, text) => state === text,
};

/** Texts examined for each state. */
const PATIENCE = 64;

export function createSupply({ moves, completed, texts }: Problem, part: Part): Supply {
  const needs = moves.map((move, operation) => (operation < completed ? neededBy(move) : null));
  const values = moves.map(part.writtenBy);
  const wanted = new Set(needs.filter(isText));
  const fed = textsFed(texts, new Set(values.filter(isText)), wanted, part);
  /** Those not placed: who needs a text, who writes a text; and by text how many texts may be that part of it. */
  const waiting = counted(needs.filter(isText));
  const left = counted(values.filter(isText));
  const supplied = counted([...fed.values()].flat());
  /** Texts that are waited for, and no write is left that contributes to them. */
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
        if (!part.suffices(texts, state, text)) return false;
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

/** For each value the wanted texts that it may be that part of. */
function textsFed(
  texts: Texts,
  values: ReadonlySet<Text>,
  wanted: ReadonlySet<Text>,
  part: Part,
): Map<Text, Text[]> {
  const fed = new Map<Text, Text[]>([...values].map((value) => [value, []]));
  const byLength = byLengthAndHash(texts, values);
  for (const text of wanted) {
    const whole = texts.lengthOf(text);
    for (const [length, byHash] of byLength) {
      if (length > whole) continue;
      const hash = texts.hashAt(part.start(length, whole), length, text);
      for (const value of byHash.get(hash) ?? []) fed.get(value)?.push(text);
    }
  }
  return fed;
}

type ByHash = Map<number, Text[]>;

function byLengthAndHash(texts: Texts, values: ReadonlySet<Text>): Map<number, ByHash> {
  const byLength = new Map<number, ByHash>();
  for (const value of values) {
    const length = texts.lengthOf(value);
    const byHash: ByHash = byLength.get(length) ?? new Map();
    const hash = texts.hashOf(value);
    byHash.set(hash, [...(byHash.get(hash) ?? []), value]);
    byLength.set(length, byHash);
  }
  return byLength;
}
