import { mixedWord, partFingerprint } from '../fingerprint';
import type { Fingerprint } from '../space';
import { createPairMap } from '../tables/pairMap';
import type { Digester } from './digester';

/** Numbers values: the same plain data gets the same number, counting from 0. */
export interface Interner<T> {
  readonly size: number;
  /** Without the values themselves. */
  readonly bytes: number;
  intern(value: T): number;
  /** The number of a value if it has one; -1 if it was never interned. */
  find(value: T): number;
  value(id: number): T;
  /** The lanes of its fingerprint. They depend on the value alone, not on when it was met. */
  high(id: number): number;
  low(id: number): number;
}

const ENTRY_BYTES = 64;

/**
 * Two values are the same when their fingerprints are: if they ever were not, the states with them would be taken for one
 * anyway.
 * @param what what is numbered; goes into the fingerprints, so that equal values in different roles differ
 */
export function createInterner<T>(what: string, digester: Digester): Interner<T> {
  const role = partFingerprint('role', what);
  const byIdentity = new WeakMap<object, number>();
  const byFingerprint = createPairMap();
  const values: T[] = [];
  const highs: number[] = [];
  const lows: number[] = [];

  function fingerprint(value: T): Fingerprint {
    const { high, low } = digester.of(value);
    return { high: mixedWord(role.high, high, low), low: mixedWord(role.low, low, high) };
  }

  function add(value: T, { high, low }: Fingerprint): number {
    highs.push(high);
    lows.push(low);
    byFingerprint.add(high, low, values.length);
    return values.push(value) - 1;
  }

  function idOf(value: T): number {
    const print = fingerprint(value);
    const id = byFingerprint.get(print.high, print.low);
    return id >= 0 ? id : add(value, print);
  }

  return {
    get size() {
      return values.length;
    },
    get bytes() {
      return byFingerprint.bytes + ENTRY_BYTES * values.length;
    },
    intern(value) {
      if (typeof value !== 'object' || value === null) return idOf(value);
      const seen = byIdentity.get(value);
      if (seen !== undefined) return seen;
      const id = idOf(value);
      byIdentity.set(value, id);
      return id;
    },
    find(value) {
      const { high, low } = fingerprint(value);
      return byFingerprint.get(high, low);
    },
    value: (id) => values[id] as T,
    high: (id) => highs[id] as number,
    low: (id) => lows[id] as number,
  };
}
