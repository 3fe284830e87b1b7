import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_BYTES, readJsonLines } from './jsonLines';

const PUT = { client: 'C1', op: 'put', key: 'x', value: 'a', call: 0, return: 1 };
const GET = { client: 'C1', op: 'get', key: 'x', result: 'a', call: 2, return: 3 };
const CAS = {
  client: 'C1',
  op: 'cas',
  key: 'x',
  value: ['a', 'b'],
  result: true,
  call: 4,
  return: 5,
};

const lines = (...objects: unknown[]) => objects.map((it) => JSON.stringify(it)).join('\n');

function reasonOf(text: string): string {
  const read = readJsonLines(text);
  return read.ok ? 'none' : `${read.line}: ${read.reason}`;
}

describe('a history in a file', () => {
  test('is one operation a line', () => {
    expect(readJsonLines(lines(PUT, GET, CAS))).toEqual({ ok: true, operations: [PUT, GET, CAS] });
  });

  test('may be empty, end with a line feed, hold empty lines and those of another system', () => {
    expect(readJsonLines('')).toEqual({ ok: true, operations: [] });
    const text = `\uFEFF${lines(PUT)}\r\n\r\n${lines(GET)}\r\n`;
    expect(readJsonLines(text)).toEqual({ ok: true, operations: [PUT, GET] });
  });

  test('may hold calls that never came back', () => {
    for (const it of [PUT, { ...PUT, op: 'append', result: 'a' }, GET, CAS]) {
      const { result: _, ...call } = { result: null, ...it, return: null };
      const expected = { ok: true, operations: [call] };
      expect(readJsonLines(lines(call))).toEqual(expected);
      expect(readJsonLines(lines({ ...call, result: null }))).toEqual(expected);
    }
  });

  test('may number clients, keys and values', () => {
    const read = readJsonLines(lines({ ...PUT, client: 3, key: 7, value: 1 }));
    expect(read).toEqual({
      ok: true,
      operations: [{ ...PUT, client: '3', key: '7', value: '1' }],
    });
  });

  test('says nothing by the answer to a put, or by the empty value of a get', () => {
    const read = readJsonLines(lines({ ...PUT, result: 'ok' }, { ...GET, value: null }));
    expect(read).toEqual({ ok: true, operations: [PUT, GET] });
  });

  test('may hold what an append told of its key', () => {
    const append = { ...PUT, op: 'append' };
    const told = { ...append, result: '1a' };
    const operations = [told, { ...append, result: '12' }];
    expect(readJsonLines(lines(told, { ...append, result: 12 }))).toEqual({ ok: true, operations });
  });

  test.each([undefined, null, '', true])('knows that an append told nothing by %j', (result) => {
    const append = { ...PUT, op: 'append' };
    expect(readJsonLines(lines({ ...append, result }))).toEqual({ ok: true, operations: [append] });
  });

  test.each([null, ''])('may see a key that was never written as %j', (result) => {
    const get = { ...GET, result };
    const cas = { ...CAS, value: [result, 'b'] };
    expect(readJsonLines(lines(get, cas))).toEqual({ ok: true, operations: [get, cas] });
  });

  test('may have a key of any name', () => {
    const put = { ...PUT, key: '__proto__', client: 'constructor' };
    expect(readJsonLines(lines(put))).toEqual({ ok: true, operations: [put] });
  });
});

describe('refused, with line and reason:', () => {
  test.each<[line: unknown, reason: string]>([
    [[], 'expected an object, found a list'],
    [null, 'expected an object, found null'],
    [{ ...PUT, extra: 1 }, 'unknown key "extra"'],
    [{ ...PUT, client: undefined }, 'missing "client"'],
    [{ ...PUT, return: undefined }, 'missing "return"'],
    [{ ...PUT, client: {} }, '"client": expected a text, found an object'],
    [{ ...PUT, key: null }, '"key": expected a text, found null'],
    [{ ...PUT, op: 'PUT' }, '"op": expected "get", "put", "append" or "cas", found "PUT"'],
    [
      { ...PUT, op: 'toString' },
      '"op": expected "get", "put", "append" or "cas", found "toString"',
    ],
    [{ ...PUT, call: 0.5 }, '"call": expected an integer of at most 2^53 - 1, found 0.5'],
    [{ ...PUT, call: '0' }, '"call": expected an integer of at most 2^53 - 1, found "0"'],
    [
      { ...PUT, return: 2 ** 53 },
      '"return": expected an integer of at most 2^53 - 1 or null, found 9007199254740992',
    ],
    [{ ...PUT, call: 2 }, '"return": 1 lies before "call": 2'],
    [{ ...PUT, value: undefined }, 'missing "value" of a put'],
    [{ ...PUT, op: 'append', value: undefined }, 'missing "value" of an append'],
    [{ ...PUT, value: ['a'] }, '"value": expected a text, found a list'],
    [{ ...PUT, result: {} }, '"result": expected a text, a truth value or null, found an object'],
    [
      { ...PUT, op: 'append', result: ['a'] },
      '"result": expected a text, a truth value or null, found a list',
    ],
    [{ ...GET, result: undefined }, 'missing "result" of a get that returned'],
    [{ ...GET, result: true }, '"result": expected a text or null, found true'],
    [{ ...GET, value: 'a' }, '"value": expected none for a get, found "a"'],
    [{ ...CAS, value: ['a'] }, '"value": expected [expected, new] of a cas, found a list'],
    [{ ...CAS, value: ['a', null] }, '"value": expected [expected, new] of a cas, found a list'],
    [{ ...CAS, value: undefined }, '"value": expected [expected, new] of a cas, found nothing'],
    [{ ...CAS, result: 'true' }, '"result": expected true or false, found "true"'],
  ])('%j', (line, reason) => {
    expect(reasonOf(lines(GET, line))).toBe(`2: ${reason}`);
  });

  test('what is not JSON', () => {
    expect(reasonOf(`${lines(PUT)}\n\n{"client":`)).toMatch(/^3: not JSON: /);
    expect(reasonOf(`${lines(PUT)} ${lines(GET)}`)).toMatch(/^1: not JSON: /);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('the key %s', (key) => {
    const line = `{"${key}":{"polluted":1},${lines(PUT).slice(1)}`;
    expect(reasonOf(line)).toBe(`1: unknown key "${key}"`);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('what is nested too deeply', () => {
    const deep = `${'['.repeat(1_000_000)}`;
    expect(reasonOf(deep)).toBe('1: expected at most 32 levels of nesting');
  });

  test('what is too long, in bytes', () => {
    expect(reasonOf(' '.repeat(MAX_BYTES + 1))).toBe('0: expected at most 5 MiB');
    expect(reasonOf('€'.repeat(MAX_BYTES / 2))).toBe('0: expected at most 5 MiB');
    expect(reasonOf(' '.repeat(MAX_BYTES))).toBe('none');
  });

  test('anything else, never by throwing', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('get', 'put', 'cas', 0, 1, null));
    const keys = Object.fromEntries(Object.keys(CAS).map((key) => [key, field]));
    const line = fc.oneof(
      fc.record(keys, { requiredKeys: [] }).map((it) => JSON.stringify(it)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (texts) => {
        const read = readJsonLines(texts.join('\n'));
        if (!read.ok) expect(read.reason).toMatch(/^[^\n]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});
