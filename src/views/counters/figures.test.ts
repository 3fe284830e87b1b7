import { expect, test } from 'vitest';
import { lasting, oneDecimal } from './figures';

test.each([
  [null, '–'],
  [0, '0.0'],
  [5.2, '5.2'],
  [9.96, '10.0'],
  [1012.54, '1\u00a0012.5'],
])('%s is written %s', (number, text) => {
  expect(oneDecimal(number)).toBe(text);
});

test('a time is written in milliseconds, none as a dash', () => {
  expect(lasting(1_405_900)).toBe('1\u00a0405\u00a0ms');
  expect([lasting(null), lasting(undefined)]).toEqual(['–', '–']);
});
