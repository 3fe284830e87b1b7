import { describe, expect, test } from 'vitest';
import { layoutFor } from './layout.testkit';
import { wallPaths } from './walls';

describe('the wall', () => {
  test('is absent in a whole network', () => {
    expect(wallPaths(layoutFor())).toEqual([]);
  });

  test('is one line between two sides', () => {
    expect(wallPaths(layoutFor({ sides: [[1], [2, 3, 4, 5]] }))).toHaveLength(1);
    expect(wallPaths(layoutFor({ count: 2, sides: [[1], [2]] }))).toHaveLength(1);
  });

  test('is a star between more', () => {
    expect(wallPaths(layoutFor({ sides: [[1, 2], [3], [4, 5]] }))).toHaveLength(3);
  });
});
