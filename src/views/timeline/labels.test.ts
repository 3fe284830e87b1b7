import { expect, test } from 'vitest';
import { boxOf, placeLabels, type Wish } from './labels';

const letters = { height: 14, mark: 5 };
const wish = (id: number, x: number, y: number, side: 1 | -1 = 1): Wish => ({ id, head: { x, y }, side, width: 30 });

test('a label stands before its head, on the side its arrow does not come from', () => {
  const places = placeLabels([wish(1, 100, 100), wish(2, 300, 100, -1)], [], letters);
  expect(places.get(1)).toEqual({ dx: -38, dy: 14 });
  expect(places.get(2)).toEqual({ dx: -38, dy: -4 });
});

test('labels never cover one another, nor what is there already', () => {
  const wishes = Array.from({ length: 200 }, (_, i) => wish(i, (i * 37) % 900, 100 + (i % 3) * 40, i % 2 ? 1 : -1));
  const taken = [{ left: 100, right: 160, top: 80, bottom: 120 }];
  const places = placeLabels(wishes, taken, letters);
  const boxes = wishes.flatMap((w) => {
    const place = places.get(w.id);
    return place ? [boxOf(w, place, letters)] : [];
  });
  const all = [...taken, ...boxes];
  for (const a of all) {
    for (const b of all) {
      if (a !== b) expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true);
    }
  }
  expect(boxes.length).toBeGreaterThan(20);
});

test('who comes later moves nobody', () => {
  const early = [wish(1, 100, 100), wish(2, 110, 100)];
  const before = placeLabels(early, [], letters);
  const after = placeLabels([...early, wish(3, 300, 100), wish(4, 105, 140)], [], letters);
  for (const { id } of early) expect(after.get(id)).toEqual(before.get(id));
});

test('a label gives way to a later head that covers it', () => {
  const blocked = [{ left: 60, right: 95, top: 100, bottom: 120 }];
  expect(placeLabels([wish(1, 100, 100)], blocked, letters).get(1)).toEqual({ dx: 8, dy: -4 });
  expect(placeLabels([wish(1, 100, 100), wish(2, 120, 92)], blocked, letters).has(1)).toBe(false);
});
