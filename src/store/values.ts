import { nameOf } from '../base/address';
import { NO_OP, readOperation } from '../kv';
import { shortValue as shortText } from '../protocol/sentences';
import type { Value } from '../protocol/value';

/** A log entry as a cell can carry it: what it does, told apart without colour, and whose it is. */
export interface EntryWords {
  /** `a=1` a put, `a+=1` an append, `a?` a get, `∅` a no-op; any other value as it is. */
  readonly text: string;
  /** "C1", or null for what no clerk asked for. */
  readonly owner: string | null;
}

const SIGN = { put: '=', append: '+=', get: '?' } as const;

export function entryWords(value: Value): EntryWords {
  if (value === NO_OP) return { text: '∅', owner: null };
  const operation = readOperation(value);
  if (!operation) return { text: value, owner: null };
  const { op, key, value: argument, clerk } = operation;
  return { text: `${key}${SIGN[op]}${argument}`, owner: nameOf(clerk) };
}

/** A value as a line of text can carry it. */
export function shortValue(value: Value): string {
  const { text, owner } = entryWords(value);
  return owner ? `${shortText(text)} ${owner}` : shortText(text);
}
