import { describe, expect, test } from 'vitest';
import { partsOf } from './Prose';

const marked = (text: string) => partsOf(text).map(({ mark, words }) => [mark, words]);

describe('a text', () => {
  test('is plain but for what is bold, what is stressed and what is code', () => {
    expect(marked('S1 **must not** set `n_p` *yet*, 2 * 3')).toEqual([
      ['', 'S1 '],
      ['**', 'must not'],
      ['', ' set '],
      ['`', 'n_p'],
      ['', ' '],
      ['*', 'yet'],
      ['', ', 2 * 3'],
    ]);
  });

  test.each(['', 'no marks', '2 * 3 * 4', '**open', '`', '****', '<b onclick="x">&amp;</b>'])(
    'keeps what marks nothing: %j',
    (text) => {
      expect(marked(text)).toEqual(text === '' ? [] : [['', text]]);
    },
  );
});
