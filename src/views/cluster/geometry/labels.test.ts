import { expect, test } from 'vitest';
import { layoutFor } from './layout.testkit';
import { waysOf } from './ways';

test('the two directions of a link carry their texts on different sides, if both have room', () => {
  const ways = waysOf(layoutFor({ count: 2 }), 1);
  expect(ways.between(1, 2).label.y).toBeGreaterThan(0);
  expect(ways.between(2, 1).label.y).toBeLessThan(0);
});

test('a text stays on the stage', () => {
  const layout = layoutFor({ count: 4 });
  const { label, curve } = waysOf(layout, 1).between(4, 1);
  expect(curve.start.x + label.x).toBeGreaterThan(0);
});

test('a way is worked out once', () => {
  const ways = waysOf(layoutFor(), 1);
  expect(ways.between(1, 2)).toBe(ways.between(1, 2));
});

test('a message that makes way carries its text across from where the others carry theirs', () => {
  const { label, flippedLabel } = waysOf(layoutFor({ count: 3 }), 1).between(1, 2);
  expect([flippedLabel.x, flippedLabel.y]).toEqual([-label.x, -label.y]);
});
