import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../../base/json';
import { createDigester } from '../actors/digester';
import { createInterner } from '../actors/interner';
import { createRow, type Row, setLength } from '../space';
import { createQueue, createStack, type Frontier } from './frontier';
import { createPairMap } from './pairMap';
import { createVisited } from './visited';

const lane = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());

describe('the set of fingerprints', () => {
  test('is a set, however full it gets', () => {
    const fingerprint = fc.tuple(lane, lane).filter(([high, low]) => (high | low) !== 0);
    fc.assert(
      fc.property(fc.array(fingerprint, { maxLength: 3_000, size: 'max' }), (all) => {
        const visited = createVisited();
        const model = new Set<string>();
        for (const [high, low] of all) {
          const isNew = !model.has(`${high} ${low}`);
          visited.reserve(1);
          expect(visited.has(high, low)).toBe(!isNew);
          expect(visited.add(high, low)).toBe(isNew);
          model.add(`${high} ${low}`);
        }
        expect(visited.size).toBe(model.size);
        for (const [high, low] of all) expect(visited.has(high, low)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('says beforehand what it will need', () => {
    const visited = createVisited();
    const growth = visited.growthFor(10_000);
    expect(growth).toBeGreaterThan(10_000 * 8);
    visited.reserve(10_000);
    expect(visited.bytes).toBe(growth);
    expect(visited.growthFor(10_000)).toBe(0);
  });
});

test('the map of pairs is a map', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(lane, lane, fc.nat()), {
        selector: ([a, b]) => `${a} ${b}`,
        maxLength: 2_000,
        size: 'max',
      }),
      (triples) => {
        const map = createPairMap();
        for (const [a, b, value] of triples) {
          expect(map.get(a, b)).toBe(-1);
          map.add(a, b, value % 0x7fffffff);
        }
        for (const [a, b, value] of triples) expect(map.get(a, b)).toBe(value % 0x7fffffff);
      },
    ),
    { numRuns: 20 },
  );
});

describe('the frontier', () => {
  /** Short ids, and now and then one that outgrows 16 bits. */
  const ids = fc.array(fc.oneof({ weight: 50, arbitrary: fc.nat({ max: 0xffff }) }, fc.nat()), {
    maxLength: 30,
  });
  const act = fc.oneof(
    { weight: 2, arbitrary: ids },
    { weight: 1, arbitrary: fc.constant('take' as const) },
  );

  test.each<[name: string, make: () => Frontier, next: (all: unknown[]) => unknown]>([
    ['queue', createQueue, (all) => all.shift()],
    ['stack', createStack, (all) => all.pop()],
  ])('as a %s gives back what was put in', (_name, make, next) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 600, size: 'max' }), (acts) => {
        const frontier = make();
        const model: unknown[] = [];
        acts.forEach((it, i) => {
          if (it === 'take') {
            if (model.length > 0) expect(taken(frontier)).toEqual(next(model));
            return;
          }
          frontier.put(rowOf(it), i, 2 * i);
          model.push([it, i, 2 * i]);
          expect(frontier.size).toBe(model.length);
        });
        while (model.length > 0) expect(taken(frontier)).toEqual(next(model));
        expect(frontier.size).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

function rowOf(ids: readonly number[]): Row {
  const row = createRow();
  setLength(row, ids.length);
  row.ids.set(ids);
  return row;
}

function taken(frontier: Frontier): unknown {
  const row = createRow();
  const { state, level } = frontier.take(row);
  return [[...row.ids.subarray(0, row.length)], state, level];
}

describe('the digest of plain data', () => {
  const data = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)));

  /** The same data in other objects, with the keys the other way round and some that have no value. */
  function remade(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(remade);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).reverse();
    return Object.fromEntries([
      ...fields.map(([key, part]) => [key, remade(part)]),
      ...(Object.hasOwn(value, 'none') ? [] : [['none', undefined]]),
    ]);
  }

  test('is the same for the same data', () => {
    fc.assert(
      fc.property(data, (value) => {
        const print = createDigester().of(value);
        const digester = createDigester();
        digester.of([value, [value]]);
        expect(digester.of(value)).toEqual(print);
        expect(digester.of(remade(value))).toEqual(print);
      }),
    );
  });

  test('is another for other data, however alike', () => {
    const digester = createDigester();
    const texts = new Map<string, string>();
    const nearlySame = fc.oneof(
      data,
      fc.array(fc.oneof(fc.nat({ max: 3 }), fc.constantFrom(null, true, '', '0', [], {}, [0]))),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 3 })),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(nearlySame, (value) => {
        const { high, low } = digester.of(value);
        const text = canonicalText(value);
        const seen = texts.get(`${high} ${low}`) ?? text;
        expect(seen).toBe(text);
        texts.set(`${high} ${low}`, text);
      }),
      { numRuns: 5_000 },
    );
    expect(new Set(texts.values()).size).toBe(texts.size);
    expect(texts.size).toBeGreaterThan(500);
  });
});

describe('numbers for values', () => {
  test('are the same for the same data, whatever its identity and the order of its keys', () => {
    const interner = createInterner<unknown>('value', createDigester());
    const value = { a: 1, b: [null, { c: 'x', d: 2 }] };
    const id = interner.intern(value);
    expect(interner.intern(value)).toBe(id);
    expect(interner.intern({ b: [null, { d: 2, c: 'x' }], a: 1 })).toBe(id);
    expect(interner.intern({ ...value, a: 2 })).not.toBe(id);
    expect(interner.value(id)).toBe(value);
    expect(interner.size).toBe(2);
  });

  test('have fingerprints that depend on the value and its role alone', () => {
    const [one, other, role] = ['node', 'node', 'ghost'].map((it) =>
      createInterner<string>(it, createDigester()),
    );
    one?.intern('first');
    const [a, b, c] = [one, other, role].map((interner) => {
      const id = interner?.intern('second') ?? -1;
      return [interner?.high(id), interner?.low(id)];
    });
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  test('are told only when there are some', () => {
    const interner = createInterner<string>('value', createDigester());
    expect(interner.find('x')).toBe(-1);
    expect(interner.find('x')).toBe(-1);
    interner.intern('x');
    expect(interner.find('x')).toBe(0);
  });
});
