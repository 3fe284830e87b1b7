import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTexts, EMPTY, mayBegin } from './texts';

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

test('a beginning is known as one, and most others as none', () => {
  const texts = createTexts();
  const whole = texts.concat(texts.intern('ab'), texts.intern('cd'));
  for (const part of ['', 'a', 'ab', 'abc', 'abcd']) {
    expect(mayBegin(texts, texts.intern(part), whole)).toBe(true);
  }
  for (const part of ['b', 'ac', 'abcde']) {
    expect(mayBegin(texts, texts.intern(part), whole)).toBe(false);
  }
});
