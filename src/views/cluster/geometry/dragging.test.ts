import { describe, expect, test } from 'vitest';
import { groupsAfterDrag, thresholds, zoneOf } from './dragging';
import { layoutFor } from './layout.testkit';
import { minus, plus, times, unit } from './plane';

describe('a dragged card', () => {
  const layout = layoutFor();
  const along = (server: number, distance: number) => {
    const middle = layout.middles[server - 1] ?? layout.hub;
    return plus(layout.hub, times(unit(minus(middle, layout.hub)), distance));
  };

  test('is at home until it passes a threshold', () => {
    for (const server of [1, 2, 3, 4, 5]) {
      const { outer, inner } = thresholds(layout, server);
      expect(zoneOf(layout, server, layout.middles[server - 1] ?? layout.hub)).toBe('home');
      expect(zoneOf(layout, server, along(server, outer + 1))).toBe('outside');
      expect(zoneOf(layout, server, along(server, inner - 1))).toBe('inside');
    }
  });
});

describe('letting go of a card', () => {
  test('outside a whole network cuts the server off', () => {
    expect(groupsAfterDrag(3, null, 2, 'outside')).toEqual([[1, 3], [2]]);
  });

  test('outside puts the next one to the one who is out already', () => {
    expect(groupsAfterDrag(5, [[2, 3, 4, 5], [1]], 2, 'outside')).toEqual([
      [3, 4, 5],
      [1, 2],
    ]);
  });

  test('outside means a side of its own where there are three', () => {
    expect(groupsAfterDrag(4, [[1, 2], [3], [4]], 2, 'outside')).toEqual([[1], [3], [4], [2]]);
  });

  test('inside joins the largest side, and the last one makes the network whole', () => {
    expect(groupsAfterDrag(3, [[1, 3], [2]], 2, 'inside')).toEqual([[1, 2, 3]]);
    expect(
      groupsAfterDrag(
        5,
        [
          [3, 4, 5],
          [1, 2],
        ],
        1,
        'inside',
      ),
    ).toEqual([[1, 3, 4, 5], [2]]);
  });

  test('changes nothing at home, inside a whole network, or when it stands alone already', () => {
    expect(groupsAfterDrag(3, null, 2, 'home')).toBeNull();
    expect(groupsAfterDrag(3, null, 2, 'inside')).toBeNull();
    expect(groupsAfterDrag(3, [[1, 3], [2]], 2, 'outside')).toBeNull();
    expect(groupsAfterDrag(1, null, 1, 'outside')).toBeNull();
  });
});
