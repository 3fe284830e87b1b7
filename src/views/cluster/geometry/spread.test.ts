import { expect, test } from 'vitest';
import { spread } from './spread';

const rounded = (places: readonly number[]) => places.map((place) => Math.round(place * 100) / 100);

test('who is apart stays', () => {
  expect(spread([0.5, 0.1, 0.9], 0.2)).toEqual([0.5, 0.1, 0.9]);
});

test('whoever is ahead makes room, by as little as it takes', () => {
  expect(rounded(spread([0, 0, 0.1], 0.2))).toEqual([0, 0.2, 0.4]);
  expect(rounded(spread([0.35, 0.3], 0.1))).toEqual([0.4, 0.3]);
});

test('at the end of the way those behind wait', () => {
  expect(rounded(spread([0.95, 1, 0.2], 0.1))).toEqual([0.9, 1, 0.2]);
});

test('a crowd shares the way', () => {
  expect(rounded(spread([1, 0.5, 0, 0, 0], 0.5))).toEqual([1, 0.75, 0, 0.25, 0.5]);
});

test('nobody and one alone are left in peace', () => {
  expect(spread([], 0.2)).toEqual([]);
  expect(spread([0.7], 0.2)).toEqual([0.7]);
});
