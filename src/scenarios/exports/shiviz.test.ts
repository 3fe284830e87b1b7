import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../base/address';
import { scenario } from '../cluster.testkit';
import { type RecordedRun, recordRun, toldSteps } from './recordedRun';
import { anyRun, HOSTILE, plainly, sizeOf, startOf, throughAFile } from './runs.testkit';
import { writeShiViz } from './shiviz';
import { isBefore, type LoggedEvent, objections, parseShiViz } from './shiviz.testkit';

const logOf = (run: RecordedRun, tell = plainly) =>
  parseShiViz(throughAFile(writeShiViz(run, tell).text));

test('the log of any run is one that ShiViz takes', () => {
  let events = 0;
  fc.assert(
    fc.property(anyRun, (run) => {
      const log = logOf(run);
      expect(objections(log)).toEqual([]);
      const { nodes, clerks } = run.initial.world;
      const hosts = [...nodes, ...clerks].map(({ address }) => nameOf(address));
      expect([...new Set(log.map(({ host }) => host))].sort()).toEqual(hosts.sort());
      const atNodes = run.steps.filter(({ outcome }) => outcome.node !== null).length;
      expect(log.length).toBeGreaterThanOrEqual(atNodes + hosts.length);
      events += log.length;
    }),
    { numRuns: 100 },
  );
  expect(events).toBeGreaterThan(2_000);
});

/** The event of a step, found by what its sentence says. */
function eventOf(log: readonly LoggedEvent[], text: string): LoggedEvent {
  const found = log.filter(({ event }) => event.endsWith(`: ${text}`));
  expect(found).toHaveLength(1);
  return found[0] as LoggedEvent;
}

test('every message makes what sent it a cause of what received it', () => {
  let received = 0;
  fc.assert(
    fc.property(anyRun, (run) => {
      const senders = new Map<number, string | undefined>();
      const originals = new Map<number, number>();
      const numbers = new Map([...toldSteps(run)].map((step, i) => [step.event, `${i}`]));
      const log = logOf(run, ({ event }) => numbers.get(event) ?? '');
      for (const { event, outcome } of toldSteps(run)) {
        for (const { wire } of outcome.posted) {
          if (outcome.node !== null) senders.set(wire.id, numbers.get(event));
          else if (event.type === 'duplicate') originals.set(wire.id, event.wire);
        }
        const { ended } = outcome;
        if (ended?.how !== 'received') continue;
        let { id } = ended.wire;
        while (originals.has(id)) id = originals.get(id) as number;
        const sender = senders.get(id);
        if (sender === undefined) continue;
        received++;
        const here = numbers.get(event) as string;
        expect(isBefore(eventOf(log, sender), eventOf(log, here))).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
  expect(received).toBeGreaterThan(300);
});

test('a copy made by a hand has the causes of what it copies, and no more', () => {
  const copied = { kind: 'prepare', to: 'S2' };
  const start = { peer: 'S1', seq: 0, value: 'x' };
  const run = recordRun(
    scenario([{ start }, { start: { ...start, seq: 1 } }, { duplicate: copied }, { run: 20 }]),
  );
  const log = logOf(run, ({ outcome }) => `${outcome.ended?.wire.id ?? '-'}`);
  const [original, copy] = [1, 5].map((id) => eventOf(log, `${id}`));
  expect(original?.clock.get('S1')).toBe(2);
  expect(copy?.clock.get('S1')).toBe(2);
  expect(copy?.host).toBe('S2');
});

test('what is concurrent is no cause', () => {
  const script = [
    { start: { peer: 'S1', seq: 0, value: 'x' } },
    { start: { peer: 'S2', seq: 0, value: 'y' } },
    { kill: 'S3' },
  ];
  const run = recordRun(scenario(script));
  const log = logOf(run, ({ event }) => ('node' in event ? `${event.type} S${event.node}` : ''));
  const [one, other, crash] = ['call S1', 'call S2', 'crash S3'].map((text) => eventOf(log, text));
  const all = [one, other, crash] as LoggedEvent[];
  for (const a of all) for (const b of all) expect(isBefore(a, b)).toBe(false);
  expect(crash?.host).toBe('S3');
});

test('a server that writes to itself before anything has happened', () => {
  const lone = { protocol: 'multi', peers: 1, toSelf: 'message' };
  const run = recordRun(scenario([{ run: 50 }], lone));
  expect(run.initial.world.wires.length).toBeGreaterThan(0);
  expect(objections(logOf(run))).toEqual([]);
});

describe('any text passes:', () => {
  test.each(HOSTILE.map((value) => [JSON.stringify(value), value]))('%s', (_shown, value) => {
    const run = startOf('x');
    const log = logOf(run, () => value);
    expect(objections(log)).toEqual([]);
    expect(log).toHaveLength(3 + run.steps.filter(({ outcome }) => outcome.node !== null).length);
    for (const { event } of log) expect(event).toMatch(/^[\d.]+ ms: /);
  });
});

test('what does not fit is left out at the end, and the rest is still a log', () => {
  const run = startOf('x');
  const whole = writeShiViz(run, plainly);
  const cut = writeShiViz(run, plainly, sizeOf(whole) - 200);
  expect(whole.told).toBe(run.steps.length);
  expect(cut.told).toBeLessThan(whole.told);
  expect(sizeOf(cut)).toBeLessThanOrEqual(sizeOf(whole) - 200);
  expect(objections(parseShiViz(cut.text))).toEqual([]);
  expect(sizeOf(writeShiViz(run, () => 'x'.repeat(1_000_000)))).toBeLessThan(50_000);
  expect(writeShiViz(run, plainly, 10)).toEqual({ text: '', told: 0, of: whole.of });
});

describe('the validator itself objects to', () => {
  const lines = (...entries: [string, object][]) =>
    `(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})\n\n${entries.map(([host, clock]) => `e\n${host} ${JSON.stringify(clock)}`).join('\n')}`;

  test.each<[string, [string, object][], string]>([
    ['a clock without its host', [['a', { b: 1 }]], 'a is missing'],
    ['a first time that is not 1', [['a', { a: 2 }]], 'event 1 of a has time 2'],
    [
      'a gap',
      [
        ['a', { a: 1 }],
        ['a', { a: 3 }],
      ],
      'event 2 of a has time 3',
    ],
    [
      'a time twice',
      [
        ['a', { a: 1 }],
        ['a', { a: 1 }],
      ],
      'event 2 of a has time 1',
    ],
    ['a stranger', [['a', { a: 1, b: 1 }]], 'e: unknown host b'],
    [
      'a time out of range',
      [
        ['a', { a: 1, b: 2 }],
        ['b', { b: 1 }],
      ],
      'e: b has no time 2',
    ],
    [
      'a cause without its own causes',
      [
        ['a', { a: 1 }],
        ['b', { a: 1, b: 1 }],
        ['c', { b: 1, c: 1 }],
      ],
      'e: knows b but not what it knew of a',
    ],
  ])('%s', (_what, entries, objection) => {
    expect(objections(parseShiViz(lines(...entries)))).toContain(objection);
  });

  test('a file without events, or without the three groups', () => {
    expect(() => parseShiViz(lines())).toThrow('captures no event');
    expect(() => parseShiViz('(?<event>.*)\n\nx')).toThrow('no groups');
  });
});
