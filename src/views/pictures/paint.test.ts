import { describe, expect, test } from 'vitest';
import { painted, paintOf } from './paint';

describe('a computed colour', () => {
  test.each([
    ['rgb(26, 26, 26)', 1, { colour: '#1a1a1a', opacity: 1 }],
    ['rgba(255, 255, 255, 0.32)', 1, { colour: '#ffffff', opacity: 0.32 }],
    ['rgb(255 128 0 / 0.5)', 0.5, { colour: '#ff8000', opacity: 0.25 }],
    ['color(srgb 0.5 0 1)', 1, { colour: '#8000ff', opacity: 1 }],
    ['color(srgb 0.5 0 1 / 0.5)', 1, { colour: '#8000ff', opacity: 0.5 }],
    ['rgba(0, 0, 0, 0)', 1, null],
    ['rgb(1, 2, 3)', 0, null],
    ['none', 1, null],
    ['', 1, null],
  ])('%s, at %s', (computed, opacity, paint) => {
    expect(paintOf(computed, opacity)).toEqual(paint);
  });

  test('becomes attributes that every program knows', () => {
    expect(painted('fill', null)).toEqual({ fill: 'none' });
    expect(painted('fill', paintOf('rgb(1, 2, 3)'))).toEqual({ fill: '#010203' });
    expect(painted('stroke', paintOf('rgba(1, 2, 3, 0.5)'))).toEqual({
      stroke: '#010203',
      'stroke-opacity': 0.5,
    });
  });
});
