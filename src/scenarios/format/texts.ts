import type { RawValue } from './atoms';
import { fillOf } from './fills';
import { MAX_FILLS } from './limits';
import { Refusal } from './refusal';
import type { Allowed } from './types';

/** Turns the values of one script into texts, step by step. */
export interface Texts {
  /** From here on values belong to the step with this index, which stands at `pointer`. */
  begin(index: number, pointer: string): void;
  /** What a step proposes or writes. Fills of different steps differ. */
  made(value: RawValue): string;
  /** What a condition allows. A fill there is any fill of that length that an earlier step made, or that of a step. */
  allowed(values: RawValue | null | readonly (RawValue | null)[]): Allowed;
}

export function createTexts(): Texts {
  const fills = new Map<number, string[]>();
  /** All fills that were ever written out, so that none is twice. */
  const written = new Map<string, string>();
  let index = 0;
  let pointer = '';
  let characters = 0;

  function fill(length: number, step: number): string {
    const known = written.get(`${length} ${step}`);
    if (known !== undefined) return known;
    characters += length;
    if (characters > MAX_FILLS)
      throw new Refusal(pointer, `the fills have more than ${MAX_FILLS} characters together`);
    const text = fillOf(length, step);
    written.set(`${length} ${step}`, text);
    return text;
  }

  function make({ fill: length, step = index }: Fill): string {
    const text = fill(length, step);
    fills.set(length, [...(fills.get(length) ?? []), text]);
    return text;
  }

  function expected(value: RawValue | null): Allowed {
    if (value === null) return [null];
    if (!isFill(value)) return [plain(value)];
    return value.step === undefined
      ? (fills.get(value.fill) ?? [])
      : [fill(value.fill, value.step)];
  }

  return {
    begin(i, at) {
      index = i;
      pointer = at;
    },
    made: (value) => (isFill(value) ? make(value) : plain(value)),
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
