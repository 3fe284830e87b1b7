import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeScenario } from './decode';
import { encodeScenario } from './encode';
import { fillOf, readFill } from './fills';
import type { Scenario } from './types';

const folder = 'public/scenarios';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json') && path !== 'index.json');

function read(text: string): Scenario {
  const decoded = decodeScenario(text);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

function fileWith(script: readonly unknown[], cluster: object = {}): string {
  const whole = { protocol: 'basic', peers: 5, clerks: 3, ...cluster };
  return JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster: whole, script });
}

/** What is written is in other places of the file, and else the same. */
function expectSame(scenario: Scenario): void {
  const { origin: _old, ...expected } = scenario;
  const { origin: _new, ...again } = read(encodeScenario(scenario));
  expect(again).toEqual(expected);
}

test.each(files)('%s reads back as what it was', (file) => {
  expectSame(read(readFileSync(`${folder}/${file}`, 'utf8')));
});

describe('what the files that come with the page do not say:', () => {
  test.each<[what: string, steps: readonly unknown[]]>([
    [
      'a time of microseconds',
      [
        { at: 0.001, heal: true },
        { at: 12.345, heal: true },
      ],
    ],
    ['events to wait for', [{ run: { events: 3 } }, { run: { events: 0 } }, { run: 7 }]],
    ['a delay of microseconds', [{ network: { delay: [0.125, 1.5] } }]],
    ['storage', [{ kill: { peer: 'S1', storage: 'lost' } }, { kill: 'S2' }]],
    [
      'a workload',
      [
        {
          workload: {
            clerk: 'C2',
            calls: [
              { op: 'get', key: 'a', pause: 5 },
              { op: 'put', key: '', value: 7, to: ['S3', 'S1'] },
            ],
          },
        },
      ],
    ],
    ['a question', [{ ask: { question: 'q', options: ['a', 'b'], answer: 'b', because: '' } }]],
    ['a membership', [{ reconfigure: { peers: ['S1', 'S2'] } }]],
    ['words like code', [{ say: '"$i" =1+1 <b>\n  two lines\n' }, { note: '\u2028' }]],
    [
      'values of many kinds',
      [
        { start: { peer: 'S1', seq: 0, value: { fill: 100 } } },
        { start: { peer: 'S1', seq: 0, value: { fill: 100 } } },
        { start: { peer: 'S1', seq: 1, value: { fill: 100, step: 7 } } },
        { start: { peer: 'S1', seq: 1, value: { fill: 3 } } },
        { expect: { decided: { seq: 0, peers: 1, value: { fill: 100 } } } },
        { expect: { decided: { seq: 0, peers: 1, value: ['x', { fill: 100 }, 7] } } },
        { expect: { decided: { seq: 0, peers: 1, value: { fill: 99 } } } },
        { expect: { status: { peer: 'S1', seq: 0, is: 'decided', value: { fill: 100 } } } },
        { expect: { slot: { peer: 'S1', slot: 0, is: 'chosen', value: null } } },
        { expect: { kv: { peer: 'S1', key: '', value: { fill: 100, step: 1 } } } },
        { expect: { result: { clerk: 'C1', nth: 2, value: '' } } },
      ],
    ],
  ])('%s', (_what, steps) => {
    expectSame(read(fileWith(steps)));
  });

  test('a cluster that is unlike the usual one', () => {
    const cluster = {
      protocol: 'multi',
      seed: 0,
      delivery: 'manual',
      network: { delay: [1, 2], loss: 0.5 },
      storage: 'volatile',
      timers: { heartbeat: 9 },
      broken: ['x'],
      preemption: 'retry',
      toSelf: 'message',
    };
    expectSame(read(fileWith([], cluster)));
  });
});

test('a file says one step a line, and nothing that is usual', () => {
  const text = encodeScenario(read(fileWith([{ heal: true }, { drop: { kind: 'accept' } }])));
  expect(text).toBe(`{
  "format": "paxoscope/1",
  "title": "A test",
  "cluster": {
    "protocol": "basic",
    "peers": 5,
    "clerks": 3
  },
  "script": [
    { "heal": true },
    { "drop": { "kind": "accept" } }
  ]
}
`);
  expect(encodeScenario(read(fileWith([])))).toContain('"script": []\n}\n');
});

describe('a fill', () => {
  test.each([40, 1000])('of %i characters is known by its text', (length) => {
    expect(fillOf(length, 12)).toHaveLength(length);
    expect(readFill(fillOf(length, 12))).toEqual({ fill: length, step: 12 });
  });

  test.each(['', 'fill 1 xxx', `fill 01 ${'x'.repeat(40)}`, `fill 9 ${'x'.repeat(40)}y`])(
    'is not %j',
    (text) => {
      expect(readFill(text)).toBeNull();
    },
  );
});
