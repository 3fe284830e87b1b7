import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../../../base/address';
import { type CallFact, historyOf } from '../../../check/calls';
import { checkHistory } from '../../../check/linearizability/check';
import type { Operation } from '../../../check/linearizability/history';
import { finalMoment } from '../recordedRun';
import { anyRun, HOSTILE, runWith, sizeOf, throughAFile } from '../runs.testkit';
import { eventsOf, type JepsenEvent } from './events';
import { digestOfHistory, readJepsenJson } from './read';
import { writeJepsenEdn, writeJepsenJson } from './write';

function operationsIn(text: string): readonly Operation[] {
  const read = readJepsenJson(throughAFile(text));
  if (!read.ok) throw new Error(`${read.pointer}: ${read.reason}`);
  return read.operations;
}

/** Calls at few times, so that many coincide; every clerk calls one after the other. */
const anyCalls: fc.Arbitrary<CallFact[]> = fc
  .array(
    fc.record({
      clerk: fc.integer({ min: 1, max: 4 }),
      op: fc.constantFrom('get', 'put', 'append'),
      key: fc.constantFrom('k', '', '__proto__'),
      value: fc.string(),
      pause: fc.nat({ max: 1 }),
      takes: fc.option(fc.nat({ max: 2 }), { freq: 9 }),
      result: fc.option(fc.string({ minLength: 1 })),
    }),
    { maxLength: 20 },
  )
  .map((drawn) => {
    const free = new Map<number, number | null>();
    const calls = drawn.flatMap(({ clerk, pause, takes, ...call }, i): CallFact[] => {
      const before = free.get(clerk);
      if (before === null) return [];
      const calledAt = (before ?? 0) + pause;
      const returnedAt = takes === null ? null : calledAt + takes;
      free.set(clerk, returnedAt);
      const value = call.op === 'get' ? '' : call.value;
      const result = returnedAt === null ? null : call.result;
      const told = { tries: [], answeredBy: null, calledAt, returnedAt };
      return [{ ...call, ...told, value, result, clerk: CLERK_BASE + clerk, id: i + 1 }];
    });
    return calls.sort((a, b) => a.calledAt - b.calledAt);
  });

describe('a history written as Jepsen’s JSON', () => {
  test('reads back as the same history, runs of both protocols', () => {
    let calls = 0;
    fc.assert(
      fc.property(anyRun, (run) => {
        const { facts } = finalMoment(run);
        const { text, told, of } = writeJepsenJson(run);
        expect([told, of]).toEqual([2 * facts.calls.length, 2 * facts.calls.length]);
        expect(digestOfHistory(operationsIn(text))).toBe(digestOfHistory(historyOf(facts.calls)));
        calls += facts.calls.length;
      }),
      { numRuns: 150 },
    );
    expect(calls).toBeGreaterThan(100);
  });

  test('reads back also where much happens at one time', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const operations = operationsIn(JSON.stringify(eventsOf(calls, 100)));
        expect(digestOfHistory(operations)).toBe(digestOfHistory(historyOf(calls)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('gives the checker what the run gave it', () => {
    const run = runWith('v', 'multi');
    const operations = operationsIn(writeJepsenJson(run).text);
    expect(operations.map(({ op }) => op)).toEqual(['put', 'append', 'get']);
    expect(checkHistory(operations).verdict).toBe('linearizable');
    const wrong = operations.map((o) => (o.op === 'get' ? { ...o, result: 'w' } : o));
    expect(checkHistory(wrong).verdict).toBe('not linearizable');
    expect(digestOfHistory(wrong)).not.toBe(digestOfHistory(operations));
  });
});

describe('the entries', () => {
  test('are in order, and a process waits for its answer', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const events = eventsOf(calls, 100);
        const calling = new Set<number>();
        const gone = new Set<number>();
        for (const [i, { index, time, process, type }] of events.entries()) {
          expect(index).toBe(i);
          expect(time).toBeGreaterThanOrEqual(events[i - 1]?.time ?? 0);
          expect(gone.has(process)).toBe(false);
          expect(calling.has(process)).toBe(type !== 'invoke');
          if (type === 'invoke') calling.add(process);
          else calling.delete(process);
          if (type === 'info') gone.add(process);
        }
        expect(calling.size).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of one time leave concurrent what our intervals leave concurrent', () => {
    const call = (clerk: number, calledAt: number, returnedAt: number): CallFact => {
      const told = { id: 1, op: 'put', key: 'k', value: 'v', result: null, tries: [] } as const;
      return { ...told, clerk: CLERK_BASE + clerk, calledAt, returnedAt, answeredBy: 1 };
    };
    const told = ({ type, process }: JepsenEvent) => `${type} ${process}`;
    expect(eventsOf([call(1, 0, 5), call(2, 5, 9)], 9).map(told)).toEqual([
      'invoke 0',
      'invoke 1',
      'ok 0',
      'ok 1',
    ]);
    expect(eventsOf([call(1, 0, 5), call(1, 5, 9)], 9).map(told)).toEqual([
      'invoke 0',
      'ok 0',
      'invoke 0',
      'ok 0',
    ]);
  });

  test('say what a call is, its key beside its argument', () => {
    const { calls } = finalMoment(runWith('v', 'multi')).facts;
    const told = eventsOf(calls, 0).map(({ type, f, value, result }) => ({
      type,
      f,
      value,
      result,
    }));
    expect(told).toEqual([
      { type: 'invoke', f: 'write', value: ['v', 'v'] },
      { type: 'ok', f: 'write', value: ['v', 'v'] },
      { type: 'invoke', f: 'append', value: ['v', 'v'] },
      { type: 'invoke', f: 'read', value: ['v', null] },
      { type: 'ok', f: 'append', value: ['v', 'v'], result: 'vv' },
      { type: 'ok', f: 'read', value: ['v', 'vv'] },
    ]);
  });
});

describe('EDN', () => {
  test('is one map a line', () => {
    const { text, told } = writeJepsenEdn(runWith('say "v"'));
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(told);
    expect(lines[0]).toMatch(
      /^\{:index 0, :type :invoke, :process 0, :f :write, :value \["say \\"v\\"" "say \\"v\\""\], :time \d+\}$/,
    );
    // At the very time of the answer before it.
    expect(lines[3]).toContain(':f :read, :value ["say \\"v\\"" nil]');
  });
});

describe('any text passes:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    const run = runWith(value, 'multi');
    const { facts } = finalMoment(run);
    const operations = operationsIn(writeJepsenJson(run).text);
    expect(operations).toEqual(historyOf(facts.calls));
    const edn = writeJepsenEdn(run).text;
    expect(edn.trimEnd().split('\n')).toHaveLength(6);
    // Outside of its texts there is nothing but the eight keys and their plain values.
    for (const line of edn.trimEnd().split('\n'))
      expect(line.replace(/"(?:[^"\\]|\\.)*"/g, '""')).toMatch(/^\{[:\w ,[\]"-]+\}$/);
  });

  test('a value of a megabyte stands in full, and what does not fit is left out at the end', () => {
    const value = 'x'.repeat(1_000_000);
    const run = runWith(value, 'multi', 'k');
    const written = writeJepsenJson(run);
    expect(sizeOf(written)).toBeLessThanOrEqual(5 * 1024 * 1024);
    expect(written.told).toBeLessThan(written.of);
    const operations = operationsIn(written.text);
    expect(operations[0]).toMatchObject({ op: 'put', key: 'k', value });
    expect(checkHistory(operations).verdict).toBe('linearizable');
    const edn = writeJepsenEdn(run, 1_000);
    expect(edn).toMatchObject({ told: 0, of: 6 });
  });
});

describe('a history of anybody', () => {
  const entry = (over: object) => ({
    process: 0,
    type: 'invoke',
    f: 'read',
    value: null,
    time: 0,
    ...over,
  });
  const read = (...entries: object[]) => readJepsenJson(JSON.stringify(entries));

  test('may be of one register, with numbers, a nemesis, swaps and failures', () => {
    const answer = read(
      entry({ f: 'write', value: 3, time: 1 }),
      entry({ process: 'nemesis', type: 'info', f: 'start', time: 2 }),
      entry({ type: 'ok', f: 'write', value: 3, time: 3 }),
      entry({ f: 'cas', value: [3, 4], time: 4 }),
      entry({ process: 1, time: 5 }),
      entry({ process: 1, type: 'ok', value: 3, time: 6 }),
      entry({ type: 'fail', f: 'cas', value: [3, 4], time: 7 }),
      entry({ process: 2, f: 'write', value: 9, time: 8 }),
      entry({ process: 2, type: 'fail', f: 'write', value: 9, time: 9 }),
      entry({ process: 3, f: 'write', value: 5, time: 10 }),
      entry({ process: 3, type: 'info', f: 'write', value: 5, time: 11 }),
    );
    const [client, key] = ['C1', ''];
    expect(answer).toEqual({
      ok: true,
      operations: [
        { client, key, op: 'put', value: '3', call: 1, return: 3 },
        { client, key, op: 'cas', value: ['3', '4'], call: 4, return: 7, result: false },
        { client: 'C2', key, op: 'get', call: 5, return: 6, result: '3' },
        { client: 'C4', key, op: 'put', value: '5', call: 10, return: null },
      ],
    });
  });

  test('with keys, of whole microseconds', () => {
    const value = ['k', [null, 'b']];
    expect(
      read(entry({ f: 'cas', value }), entry({ f: 'cas', value, type: 'ok', time: 2_000 })),
    ).toEqual({
      ok: true,
      operations: [
        { client: 'C1', key: 'k', op: 'cas', value: [null, 'b'], call: 0, return: 2, result: true },
      ],
    });
  });

  test.each<[string, object[], string, string]>([
    ['no type', [entry({ type: 'start' })], '/0/type', 'expected one of invoke, ok, fail, info'],
    ['no function', [entry({ f: 'txn' })], '/0/f', 'expected one of read, write, append, cas'],
    ['no process', [entry({ process: -1 })], '/0/process', 'expected a whole number from 0'],
    ['no time', [entry({ time: 0.5 })], '/0/time', 'expected whole nanoseconds'],
    ['no text', [entry({ f: 'write', value: { a: 1 } })], '/0/value', 'expected a text'],
    ['no swap', [entry({ f: 'cas', value: 1 })], '/0/value', 'expected [expected, new]'],
    ['a second call', [entry({}), entry({})], '/1', 'process 0 is still calling'],
    ['an answer to nothing', [entry({ type: 'ok' })], '/0', 'process 0 has called nothing'],
    [
      'another answer',
      [entry({}), entry({ type: 'ok', f: 'write', value: 1 })],
      '/1',
      'this answers',
    ],
    [
      'time',
      [entry({ time: 9 }), entry({ type: 'ok', time: 8 })],
      '/1/time',
      'time runs backwards',
    ],
    ['no object', [[]], '/0', 'expected an object, found a list'],
  ])('is refused for %s', (_what, entries, pointer, reason) => {
    expect(read(...entries)).toEqual({
      ok: false,
      pointer,
      reason: expect.stringContaining(reason),
    });
  });

  test('3 000 files with something wrong in them are read or refused, and never thrown', () => {
    const { text } = writeJepsenJson(runWith('v', 'multi'));
    const mutation = fc.tuple(
      fc.nat({ max: text.length }),
      fc.nat({ max: 9 }),
      fc.string({ maxLength: 5 }),
    );
    let [good, bad] = [0, 0];
    fc.assert(
      fc.property(mutation, ([at, length, put]) => {
        const answer = readJepsenJson(text.slice(0, at) + put + text.slice(at + length));
        if (answer.ok) good++;
        else {
          bad++;
          expect(answer.reason).toMatch(/^[^\n\r]{1,300}$/);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(bad).toBeGreaterThan(1_000);
    expect(good).toBeGreaterThan(100);
  });
});
