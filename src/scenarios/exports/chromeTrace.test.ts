import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TraceEvent, writeChromeTrace } from './chromeTrace';
import { finalMoment, type RecordedRun } from './recordedRun';
import { anyRun, grouped, HOSTILE, runWith, sizeOf, startOf, throughAFile } from './runs.testkit';

function eventsIn(text: string): readonly TraceEvent[] {
  const file = JSON.parse(throughAFile(text)) as { readonly traceEvents: readonly TraceEvent[] };
  return file.traceEvents;
}

const endOf = ({ ts = 0, dur = 0 }: TraceEvent) => ts + dur;

/** Slices of one thread that overlap and do not nest. */
function overlaps(events: readonly TraceEvent[]): string[] {
  const slices = events.filter(({ ph }) => ph === 'X');
  return [...grouped(slices, ({ tid }) => tid).values()].flatMap((thread) => {
    const sorted = thread.toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0) || endOf(b) - endOf(a));
    const open: TraceEvent[] = [];
    return sorted.flatMap((slice) => {
      while (open.length > 0 && endOf(open.at(-1) as TraceEvent) <= (slice.ts ?? 0)) open.pop();
      const around = open.at(-1);
      open.push(slice);
      return around && endOf(around) < endOf(slice) ? [`${around.name} and ${slice.name}`] : [];
    });
  });
}

/** Everything that breaks a rule of the format. */
function objections(events: readonly TraceEvent[]): string[] {
  const found = overlaps(events);
  const pairs = (begin: string, end: string) => {
    const ids = (ph: string) => events.filter((event) => event.ph === ph).map(({ id }) => id);
    const [begun, ended] = [ids(begin), ids(end)];
    if (new Set(begun).size < begun.length) found.push(`an id begins twice with ${begin}`);
    if (begun.toSorted().join() !== ended.toSorted().join()) found.push(`${begin} without ${end}`);
  };
  pairs('b', 'e');
  pairs('s', 'f');
  const slices = events.filter(({ ph }) => ph === 'X');
  for (const { ph, id, tid, ts, dur, name } of events) {
    if (ph === 'X' && !((dur ?? -1) >= 0)) found.push(`${name}: no length`);
    if (ph !== 'M' && !(Number.isSafeInteger(ts) && (ts ?? -1) >= 0))
      found.push(`${name}: no time`);
    const isFlow = ph === 's' || ph === 'f';
    if (isFlow && !slices.some((slice) => slice.tid === tid && slice.ts === ts))
      found.push(`flow ${id} has no slice`);
  }
  return found;
}

test('the trace of any run keeps the rules: slices nest, pairs are whole, arrows have ends', () => {
  let [slices, flows, away] = [0, 0, 0];
  fc.assert(
    fc.property(anyRun, (run) => {
      const { text, told } = writeChromeTrace(run);
      const events = eventsIn(text);
      expect(objections(events)).toEqual([]);
      expect(told).toBe(run.steps.length);
      const messages = events.filter(({ ph }) => ph === 'b').length;
      expect(messages).toBe(finalMoment(run).world.sent);
      slices += events.filter(({ ph }) => ph === 'X').length;
      flows += events.filter(({ ph }) => ph === 's').length;
      away += events.filter(({ name }) => name === 'crashed' || name === 'paused').length;
    }),
    { numRuns: 100 },
  );
  expect(slices).toBeGreaterThan(1_500);
  expect(flows).toBeGreaterThan(500);
  expect(away).toBeGreaterThan(50);
});

test('servers and clerks are threads, a step is a slice, a message an arrow', () => {
  const events = eventsIn(writeChromeTrace(runWith('v')).text);
  const names = events.filter(({ name }) => name === 'thread_name').map(({ args }) => args);
  expect(names).toEqual(['S1', 'S2', 'S3', 'C1', 'C2'].map((name) => ({ name })));
  const sent = events.find(({ ph, name }) => ph === 'b' && name.startsWith('prepare '));
  expect(sent).toMatchObject({ cat: 'message', args: { from: 'S1', to: 'S2' } });
  const slice = events.find(({ name }) => name === `receive ${sent?.name}`);
  expect(slice).toMatchObject({
    ph: 'X',
    args: { rules: expect.arrayContaining(['acceptor.promise']) },
  });
});

describe('any text passes:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    for (const run of [startOf(value), runWith(value, 'multi')])
      expect(objections(eventsIn(writeChromeTrace(run).text))).toEqual([]);
  });

  test('and a value of a megabyte is cut, with its length', () => {
    const written = writeChromeTrace(startOf('x'.repeat(1_000_000)));
    expect(sizeOf(written)).toBeLessThan(50_000);
    expect(written.text).toContain('1\u00a0000\u00a0000 characters');
  });
});

test('wherever a run under hands is cut off, the rest keeps the rules', () => {
  let cut = 0;
  fc.assert(
    fc.property(anyRun, fc.integer({ min: 4_000, max: 30_000 }), (run, most) => {
      const { text, told, of } = writeChromeTrace(run, most);
      if (text === '') return;
      if (told < of) cut++;
      expect(objections(eventsIn(text))).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(cut).toBeGreaterThan(20);
});

test('what does not fit is left out at the end, and the rest keeps the rules', () => {
  const run: RecordedRun = runWith('v', 'multi');
  const whole = writeChromeTrace(run);
  for (const most of [10_000, 20_000, 40_000]) {
    const cut = writeChromeTrace(run, most);
    expect(cut.told).toBeLessThan(whole.told);
    expect(cut.told).toBeGreaterThan(0);
    expect(sizeOf(cut)).toBeLessThanOrEqual(most);
    expect(objections(eventsIn(cut.text))).toEqual([]);
  }
  expect(writeChromeTrace(run, 2_001)).toEqual({ text: '', told: 0, of: whole.of });
});
