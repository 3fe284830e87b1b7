import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation } from './operation';
import { answered, applyOperation, EMPTY_KV, type KvState, lookUp } from './store';

const C1 = 101;
const C2 = 102;

type Told = Partial<Operation> & Pick<Operation, 'op'>;

const operation = (told: Told): Operation => ({ key: 'k', value: '', clerk: C1, id: 1, ...told });

const applied = (...operations: readonly Told[]): KvState =>
  operations.reduce<KvState>((state, told) => applyOperation(state, operation(told)), EMPTY_KV);

const resultOf = (state: KvState, clerk = C1) =>
  state.sessions.find((s) => s.clerk === clerk)?.result;

describe('the map', () => {
  test('holds what was put last', () => {
    const state = applied({ op: 'put', value: 'x' }, { op: 'put', value: 'y', id: 2 });
    expect(state.database).toEqual([['k', 'y']]);
  });

  test('grows by an append, and an append to an absent key is a put', () => {
    const state = applied({ op: 'append', value: 'x' }, { op: 'append', value: 'y', id: 2 });
    expect(lookUp(state.database, 'k')).toBe('xy');
  });

  test('is not changed by a get, which finds null where nothing is', () => {
    const state = applied({ op: 'get' });
    expect(state.database).toBe(EMPTY_KV.database);
    expect(resultOf(state)).toBeNull();
    expect(resultOf(applied({ op: 'put', value: '' }, { op: 'get', id: 2 }))).toBe('');
  });

  test('takes any text as a key', () => {
    const keys = ['__proto__', 'constructor', '', 'toString', '\n'];
    const puts = keys.map((key, i): Told => ({ op: 'put', key, value: `${i}`, id: i + 1 }));
    const state = applied(...puts);
    expect(keys.map((key) => lookUp(state.database, key))).toEqual(['0', '1', '2', '3', '4']);
    expect(lookUp(state.database, 'valueOf')).toBeNull();
  });
});

describe('at most once', () => {
  test('a second log entry of an operation changes nothing', () => {
    const once = applied({ op: 'append', value: 'x' });
    expect(applyOperation(once, operation({ op: 'append', value: 'x' }))).toBe(once);
  });

  test('neither does a late one, when its clerk has long gone on', () => {
    const state = applied({ op: 'append', value: 'x' }, { op: 'put', value: 'y', id: 2 });
    expect(applyOperation(state, operation({ op: 'append', value: 'x' }))).toBe(state);
  });

  test('equal operations of two calls, or of two clerks, both count', () => {
    const append: Told = { op: 'append', value: 'x' };
    expect(
      lookUp(applied(append, { ...append, id: 2 }, { ...append, clerk: C2 }).database, 'k'),
    ).toBe('xxx');
  });
});

describe('the table of answers', () => {
  test('keeps one answer a clerk: the next call acknowledges the one before', () => {
    const state = applied(
      { op: 'put', value: 'x' },
      { op: 'get', clerk: C2 },
      { op: 'get', id: 2 },
      { op: 'append', value: 'y', id: 3 },
    );
    expect(state.sessions).toEqual([
      { clerk: C2, id: 1, result: 'x' },
      { clerk: C1, id: 3, result: '' },
    ]);
  });

  test('answers an operation again, tells of an older one only that it was done, and nothing of a newer', () => {
    const state = applied({ op: 'put', value: 'x' }, { op: 'get', id: 2 });
    expect(answered(state, { clerk: C1, id: 2 })?.result).toBe('x');
    expect(answered(state, { clerk: C1, id: 1 })?.id).toBe(2);
    expect(answered(state, { clerk: C1, id: 3 })).toBeNull();
    expect(answered(state, { clerk: C2, id: 1 })).toBeNull();
  });
});

test('a map worked out in another way says the same', () => {
  const op = fc.constantFrom('get' as const, 'put' as const, 'append' as const);
  const key = fc.constantFrom('a', 'b', '__proto__', 'constructor', '');
  const clerk = fc.constantFrom(C1, C2);
  const entry = fc.record({
    op,
    key,
    value: fc.string({ maxLength: 2 }),
    clerk,
    id: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      let state = EMPTY_KV;
      const map = new Map<string, string>();
      const last = new Map<number, number>();
      for (const { op, key, value, clerk, id } of entries) {
        const counts = id > (last.get(clerk) ?? 0);
        const before = map.get(key) ?? null;
        if (counts) last.set(clerk, id);
        if (counts && op === 'put') map.set(key, value);
        if (counts && op === 'append') map.set(key, `${before ?? ''}${value}`);
        state = applyOperation(state, { op, key, value, clerk, id });
        if (counts) expect(resultOf(state, clerk)).toBe(op === 'get' ? before : '');
        expect(new Map(state.database)).toEqual(map);
      }
      // Sorted, so that two replicas that have applied the same hold the same, whatever came first.
      const keys = state.database.map(([known]) => known);
      expect(keys).toEqual(keys.toSorted());
    }),
  );
});
