import { expect, test } from 'vitest';
import { rangesIn } from './fonts';

test('reads which letters a font has', () => {
  expect(rangesIn('U+0-FF, U+131, u+4??, U+2000-206F')).toEqual([
    [0, 0xff],
    [0x131, 0x131],
    [0x400, 0x4ff],
    [0x2000, 0x206f],
  ]);
  expect(rangesIn('')).toEqual([]);
});
