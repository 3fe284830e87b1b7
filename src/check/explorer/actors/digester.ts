import { mixedWord, partFingerprint } from '../fingerprint';
import type { Fingerprint } from '../space';

/**
 * Fingerprints of plain data: the same for the same data, whatever the order of its keys; a key without a value is no key.
 * Parts that were seen before, by identity, are not read again. So a node that shares most of itself with an earlier one
 * costs what is new in it, which is several times less than to write it down as text.
 */
export interface Digester {
  of(value: unknown): Fingerprint;
  /** An estimate of what the values seen weigh: engines do not tell. */
  readonly bytes: number;
}

/** A field, or an element, with the object around it. */
const PART_BYTES = 32;
/** Smaller values are read again: remembering is not free either. */
const WORTH_REMEMBERING = 4;

const ABSENT = partFingerprint('constant', 'null');
const TRUE = partFingerprint('constant', 'true');
const FALSE = partFingerprint('constant', 'false');
const [ARRAY, OBJECT, INTEGER] = [0x11, 0x22, 0x33];

export function createDigester(): Digester {
  const known = new WeakMap<object, Fingerprint>();
  const texts = new Map<string, Fingerprint>();
  let parts = 0;

  function of(value: unknown): Fingerprint {
    switch (typeof value) {
      case 'string':
        return ofText(value);
      case 'number':
        return ofNumber(value);
      case 'boolean':
        return value ? TRUE : FALSE;
      case 'object':
        return value === null ? ABSENT : (known.get(value) ?? ofNew(value));
      default:
        return ABSENT;
    }
  }

  function ofText(text: string): Fingerprint {
    const seen = texts.get(text);
    if (seen !== undefined) return seen;
    const print = partFingerprint('text', text);
    texts.set(text, print);
    parts += text.length / PART_BYTES;
    return print;
  }

  function ofNumber(value: number): Fingerprint {
    if (value !== (value | 0)) {
      return Number.isFinite(value) ? partFingerprint('number', String(value)) : ABSENT;
    }
    return { high: mixedWord(1, INTEGER, value), low: mixedWord(2, INTEGER, value) };
  }

  function ofNew(value: object): Fingerprint {
    const before = parts;
    const print = Array.isArray(value) ? ofArray(value) : ofRecord(value as Fields);
    if (parts - before >= WORTH_REMEMBERING) known.set(value, print);
    return print;
  }

  function ofArray(elements: readonly unknown[]): Fingerprint {
    let high = mixedWord(1, ARRAY, elements.length);
    let low = mixedWord(2, ARRAY, elements.length);
    for (const element of elements) {
      const print = of(element);
      parts++;
      high = mixedWord(high, print.high, print.low);
      low = mixedWord(low, print.low, print.high);
    }
    return { high, low };
  }

  /** The sum over the fields, so that their order does not matter. */
  function ofRecord(fields: Fields): Fingerprint {
    let [high, low] = [OBJECT, OBJECT];
    for (const key in fields) {
      const value = fields[key];
      if (value === undefined) continue;
      const name = ofText(key);
      const print = of(value);
      parts++;
      high = (high + mixedWord(name.high, print.high, print.low)) | 0;
      low = (low + mixedWord(name.low, print.low, print.high)) | 0;
    }
    return { high: mixedWord(1, high, low), low: mixedWord(2, low, high) };
  }

  return {
    of,
    get bytes() {
      return parts * PART_BYTES;
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;
