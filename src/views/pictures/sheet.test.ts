import { expect, test } from 'vitest';
import { drawn, written } from './drawing';
import { layOut, sheetOf } from './sheet';

const INK = { paper: '#fff', ink: '#111', quiet: '#444', font: 'sans-serif', scale: 1 };
const WORDS = { title: 'A <race> & "more"', moment: 'event 7', sentence: 'S2 promises 1.S1.' };
const widthOf = (text: string) => text.length * 7;
const piece = (width: number, height: number, d: string) => ({
  width,
  height,
  drawn: [drawn('path', { d })],
});

test('pieces stand below one another, between title and caption, on the theme’s paper', () => {
  const sheet = layOut(WORDS, [piece(600, 100, 'M1 1'), piece(300, 20, 'M2 2')], INK, widthOf);
  expect(sheet.width).toBe(640);
  const text = written(
    sheetOf(sheet, {
      words: WORDS,
      ink: INK,
      defs: [drawn('pattern', { id: 'a' })],
      style: '@font-face{}',
    }),
  );
  const order = [
    'xmlns="http://www.w3.org/2000/svg"',
    `width="640" height="${sheet.height}" viewBox="0 0 640 ${sheet.height}"`,
    '<title>A &lt;race&gt; &amp; "more"</title>',
    '<desc>event 7. S2 promises 1.S1.</desc>',
    '@font-face{}</style>',
    '<defs><pattern id="a"/></defs>',
    `<rect width="640" height="${sheet.height}" fill="#fff"/>`,
    'font-size="20" font-weight="650" fill="#111">A &lt;race&gt; &amp; "more"</text>',
    'fill="#444">event 7</text>',
    'width="600" height="100"><path d="M1 1"/></svg>',
    'width="300" height="20"><path d="M2 2"/></svg>',
    'fill="#111">S2 promises 1.S1.</text></svg>',
  ].map((part) => text.indexOf(part));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});
