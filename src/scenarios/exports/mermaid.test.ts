import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenario } from '../cluster.testkit';
import { MOST_MERMAID, writeMermaid } from './mermaid';
import { recordRun } from './recordedRun';
import { anyRun, HOSTILE, runWith, sizeOf, startOf } from './runs.testkit';

/** Every line of a diagram is one of these; its text holds nothing that Mermaid would read as more than text. */
const NODE = '[SC]\\d+';
const TEXT = "(?:[\\p{L}\\p{N} .,()'+\\-/!?…–’]|: |#\\d+;)*";
const LINES = [
  /^sequenceDiagram$/,
  new RegExp(`^ {2}participant ${NODE}$`),
  new RegExp(`^ {2}${NODE}--?(?:>>|x)${NODE}: ${TEXT}$`, 'u'),
  new RegExp(`^ {2}Note over ${NODE}(?:,${NODE})?: ${TEXT}$`, 'u'),
  /^ {2}%% \d+ more events do not fit into \d+ bytes$/,
];

const strangeLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => !LINES.some((known) => known.test(line)));

const runOf = (script: object[], cluster: object = {}) =>
  recordRun(scenario(script, { network: { delay: [10, 10] }, ...cluster }));

test('a run as a sequence diagram', () => {
  const run = runOf([{ kill: 'S3' }, { start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 25 }]);
  expect(writeMermaid(run)).toMatchObject({ told: run.steps.length, of: run.steps.length });
  expect(writeMermaid(run).text).toBe(`sequenceDiagram
  participant S1
  participant S2
  participant S3
  Note over S3: crash
  Note over S1: call start 0: x
  S1->>S2: prepare 1.S1, instance 0
  S1-xS3: prepare 1.S1, instance 0 (nobody is there)
  S2-->>S1: promise 1.S1, instance 0
`);
});

test('what becomes chosen is noted, and who knows it', () => {
  const { text } = writeMermaid(startOf('x'));
  expect(text).toContain('  Note over S1,S3: chosen in instance 0: x, at 1.S1\n');
  for (const name of ['S1', 'S2', 'S3'])
    expect(text).toContain(`  Note over ${name}: decided in instance 0: x\n`);
  const { text: multi } = writeMermaid(runWith('v', 'multi'));
  expect(multi).toMatch(/ {2}Note over S1,C2: chosen in slot 1: put\(v, v\), at 1\.S\d\n/);
});

test('every line of any run is one that Mermaid knows', () => {
  let lines = 0;
  fc.assert(
    fc.property(anyRun, (run) => {
      const { text } = writeMermaid(run);
      expect(strangeLines(text)).toEqual([]);
      lines += text.split('\n').length;
    }),
    { numRuns: 100 },
  );
  expect(lines).toBeGreaterThan(1_500);
});

describe('any text passes:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    for (const run of [startOf(value), runWith(value, 'multi')]) {
      const { text } = writeMermaid(run);
      expect(strangeLines(text)).toEqual([]);
      expect(text.split('\n').length).toBeGreaterThan(15);
    }
  });

  test('markup stands as numbers', () => {
    expect(writeMermaid(startOf('<b>;#1')).text).toContain('start 0: #60;b#62;#59;#35;1\n');
  });

  test('and a value of a megabyte is cut, with its length', () => {
    const { text } = writeMermaid(startOf('x'.repeat(1_000_000)));
    expect(text).toContain('xxxxxxxxxxxx… (1#160;000#160;000 characters)');
    expect(text.length).toBeLessThan(10_000);
  });
});

test('no longer than Mermaid draws: what does not fit is left out at the end, and counted', () => {
  const workload = Array.from({ length: 200 }, (_, i) => ({
    start: { peer: 'S1', seq: i, value: `value ${i}` },
  }));
  const run = runOf([...workload, { run: 500 }]);
  const written = writeMermaid(run);
  expect(written.told).toBeLessThan(written.of);
  expect(written.told).toBeGreaterThan(100);
  expect(sizeOf(written)).toBeLessThanOrEqual(MOST_MERMAID);
  expect(sizeOf(written)).toBeGreaterThan(MOST_MERMAID - 1_000);
  expect(strangeLines(written.text)).toEqual([]);
  expect(written.text).toContain(`%% ${written.of - written.told} more events`);
});
