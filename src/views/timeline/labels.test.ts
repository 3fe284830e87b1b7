import { expect, test } from 'vitest';
import { boxOf, crosses, placeLabels, type Wish } from './labels';

const letters = { height: 14, mark: 5 };
const wish = (id: number, x: number, y: number, side: 1 | -1 = 1): Wish => ({
  id,
  head: { x, y },
  side,
  width: 30,
});

test('a label stands before its head, on the side its arrow does not come from', () => {
  const places = placeLabels([wish(1, 100, 100), wish(2, 300, 100, -1)], [], [], letters);
  expect(places.get(1)).toEqual({ dx: -38, dy: 14 });
  expect(places.get(2)).toEqual({ dx: -38, dy: -4 });
});

test('labels never cover one another, nor what is there already', () => {
  const wishes = Array.from({ length: 200 }, (_, i) =>
    wish(i, (i * 371) % 9000, 100 + (i % 3) * 40, i % 2 ? 1 : -1),
  );
  const taken = [{ left: 100, right: 160, top: 80, bottom: 120 }];
  const places = placeLabels(wishes, taken, [], letters);
  const boxes = wishes.flatMap((w) => {
    const place = places.get(w.id);
    return place ? [boxOf(w, place, letters)] : [];
  });
  const all = [...taken, ...boxes];
  for (const a of all) {
    for (const b of all) {
      if (a !== b)
        expect(
          a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom,
        ).toBe(true);
    }
  }
  expect(boxes.length).toBeGreaterThan(20);
});

test('who comes later moves nobody', () => {
  const early = [wish(1, 100, 100), wish(2, 110, 100)];
  const before = placeLabels(early, [], [], letters);
  const after = placeLabels([...early, wish(3, 300, 100), wish(4, 105, 140)], [], [], letters);
  for (const { id } of early) expect(after.get(id)).toEqual(before.get(id));
});

test('a label gives way to a later head that covers it', () => {
  const blocked = [{ left: 60, right: 95, top: 100, bottom: 120 }];
  expect(placeLabels([wish(1, 100, 100)], blocked, [], letters).get(1)).toEqual({ dx: 8, dy: -4 });
  expect(placeLabels([wish(1, 100, 100), wish(2, 120, 92)], blocked, [], letters).has(1)).toBe(
    false,
  );
});

test('a line is known to pass through a box', () => {
  const box = { left: 10, right: 20, top: 10, bottom: 20 };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    id: 1,
    from: { x: x1, y: y1 },
    to: { x: x2, y: y2 },
  });
  expect(crosses(line(0, 0, 30, 30), box)).toBe(true);
  expect(crosses(line(30, 0, 0, 30), box)).toBe(true);
  expect(crosses(line(12, 12, 14, 14), box)).toBe(true);
  expect(crosses(line(15, 0, 15, 9), box)).toBe(false);
  expect(crosses(line(0, 0, 9, 30), box)).toBe(false);
  expect(crosses(line(0, 15, 30, 15), box)).toBe(true);
});

test('a label looks for the place that fewest lines cross, and goes without where there are many', () => {
  const through = (id: number, y: number) => ({ id, from: { x: 0, y }, to: { x: 90, y: y + 4 } });
  const one = wish(1, 100, 100);
  expect(placeLabels([one], [], [through(2, 105)], letters).get(1)).toEqual({ dx: 8, dy: -4 });
  const net = [90, 92, 108, 110].map((y, i) => ({
    id: i + 2,
    from: { x: 0, y },
    to: { x: 200, y },
  }));
  expect(placeLabels([one], [], net, letters).has(1)).toBe(false);
});
