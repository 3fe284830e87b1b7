import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTexts, EMPTY } from './texts';

const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });

test('equal texts have equal numbers, however they were put together', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (left, right) => {
      const texts = createTexts();
      const join = (parts: readonly string[]) =>
        parts.reduce((sum, part) => texts.concat(sum, texts.intern(part)), EMPTY);
      const [a, b] = [join(left), join(right)];
      expect(texts.read(a)).toBe(left.join(''));
      expect(texts.intern(left.join(''))).toBe(a);
      expect(a === b).toBe(left.join('') === right.join(''));
    }),
  );
});

test('colliding hashes are told apart by reading', () => {
  // Two texts of one length whose polynomial hashes agree modulo 2^32: the Thue-Morse sequence and its complement.
  let [a, b] = ['a', 'b'];
  while (a.length < 4096) [a, b] = [a + b, b + a];
  const texts = createTexts();
  const [left, right] = [texts.intern(a), texts.intern(b)];
  expect(texts.hashOf(left)).toBe(texts.hashOf(right));
  expect(left).not.toBe(right);
  expect(texts.read(left)).toBe(a);
});

test('a part is known as one, and most others as none', () => {
  const texts = createTexts();
  const whole = texts.concat(texts.intern('abc'), texts.intern('abd'));
  const places = (part: string) =>
    [-1, 0, 1, 2, 3, 4, 5, 6, 7].filter((at) => texts.mayStandAt(at, texts.intern(part), whole));
  expect(places('ab')).toEqual([0, 3]);
  expect(places('abcabd')).toEqual([0]);
  expect(places('d')).toEqual([5]);
  expect(places('')).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(places('abcabda')).toEqual([]);
  expect(places('x')).toEqual([]);
});
