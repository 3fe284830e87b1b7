import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeScenario } from './decode';
import { MAX_STEPS } from './limits';
import { VERBS } from './steps';

const example = {
  format: 'paxoscope/1',
  title: 'Everything',
  summary: 'Something of each kind.',
  cluster: {
    protocol: 'basic',
    peers: 5,
    clerks: 2,
    seed: 7,
    delivery: 'auto',
    network: { delay: [5, 15], loss: 0.1, replyLoss: 0.2, duplicate: 0 },
    storage: 'durable',
    timers: { retry: 400 },
    broken: ['no-promise'],
  },
  playback: { speed: 0.1 },
  script: [
    { at: 0, start: { peer: 'S1', seq: 0, value: 'apple' } },
    { start: { peer: 'S2', seq: 1, value: { fill: 1000 } } },
    { at: 0.125, run: { events: 2 } },
    { workload: { clerk: 'C2', calls: [{ op: 'put', key: 'k', value: { fill: 9, step: 3 } }] } },
    { call: { clerk: 'C1', op: 'append', key: 'k', value: 'v', to: ['S1'], wait: 100 } },
    { partition: [['S1', 'S2'], ['S3'], ['C1', 'S5']] },
    { kill: { peer: 'S4', storage: 'lost' } },
    { hold: { kind: 'accept', from: 'S1', to: 'S2', seq: 0, ballot: '1.S1', nth: 2 } },
    {
      repeat: { times: 3, as: 'i', script: [{ start: { peer: 'S1', seq: '=$i*2', value: '$i' } }] },
    },
    {
      until: {
        when: { all: [{ safe: true }, { not: { max: { peer: 'S1', is: 3 } } }] },
        within: 9,
      },
    },
    { ask: { question: 'Which?', options: ['a', 'b'], answer: 'a', because: 'so' } },
    { expect: { decided: { seq: 0, peers: { atLeast: 3 }, value: ['apple', 7] } } },
  ],
};
const text = JSON.stringify(example);

/** Nothing but a scenario or a reason comes back, and either is within bounds. */
function decodesCleanly(input: string): void {
  const decoded = decodeScenario(input);
  if (decoded.ok) {
    const { script, origin, cluster } = decoded.scenario;
    expect(script.length).toBeLessThanOrEqual(MAX_STEPS);
    expect(origin).toHaveLength(script.length);
    expect(script.every((step) => VERBS.includes(step.verb))).toBe(true);
    expect(cluster.peers).toBeLessThanOrEqual(9);
  } else {
    expect(decoded.reason).toMatch(/^[^\n\r]{1,300}$/);
    expect(decoded.pointer).toMatch(/^(\/[^\n\r]*)?$/);
    expect(decoded.pointer.length).toBeLessThanOrEqual(300);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

type Path = readonly (string | number)[];

function pathsOf(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) return [path];
  const inner = Object.entries(node).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return [path, ...inner];
}

/** A copy of `node` with what stands at `path` changed. */
function changed(node: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(node);
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = changed(copy[key], rest, change);
  return copy;
}

const paths = pathsOf(example);
const awkward = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-1, 0, 0.5, 1e9 + 1, 2 ** 53, null, true, '', '$i', '=1+', 'S9', 'C30', [], {}),
);

test('the example is a scenario', () => {
  expect(decodeScenario(text)).toMatchObject({ ok: true });
});

describe('whatever comes in is read or refused, never thrown', () => {
  test('any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), decodesCleanly));
  });

  test('any JSON', () => {
    fc.assert(fc.property(fc.json(), decodesCleanly));
  });

  test('any script of anything', () => {
    const step = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...VERBS, 'repeat', 'at'), awkward, { maxKeys: 2 }),
    );
    fc.assert(
      fc.property(fc.array(step), (script) =>
        decodesCleanly(JSON.stringify({ ...example, script })),
      ),
      { numRuns: 500 },
    );
  });

  test('a scenario with one part replaced', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), awkward, (path, value) =>
        decodesCleanly(JSON.stringify(changed(example, path, () => value))),
      ),
      { numRuns: 1000 },
    );
  });

  test('a scenario with one character replaced', () => {
    const place = fc.nat(text.length);
    fc.assert(
      fc.property(place, fc.string({ maxLength: 2 }), (at, by) =>
        decodesCleanly(text.slice(0, at) + by + text.slice(at + 1)),
      ),
      { numRuns: 1000 },
    );
  });
});

describe('keys that could reach a prototype', () => {
  const payloads = ['__proto__', 'constructor', 'prototype'].flatMap((key) =>
    paths.map((path) => [key, `/${path.join('/')}`, path] as const),
  );

  test('are refused at any depth, with their place', () => {
    for (const [key, , path] of payloads) {
      const polluted = changed(example, path, () => 'PAYLOAD');
      const payload = `{${JSON.stringify(key)}:{"polluted":true}}`;
      const decoded = decodeScenario(JSON.stringify(polluted).replace('"PAYLOAD"', payload));
      expect(decoded).toEqual({
        ok: false,
        pointer: ['', ...path, key].join('/'),
        reason: `the key "${key}" is not allowed`,
      });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('are plain texts where a text is wanted', () => {
    for (const value of ['__proto__', 'constructor', 'prototype']) {
      const script = [{ start: { peer: 'S1', seq: 0, value } }];
      expect(decodeScenario(JSON.stringify({ ...example, script }))).toMatchObject({ ok: true });
    }
  });
});
