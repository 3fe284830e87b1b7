import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finalMoment, type RecordedRun } from '../recordedRun';
import { anyRun, HOSTILE, runWith, sizeOf, startOf, throughAFile } from '../runs.testkit';
import { project, VARIABLES } from './projection';
import { digestOfStates, type ItfTrace, isOwnItf, readItf } from './read';
import {
  canonicalItf,
  decodeItf,
  encodeItf,
  type ItfItems,
  type ItfMap,
  type ItfRecord,
  type ItfValue,
  map,
  record,
  set,
  tup,
} from './values';
import { writeItf } from './write';

function traceIn(text: string): ItfTrace {
  const read = readItf(throughAFile(text));
  if (!read.ok) throw new Error(`${read.pointer}: ${read.reason}`);
  return read.trace;
}

const statesOf = ({ initial, steps }: RecordedRun) =>
  [initial, ...steps.map(({ after }) => after)].map(project);

describe('a run written as ITF', () => {
  test('reads back as the same states, runs of both protocols', () => {
    let states = 0;
    fc.assert(
      fc.property(anyRun, (run) => {
        const { text, told, of } = writeItf(run);
        const trace = traceIn(text);
        expect(isOwnItf(trace)).toBe(true);
        expect(trace.states).toHaveLength(told + 1);
        expect(of).toBe(run.steps.length);
        expect(digestOfStates(trace.states)).toBe(digestOfStates(statesOf(run).slice(0, told + 1)));
        states += trace.states.length;
      }),
      { numRuns: 100 },
    );
    expect(states).toBeGreaterThan(2_500);
  });

  test('holds promises, votes, decisions, messages and what is chosen', () => {
    const run = startOf('apple');
    const trace = traceIn(writeItf(run).text);
    expect(trace.vars).toEqual(VARIABLES);
    const end = trace.states.at(-1);
    const ballot = tup(1n, 'S1');
    const everywhere = (held: ItfValue) =>
      map(['S1', 'S2', 'S3'].map((name) => [tup(name, 0n), held] as const));
    expect(end?.get('promised')).toEqual(everywhere(ballot));
    expect(end?.get('votes')).toEqual(everywhere(record({ ballot, value: 'apple' })));
    expect(end?.get('decided')).toEqual(everywhere('apple'));
    expect(end?.get('chosen')).toEqual(map([[0n, set([record({ ballot, value: 'apple' })])]]));
    expect(end?.get('messages')).toEqual(set([]));
    const sent = trace.states[1]?.get('messages') as ItfItems;
    expect(sent.items).toHaveLength(2);
    const { fields } = sent.items[0] as ItfRecord;
    expect(fields.get('from')).toBe('S1');
    expect(fields.get('message')).toEqual(record({ seq: 0n, done: -1n, kind: 'prepare', ballot }));
  });

  test('says who leads, and one promise a server, with Multi-Paxos', () => {
    const run = runWith('v', 'multi');
    const end = traceIn(writeItf(run).text).states.at(-1);
    const leaders = end?.get('leading') as ItfItems;
    expect(leaders.items).toHaveLength(1);
    const promised = end?.get('promised') as ItfMap;
    expect(promised.pairs.map(([name]) => name)).toEqual(['S1', 'S2', 'S3']);
    expect(finalMoment(run).facts.calls).toHaveLength(3);
  });

  test('a crashed server counts with its disk, and a lost disk with nothing', () => {
    const run = startOf('apple');
    const { world } = finalMoment(run);
    const down = (disk: 'kept' | 'lost') => {
      const nodes = world.nodes.map((node) =>
        node.address === 2
          ? {
              ...node,
              status: 'crashed' as const,
              state: null,
              disk: disk === 'kept' ? (node.state as never) : null,
            }
          : node,
      );
      return project({ ...finalMoment(run), world: { ...world, nodes } }).get('promised') as ItfMap;
    };
    expect(down('kept').pairs).toHaveLength(3);
    expect(down('lost').pairs).toHaveLength(2);
  });
});

describe('any text passes:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    for (const run of [startOf(value), runWith(value, 'multi')]) {
      const { text, told, of } = writeItf(run);
      expect(told).toBe(of);
      expect(digestOfStates(traceIn(text).states)).toBe(digestOfStates(statesOf(run)));
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('a value of a megabyte is cut, with its length, and two that differ stay different', () => {
    const [one, other] = ['a', 'b'].map((last) => startOf('x'.repeat(999_999) + last));
    const written = writeItf(one as RecordedRun);
    expect(sizeOf(written)).toBeLessThan(100_000);
    expect(written.text).toContain('(1\u00a0000\u00a0000 characters, ');
    expect(written.text).not.toBe(writeItf(other as RecordedRun).text);
  });
});

test('what does not fit is left out at the end, and the rest is whole', () => {
  const run = startOf('apple');
  const whole = writeItf(run);
  expect(whole.told).toBe(run.steps.length);
  const cut = writeItf(run, sizeOf(whole) - 1_000);
  expect(cut.told).toBeLessThan(whole.told);
  expect(cut.told).toBeGreaterThan(0);
  expect(sizeOf(cut)).toBeLessThanOrEqual(sizeOf(whole) - 1_000);
  expect(traceIn(cut.text).meta).toMatchObject({ told: cut.told, of: whole.of });
  expect(writeItf(run, 2_001)).toEqual({ text: '', told: 0, of: whole.of });
});

// ---- values ----------------------------------------------------------------------------------------------------------

const fieldName = fc
  .string({ maxLength: 8 })
  .filter(
    (name) => !name.startsWith('#') && !['__proto__', 'constructor', 'prototype'].includes(name),
  );

const { value: anyValue } = fc.letrec<{ value: ItfValue }>((tie) => {
  const items = fc.array(tie('value'), { maxLength: 4 });
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      fc.boolean(),
      fc.string(),
      fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n }),
      fc.record({ kind: fc.constantFrom('list', 'tup', 'set'), items }),
      items.map((keys) => {
        const unique = new Map(keys.map((key) => [canonicalItf(key), key]));
        return map([...unique.values()].map((key, i) => [key, keys[i] ?? key]));
      }),
      fc.dictionary(fieldName, tie('value'), { maxKeys: 4 }).map(record),
    ),
  };
});

describe('values', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const back = decodeItf(JSON.parse(JSON.stringify(encodeItf(value))), '');
        expect(canonicalItf(back)).toBe(canonicalItf(value));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order of a set, of a map and of a record means nothing, that of a list does', () => {
    const same = (a: ItfValue, b: ItfValue) => canonicalItf(a) === canonicalItf(b);
    expect(same(set([1n, 2n, 2n]), set([2n, 1n]))).toBe(true);
    expect(
      same(
        map([
          [1n, 'a'],
          [2n, 'b'],
        ]),
        map([
          [2n, 'b'],
          [1n, 'a'],
        ]),
      ),
    ).toBe(true);
    expect(same(record({ a: 1n, b: 2n }), record({ b: 2n, a: 1n }))).toBe(true);
    expect(same(tup(1n, 2n), tup(2n, 1n))).toBe(false);
    expect(same(tup(1n), set([1n]))).toBe(false);
    expect(same('1', 1n)).toBe(false);
  });
});

describe('a file of anybody is read or refused, and never thrown:', () => {
  const file = (over: object) => JSON.stringify({ vars: ['x'], states: [{ x: 1 }], ...over });

  test.each<[string, string, string]>([
    ['', '', 'not JSON'],
    ['[]', '', 'expected a trace, an object, found a list'],
    [file({ vars: 'x' }), '/vars', 'expected a list, found "x"'],
    [file({ vars: ['x', 'x'] }), '/vars/0', ''],
    [file({ states: [] }), '/states', 'expected at least one state'],
    [file({ states: [{ y: 1 }] }), '/states/0', 'missing variable "x"'],
    [file({ states: [{ x: null }] }), '/states/0/x', 'expected a value, found null'],
    [file({ states: [{ x: 0.5 }] }), '/states/0/x', 'expected an integer'],
    [file({ states: [{ x: { '#bigint': '1e3' } }] }), '/states/0/x/#bigint', 'expected the digits'],
    [file({ states: [{ x: { '#set': 1 } }] }), '/states/0/x/#set', 'expected a list'],
    [
      file({
        states: [
          {
            x: {
              '#map': [
                [1, 2],
                [1, 3],
              ],
            },
          },
        ],
      }),
      '/states/0/x/#map/1',
      'this key',
    ],
    [
      file({ states: [{ x: { '#unserializable': 'Nat' } }] }),
      '/states/0/x/#unserializable',
      'values of',
    ],
    [file({ states: [{ x: { '#a': 1, b: 2 } }] }), '/states/0/x/#a', 'no field of a record'],
    ['{"vars":["x"],"states":[{"x":{"__proto__":1}}]}', '/states/0/x/__proto__', 'the key'],
    [
      `{"vars":["x"],"states":[{"x":${'['.repeat(40)}${']'.repeat(40)}}]}`,
      '',
      'expected at most 32',
    ],
  ])('%s', (text, pointer, reason) => {
    const read = readItf(text);
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    if (!read.ok && pointer !== '/vars/0') expect(read.pointer).toBe(pointer);
  });

  test('3 000 files with something wrong in them', () => {
    const { text } = writeItf(startOf('apple'));
    const mutation = fc.tuple(
      fc.nat({ max: text.length }),
      fc.nat({ max: 12 }),
      fc.string({ maxLength: 6 }),
    );
    let [good, bad] = [0, 0];
    fc.assert(
      fc.property(mutation, ([at, length, put]) => {
        const read = readItf(text.slice(0, at) + put + text.slice(at + length));
        if (read.ok) good++;
        else {
          bad++;
          expect(read.reason).toMatch(/^[^\n\r]{1,300}$/);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(bad).toBeGreaterThan(1_000);
    expect(good).toBeGreaterThan(10);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test('the document tells of every variable', () => {
  const text = readFileSync(new URL('../../../../docs/exports.md', import.meta.url), 'utf8');
  for (const name of VARIABLES) expect(text).toContain(`| \`${name}\` |`);
});
