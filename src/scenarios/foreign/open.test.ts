import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeItf } from '../exports/itf/write';
import { startOf } from '../exports/runs.testkit';
import { itfOf, walk } from './abstractPaxos.testkit';
import { openForeignTrace } from './open';

test('lines of an implementation', () => {
  const sample = new URL('../../../public/foreign/wrong.jsonl', import.meta.url);
  expect(openForeignTrace(readFileSync(sample, 'utf8'))).toMatchObject({
    ok: true,
    trace: { unit: 'line' },
  });
  expect(openForeignTrace('{"kind":"x"}')).toMatchObject({ ok: false, line: 1 });
});

test('states of a model checker, on one line or on many', () => {
  const text = itfOf(walk(1, null));
  for (const file of [text, JSON.stringify(JSON.parse(text), null, 2)])
    expect(openForeignTrace(file)).toMatchObject({ ok: true, trace: { unit: 'state' } });
});

test('a file of states that cannot be shown is refused with its reason', () => {
  expect(openForeignTrace(writeItf(startOf('x')).text)).toEqual({
    ok: false,
    line: 0,
    reason:
      '/vars: missing maxBal, maxVBal, maxVal, msgs: only traces of abstract Paxos can be shown',
  });
  expect(openForeignTrace('{"vars":["x"],"states":[]}')).toMatchObject({
    reason: '/states: expected at least one state',
  });
  expect(openForeignTrace('{"vars":["x"],"states":[}')).toMatchObject({
    reason: expect.stringContaining('not JSON'),
  });
});
