import type { RawValue } from './atoms';
import { MAX_FILLS } from './limits';
import { Refusal } from './refusal';
import type { Allowed } from './types';

/** Turns the values of one script into texts, step by step. */
export interface Texts {
  /** From here on values belong to the step with this index, which stands at `pointer`. */
  begin(index: number, pointer: string): void;
  /** What a step proposes or writes. Fills of different steps differ. */
  made(value: RawValue): string;
  /** What a condition allows. A fill there is any fill of that length that an earlier step made. */
  allowed(values: RawValue | null | readonly (RawValue | null)[]): Allowed;
}

export function createTexts(): Texts {
  const fills = new Map<number, string[]>();
  let index = 0;
  let pointer = '';
  let characters = 0;

  function fill(length: number): string {
    characters += length;
    if (characters > MAX_FILLS)
      throw new Refusal(pointer, `the fills have more than ${MAX_FILLS} characters together`);
    const text = `fill ${index} `.slice(0, length).padEnd(length, 'x');
    fills.set(length, [...(fills.get(length) ?? []), text]);
    return text;
  }

  function expected(value: RawValue | null): Allowed {
    if (value === null) return [null];
    return isFill(value) ? (fills.get(value.fill) ?? []) : [plain(value)];
  }

  return {
    begin(i, at) {
      index = i;
      pointer = at;
    },
    made: (value) => (isFill(value) ? fill(value.fill) : plain(value)),
    allowed: (values) => (isList(values) ? values.flatMap(expected) : expected(values)),
  };
}

type Fill = Extract<RawValue, object>;

function isFill(value: RawValue): value is Fill {
  return typeof value === 'object';
}

function isList<T>(values: T | readonly T[]): values is readonly T[] {
  return Array.isArray(values);
}

function plain(value: string | number): string {
  return typeof value === 'string' ? value : String(value === 0 ? 0 : value);
}
