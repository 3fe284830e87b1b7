import { describe, expect, test } from 'vitest';
import { scenario } from '../cluster.testkit';
import { writeEventLog } from './eventLog';
import { finalMoment, recordRun } from './recordedRun';
import { HOSTILE, plainly, sizeOf, startOf } from './runs.testkit';

test('one line an event, after the title', () => {
  const network = { delay: [10, 10] };
  const script = [{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 5 }, { cut: ['S1', 'S2'] }];
  const run = recordRun(scenario(script.slice(0, 2), { network }));
  expect(writeEventLog(run, plainly)).toEqual({
    told: 2,
    of: 2,
    text: `A test
basic, 3 servers, seed 1

     1         0.000 ms  S1   call proposer.start acceptor.promise proposer.countPromise
     2         5.000 ms       wait
`,
  });
});

test('the teller sees the moment before and the moment after', () => {
  const run = startOf('x');
  const moments = new Set<unknown>();
  const { text } = writeEventLog(run, ({ before, after, event }) => {
    moments.add(before).add(after);
    return `${before.world.now} ${after.world.now} ${event.type}`;
  });
  expect(moments.size).toBe(run.steps.length + 1);
  expect(moments.has(finalMoment(run))).toBe(true);
  expect(text.split('\n')).toHaveLength(run.steps.length + 4);
});

describe('any text stays on its line:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    const run = startOf('x');
    const { text } = writeEventLog(run, () => value);
    expect(text.split(/[\n\r\u2028\u2029]/)).toHaveLength(run.steps.length + 4);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}/u);
  });
});

test('long sentences are cut, and what does not fit is left out at the end', () => {
  const run = startOf('x');
  const long = writeEventLog(run, () => 'x'.repeat(1_000_000));
  expect(long.told).toBe(run.steps.length);
  expect(sizeOf(long)).toBeLessThan(1_000 * run.steps.length);
  const cut = writeEventLog(run, plainly, 400);
  expect(cut.told).toBeLessThan(run.steps.length);
  expect(sizeOf(cut)).toBeLessThanOrEqual(400);
  expect(writeEventLog(run, plainly, 3)).toEqual({ text: '', told: 0, of: run.steps.length });
});
