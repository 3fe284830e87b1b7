import { describe, expect, test } from 'vitest';
import { wrapped } from './measure';

const lines = (text: string, width: number, most: number) =>
  wrapped(text, width, most, (part) => part.length);

describe('wrapping', () => {
  test('breaks between words', () => {
    expect(lines('one two three', 7, 3)).toEqual(['one two', 'three']);
    expect(lines('one', 7, 3)).toEqual(['one']);
    expect(lines('  ', 7, 3)).toEqual([]);
  });

  test('ends with an ellipsis what does not fit', () => {
    expect(lines('one two three four', 5, 2)).toEqual(['one', 'two…']);
    expect(lines('unbreakable', 5, 2)).toEqual(['unbr…']);
    expect(lines('x'.repeat(100_000), 50, 2)).toEqual([`${'x'.repeat(49)}…`]);
  });
});
