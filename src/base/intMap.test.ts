import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dropBelow,
  emptyIntMap,
  forEachAt,
  getAt,
  type IntMap,
  lastKey,
  lastKeyWhere,
  setAt,
} from './intMap';

const entriesOf = <T>(map: IntMap<T>) => {
  const entries: [number, T][] = [];
  forEachAt(map, (value, key) => entries.push([key, value]));
  return entries;
};

// Dense runs, gaps, chunk borders (16), and far away.
const key = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(15, 16, 17, 31, 32, 160, 161) },
  { weight: 1, arbitrary: fc.nat({ max: 1_000_000 }) },
);
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ set: key, value: fc.oneof(fc.nat(), fc.constant('')) }) },
  { weight: 1, arbitrary: fc.record({ dropBelow: key }) },
);

function expectSame(map: IntMap<unknown>, model: ReadonlyMap<number, unknown>) {
  const expected = [...model].sort(([a], [b]) => a - b);
  expect(entriesOf(map)).toEqual(expected);
  expect(map.size).toBe(model.size);
  expect(lastKey(map)).toBe(expected.at(-1)?.[0] ?? -1);
  const lastText = expected.findLast(([, value]) => value === '');
  expect(lastKeyWhere(map, (value) => value === '')).toBe(lastText?.[0] ?? -1);
}

test('it is a Map that never changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60, size: 'max' }),
      fc.array(key),
      (changes, asked) => {
        let map: IntMap<unknown> = emptyIntMap();
        let model = new Map<number, unknown>();
        const versions: [IntMap<unknown>, Map<number, unknown>][] = [];
        for (const it of changes) {
          versions.push([map, model]);
          if ('set' in it) {
            map = setAt(map, it.set, it.value);
            model = new Map(model).set(it.set, it.value);
          } else {
            map = dropBelow(map, it.dropBelow);
            model = new Map([...model].filter(([held]) => held >= it.dropBelow));
          }
          for (const k of asked) expect(getAt(map, k)).toBe(model.get(k));
        }
        versions.push([map, model]);
        // Every version, the old ones too, still is what it was when it was made.
        for (const [version, its] of versions) expectSame(version, its);
      },
    ),
  );
});

test('it is plain JSON', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key), (keys) => {
      const map = keys.reduce((m, k) => setAt(m, k, `v${k}`), emptyIntMap<string>());
      expect(JSON.parse(JSON.stringify(map))).toEqual(map);
    }),
  );
});

test('dropping what is not there, and asking beyond, changes nothing', () => {
  const map = setAt(setAt(emptyIntMap<string>(), 20, 'a'), 35, 'b');
  expect(dropBelow(map, 0)).toBe(map);
  expect(dropBelow(map, 20)).toBe(map);
  expect(dropBelow(emptyIntMap<string>(), 99).size).toBe(0);
  expect(getAt(map, 19)).toBeUndefined();
  expect(getAt(map, 1e9)).toBeUndefined();
});

test('what was dropped is no longer reachable', () => {
  const map = setAt(setAt(emptyIntMap<string>(), 3, 'secret'), 9, 'kept');
  const rest = dropBelow(map, 4);
  expect(JSON.stringify(rest)).not.toContain('secret');
  expect(lastKey(rest)).toBe(9);
  expect(lastKey(dropBelow(rest, 10))).toBe(-1);
});

test('an update shares all that it does not touch', () => {
  const map = Array.from({ length: 64 }, (_, i) => i).reduce(
    (m, k) => setAt(m, k, k),
    emptyIntMap<number>(),
  );
  const next = setAt(map, 20, -1);
  expect(next.chunks.map((chunk, i) => chunk === map.chunks[i])).toEqual([true, false, true, true]);
});
