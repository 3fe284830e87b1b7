import { canonicalText } from '../../base/json';
import { partFingerprint } from './fingerprint';

/** Numbers values: the same plain data gets the same number, counting from 0. */
export interface Interner<T> {
  readonly size: number;
  /** An estimate: engines do not tell what texts and objects weigh. */
  readonly bytes: number;
  intern(value: T): number;
  /** The number of a value if it has one; -1 if it was never interned. */
  find(value: T): number;
  value(id: number): T;
  /** The lanes of its fingerprint. They depend on the value alone, not on when it was met. */
  high(id: number): number;
  low(id: number): number;
}

const OBJECT_BYTES = 200;

/** @param what what is numbered; goes into the fingerprints, so that equal values in different roles differ */
export function createInterner<T>(what: string): Interner<T> {
  const byIdentity = new WeakMap<object, number>();
  const byText = new Map<string, number>();
  const values: T[] = [];
  const highs: number[] = [];
  const lows: number[] = [];
  let bytes = 0;

  function known(value: T): number | undefined {
    return isObject(value) ? byIdentity.get(value) : undefined;
  }

  function add(value: T, text: string): number {
    const { high, low } = partFingerprint(what, text);
    highs.push(high);
    lows.push(low);
    // A text twice: the key, and about as much again for the value itself.
    bytes += OBJECT_BYTES + 2 * text.length;
    byText.set(text, values.length);
    return values.push(value) - 1;
  }

  return {
    get size() {
      return values.length;
    },
    get bytes() {
      return bytes;
    },
    intern(value) {
      const seen = known(value);
      if (seen !== undefined) return seen;
      const text = canonicalText(value);
      const id = byText.get(text) ?? add(value, text);
      if (isObject(value)) byIdentity.set(value, id);
      return id;
    },
    find: (value) => known(value) ?? byText.get(canonicalText(value)) ?? -1,
    value: (id) => values[id] as T,
    high: (id) => highs[id] as number,
    low: (id) => lows[id] as number,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
