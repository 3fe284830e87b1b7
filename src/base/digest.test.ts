import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestHex, digestText, EMPTY_DIGEST } from './digest';

const digestOf = (...texts: readonly string[]) => digestHex(texts.reduce(digestText, EMPTY_DIGEST));

describe('a digest', () => {
  test('is sixteen hexadecimal digits, the same every time', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect(digestOf(...texts)).toMatch(/^[0-9a-f]{16}$/);
        expect(digestOf(...texts)).toBe(digestOf(...texts));
      }),
    );
  });

  test.each([
    ['nothing', [], '811c9dc501000193'],
    ['a', ['a'], '3224db491173995b'],
    ['Paxos', ['Paxos', 'Ω'], 'ef6922c1dbd6a895'],
  ])('of %s never changes: recorded runs depend on it', (_what, texts, digest) => {
    expect(digestOf(...texts)).toBe(digest);
  });

  test.each([
    ['the order', ['a', 'b'], ['b', 'a']],
    ['where one text ends', ['ab', 'c'], ['a', 'bc']],
    ['an empty text', ['a'], ['a', '']],
    ['one letter', ['prepare 1.S1'], ['prepare 1.S2']],
  ])('tells apart %s', (_what, a, b) => {
    expect(digestOf(...a)).not.toBe(digestOf(...b));
  });

  test('of different texts is different', () => {
    const digests = Array.from({ length: 20_000 }, (_, i) => digestOf(`event ${i}`));
    expect(new Set(digests).size).toBe(20_000);
  });
});
