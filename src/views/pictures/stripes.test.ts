import { expect, test } from 'vitest';
import { written } from './drawing';
import { createPatterns } from './stripes';

const CLEAR = 'rgba(0, 0, 0, 0)';
const FALLING = `repeating-linear-gradient(135deg, ${CLEAR} 0px, ${CLEAR} 6px, rgba(255, 255, 255, 0.32) 6px, rgba(255, 255, 255, 0.32) 9px)`;
const RISING = `repeating-linear-gradient(45deg, ${CLEAR} 0px 5px, rgb(1, 2, 3) 5px 6px)`;

test('stripes become a pattern, once for all boxes that have them', () => {
  const patterns = createPatterns();
  expect(patterns.fillsOf(FALLING)).toEqual(['url(#stripes-1)']);
  expect(patterns.fillsOf(`${RISING}, ${FALLING}`)).toEqual(['url(#stripes-1)', 'url(#stripes-2)']);
  expect(patterns.drawn().map(written)).toEqual([
    '<pattern id="stripes-1" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
      '<rect x="6" width="3" height="9" fill="#ffffff" fill-opacity="0.32"/></pattern>',
    '<pattern id="stripes-2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">' +
      '<rect x="5" width="1" height="6" fill="#010203"/></pattern>',
  ]);
});

test('a background that is no stripes is left out', () => {
  const patterns = createPatterns();
  for (const image of ['none', '', 'url("https://elsewhere.invalid/a.png")'])
    expect(patterns.fillsOf(image)).toEqual([]);
  expect(patterns.drawn()).toEqual([]);
});
