import { expect, test } from 'vitest';
import { detailFor } from './detail';

test('detail falls with the number of messages in view', () => {
  expect([0, 150, 151, 2000, 2001, 1e6].map((n) => detailFor(n, 'elements'))).toEqual([
    'elements',
    'elements',
    'paths',
    'paths',
    'density',
    'density',
  ]);
});

test('it does not flicker at the border', () => {
  expect(detailFor(140, 'elements')).toBe('elements');
  expect(detailFor(140, 'paths')).toBe('paths');
  expect(detailFor(110, 'paths')).toBe('elements');
  expect(detailFor(1900, 'density')).toBe('density');
  expect(detailFor(1900, 'paths')).toBe('paths');
});
