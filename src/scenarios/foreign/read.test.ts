import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE } from '../exports/runs.testkit';
import { judgeForeign } from './judge';
import { KINDS } from './lines';
import { type ForeignRead, readForeignTrace } from './read';

const base = { time: 0, peer: 'S1', from: 'S1', to: 'S2', seq: 0, ballot: '1.S1' };
const textOf = (...lines: unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n');
const read = (...lines: unknown[]) => readForeignTrace(textOf(...lines));

/** Nothing but a trace or a reason comes back, and either is within bounds. */
function expectClean(answer: ForeignRead): void {
  if (answer.ok) {
    const { steps, peers, names } = answer.trace;
    expect(names).toHaveLength(peers);
    for (const { peer, at } of steps) {
      expect(peer).toBeLessThanOrEqual(peers);
      expect(at).toBeGreaterThanOrEqual(0);
    }
    const { violations } = judgeForeign(answer.trace);
    for (const { sentence } of violations) expect(sentence).toMatch(/^[^\n\r]{1,500}\.$/);
  } else {
    expect(answer.reason).toMatch(/^[^\n\r]{1,500}$/);
    expect(answer.line).toBeGreaterThanOrEqual(0);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe('a line becomes a step', () => {
  test('of the library', () => {
    const answer = read(
      { ...base, kind: 'prepare', time: 1_700_000_000_000.5 },
      {
        ...base,
        kind: 'promise',
        time: 1_700_000_000_002,
        peer: 'S2',
        from: 'S2',
        to: 'S1',
        vote: { ballot: '1.S3', value: 7 },
      },
    );
    expect(answer).toMatchObject({
      ok: true,
      trace: {
        protocol: 'basic',
        peers: 3,
        names: ['S1', 'S2', 'S3'],
        unit: 'line',
        steps: [
          {
            line: 1,
            at: 0,
            act: 'prepare',
            kind: 'prepare',
            peer: 1,
            from: 1,
            to: 2,
            position: 0,
            ballot: { round: 1, server: 1 },
            value: null,
            votes: [],
          },
          {
            line: 2,
            at: 1_500,
            act: 'promise',
            peer: 2,
            votes: [{ position: 0, ballot: { round: 1, server: 3 }, value: '7' }],
          },
        ],
      },
    });
  });

  test('of Multi-Paxos, with the lab’s indices and bare numbers', () => {
    const ends = { time: 0, peer: 0, from: 0, to: 4, ballot: 3 };
    const votes = [{ slot: 2, ballot: 1, value: 'x' }];
    const answer = read(
      { kind: 'cluster', peers: 5 },
      { ...ends, kind: 'p1a' },
      { ...ends, kind: 'p1b', votes, cleared: 1 },
      { ...ends, kind: 'p1b', promised: 4, votes },
      { ...ends, kind: 'p2a', slot: 2, value: 'x' },
      { ...ends, kind: 'p2b', slot: 2, promised: 3 },
      { ...ends, kind: 'p2b', seq: 2, ok: false },
      { ...ends, kind: 'decision', slot: 2, value: 'x' },
      { time: 0, peer: 4, kind: 'decide', slot: 2, value: 'x' },
      { time: 0, peer: 4, kind: 'start', value: 'y' },
      { time: 0, peer: 4, kind: 'crash' },
    );
    const ballot = { round: 3, server: 0 };
    expect(answer).toMatchObject({
      ok: true,
      trace: {
        protocol: 'multi',
        peers: 5,
        steps: [
          { line: 2, act: 'prepare', kind: 'p1a', peer: 1, to: 5, position: null, ballot },
          {
            act: 'promise',
            votes: [{ position: 2, ballot: { round: 1 }, value: 'x' }],
            cleared: 1,
          },
          { act: 'reject', promised: { round: 4 }, votes: [] },
          { act: 'accept', position: 2, value: 'x' },
          { act: 'accepted', position: 2, value: null },
          { act: 'reject', position: 2 },
          { act: 'decided', value: 'x' },
          { act: 'decide', peer: 5, from: null, to: null, position: 2, ballot: null },
          { act: 'start', position: null, value: 'y' },
          { act: 'crash', value: null },
        ],
      },
    });
  });

  test('with a byte order mark, empty lines and Windows’ line ends', () => {
    const text = `\uFEFF\r\n${JSON.stringify({ ...base, kind: 'prepare' })}\r\n\r\n`;
    expect(readForeignTrace(text)).toMatchObject({ ok: true, trace: { steps: [{ line: 2 }] } });
  });
});

describe('the first bad line is named, and why:', () => {
  const prepare = { ...base, kind: 'prepare' };
  const accept = { ...base, kind: 'accept', value: 'x' };

  test.each<[lines: unknown[], line: number, reason: string]>([
    [[[]], 1, 'expected an object, found a list'],
    [[prepare, 7], 2, 'expected an object, found 7'],
    [[{ ...base }], 1, 'missing "kind"'],
    [[{ ...base, kind: 'vote' }], 1, '"kind": expected one of prepare, promise, accept'],
    [[{ ...base, kind: 'toString' }], 1, '"kind": expected one of'],
    [
      [{ ...prepare, colour: 1 }],
      1,
      'unknown key "colour", expected kind, peer, time, from, to, seq',
    ],
    [[{ ...prepare, peer: undefined }], 1, 'missing "peer"'],
    [
      [{ ...prepare, peer: 'S10' }],
      1,
      '"peer": expected a peer: "S1" to "S9", or 0 to 8, where 0 is S1, found "S10"',
    ],
    [[{ ...prepare, peer: 9 }], 1, '"peer": expected a peer'],
    [[{ ...prepare, peer: 'S3' }], 1, '"peer": S3 is neither the sender nor the receiver'],
    [[{ ...prepare, time: -1 }], 1, '"time": expected milliseconds'],
    [[{ ...prepare, time: '0' }], 1, '"time": expected milliseconds'],
    [
      [
        { ...prepare, time: 5 },
        { ...prepare, time: 4 },
      ],
      2,
      '"time": 4 lies before 5 of line 1: the lines must be in order of time',
    ],
    [
      [{ ...prepare, ballot: '1' }],
      1,
      '"ballot": expected a ballot: "2.S3", or a whole number from 0, found "1"',
    ],
    [[{ ...prepare, ballot: 1.5 }], 1, '"ballot": expected a ballot'],
    [
      [prepare, { ...prepare, ballot: 1 }],
      2,
      '"ballot": 1 is written in another way than the ballot of line 1',
    ],
    [[{ ...prepare, seq: undefined }], 1, 'missing "seq" (or "slot")'],
    [[{ ...prepare, slot: 0 }], 1, '"slot": expected "seq" or "slot", and not both'],
    [[{ ...prepare, seq: -1 }], 1, '"seq": expected a slot'],
    [[{ ...accept, value: null }], 1, '"value": expected a value: a text or a number, found null'],
    [[{ ...accept, value: undefined }], 1, 'missing "value"'],
    [[{ ...base, kind: 'promise' }], 1, 'missing "vote"'],
    [[{ ...base, kind: 'promise', vote: { ballot: '1.S1' } }], 1, '"vote": missing "value"'],
    [
      [prepare, { ...base, seq: undefined, kind: 'p1a' }],
      2,
      '"kind": "p1a" belongs to another protocol than what line 1 tells of',
    ],
    [[prepare, { kind: 'cluster', peers: 3 }], 2, 'the line about the cluster is the first one'],
    [
      [
        { kind: 'cluster', peers: 3 },
        { kind: 'cluster', peers: 3 },
      ],
      2,
      'the line about the cluster',
    ],
    [[{ kind: 'cluster', peers: 10 }], 1, '"peers": expected a number of peers, 1 to 9'],
    [[{ kind: 'cluster', peers: 1 }, prepare], 2, 'S2 is none of the 1 peers'],
  ])('%j', (lines, line, reason) => {
    const answer = read(...lines);
    expectClean(answer);
    expect(answer).toMatchObject({ ok: false, line, reason: expect.stringContaining(reason) });
  });

  test.each<[string, string, number, string]>([
    ['nothing', '', 0, 'expected at least one line'],
    ['only the cluster', '{"kind":"cluster","peers":3}', 0, 'expected at least one line'],
    ['no JSON', 'x', 1, 'not JSON'],
    ['half a line', '{"kind":"prepare",', 1, 'not JSON'],
    [
      'a key that reaches a prototype',
      '{"kind":"crash","__proto__":{"a":1}}',
      1,
      '"__proto__": the key',
    ],
    ['the same deeper', '{"vote":{"constructor":1}}', 1, 'the key "constructor" is not allowed'],
    ['too many levels', `${'['.repeat(40)}${']'.repeat(40)}`, 1, 'expected at most 32 levels'],
    ['too much', 'x'.repeat(6_000_000), 0, 'expected at most 5 MiB'],
    ['too much in UTF-8', '漢'.repeat(2_000_000), 0, 'expected at most 5 MiB'],
  ])('%s', (_what, text, line, reason) => {
    const answer = readForeignTrace(text);
    expectClean(answer);
    expect(answer).toMatchObject({ ok: false, line, reason: expect.stringContaining(reason) });
  });
});

const samples = ['right', 'wrong'].map((name) =>
  readFileSync(new URL(`../../../public/foreign/${name}.jsonl`, import.meta.url), 'utf8'),
);

describe('whatever the text, it is read or refused, and never thrown:', () => {
  test('3 000 samples with something wrong in a line', () => {
    let [good, bad] = [0, 0];
    const mutation = fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 9 }), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.constantFrom(...samples), mutation, (text, [nth, at, length, put]) => {
        const lines = text.split('\n');
        const i = nth % lines.length;
        const line = lines[i] ?? '';
        const from = at % (line.length + 1);
        lines[i] = line.slice(0, from) + put + line.slice(from + length);
        const answer = readForeignTrace(lines.join('\n'));
        expectClean(answer);
        if (answer.ok) good++;
        else {
          bad++;
          if (answer.line > 0) expect(answer.line).toBeGreaterThanOrEqual(i + 1);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(good).toBeGreaterThan(50);
    expect(bad).toBeGreaterThan(1_000);
  });

  test('2 000 samples whose lines are shuffled, dropped and doubled: judged as they are', () => {
    let broken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.nat(), { maxLength: 8 }),
        (text, picks) => {
          const lines = text.trimEnd().split('\n').slice(1);
          for (const pick of picks) {
            const [from, to] = [pick % lines.length, (pick >> 8) % lines.length];
            if (pick % 3 === 0) lines.splice(from, 1);
            else
              lines.splice(
                to,
                0,
                ...(pick % 3 === 1 ? lines.splice(from, 1) : [lines[from] ?? '']),
              );
          }
          // Times are made to rise again, so that the judge has something to do.
          const risen = lines.map((line, i) => line.replace(/"time":[\d.]+/, `"time":${i}`));
          const answer = readForeignTrace(risen.join('\n'));
          expect(answer.ok).toBe(true);
          expectClean(answer);
          if (answer.ok && judgeForeign(answer.trace).violations.length > 0) broken++;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(broken).toBeGreaterThan(1_000);
  });

  test('2 000 objects with the right keys and anything in them', () => {
    const anything = fc.oneof(
      fc.constantFrom('S1', 'S2', 'S3', 0, 1, '1.S1', '2.S3', null, true, [], {}, 1e300, -0),
      fc.constantFrom(...HOSTILE),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const keys = [
      'peer',
      'time',
      'from',
      'to',
      'seq',
      'slot',
      'ballot',
      'value',
      'vote',
      'votes',
      'ok',
      'promised',
      'cleared',
      '__proto__',
    ];
    const line = fc.tuple(
      fc.constantFrom(...KINDS.keys()),
      fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 8 }),
    );
    const likely = line.map(([kind, said]) => JSON.stringify({ ...base, ...said, kind }));
    fc.assert(
      fc.property(fc.array(likely, { minLength: 1, maxLength: 3 }), (lines) =>
        expectClean(readForeignTrace(lines.join('\n'))),
      ),
      { numRuns: 2_000 },
    );
  });

  test('2 000 texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expectClean(readForeignTrace(text))),
      {
        numRuns: 2_000,
      },
    );
  });
});

test('hostile values stay texts', () => {
  for (const value of HOSTILE) {
    const answer = read({ ...base, kind: 'accept', value });
    expect(answer).toMatchObject({ ok: true, trace: { steps: [{ value }] } });
    expectClean(answer);
  }
});

test('a file as large as allowed is read and judged', () => {
  const lines = Array.from({ length: 58_000 }, (_, i) =>
    JSON.stringify({
      time: i,
      peer: 0,
      kind: 'p2a',
      from: 0,
      to: 1,
      slot: i,
      ballot: 0,
      value: 'x',
    }),
  );
  const text = lines.join('\n');
  expect(text.length).toBeLessThan(5 * 1024 * 1024);
  expect(text.length).toBeGreaterThan(4 * 1024 * 1024);
  const answer = readForeignTrace(text);
  expect(answer).toMatchObject({ ok: true, trace: { steps: { length: 58_000 } } });
  if (answer.ok) expect(judgeForeign(answer.trace).violations).toEqual([]);
});

describe('the samples', () => {
  const [right = '', wrong = ''] = samples;

  test('are as long as a person can read', () => {
    for (const text of samples) {
      const count = text.trimEnd().split('\n').length;
      expect(count).toBeGreaterThanOrEqual(40);
      expect(count).toBeLessThanOrEqual(120);
    }
  });

  test('of a right implementation: every property is judged, and none is broken', () => {
    const answer = readForeignTrace(right);
    if (!answer.ok) throw new Error(answer.reason);
    const { verdicts, violations, chosen } = judgeForeign(answer.trace);
    expect(violations).toEqual([]);
    for (const { judged } of verdicts) expect(judged).toBeGreaterThan(0);
    expect(new Set(chosen.map(({ position }) => position))).toEqual(new Set([0, 1, 2]));
    // A vote is reported and taken over: the interesting case.
    expect(answer.trace.steps.some(({ votes }) => votes.length > 0)).toBe(true);
  });

  test('of a wrong one: the line that breaks a promise comes first, and the line with the promise is named', () => {
    const answer = readForeignTrace(wrong);
    if (!answer.ok) throw new Error(answer.reason);
    const { violations } = judgeForeign(answer.trace);
    expect(violations.map(({ property }) => property)).toEqual([
      'SD-accept-guard',
      'SD-future',
      'SD-agreement',
    ]);
    const lines = wrong.split('\n');
    const [first] = violations;
    expect(first).toMatchObject({
      line: 50,
      sentence: 'S2 accepts 1.S1 in instance 1, although it has promised 1.S3 (line 41).',
      because: [41],
    });
    expect(JSON.parse(lines[49] ?? '')).toMatchObject({
      kind: 'accepted',
      peer: 'S2',
      ballot: '1.S1',
    });
    expect(JSON.parse(lines[40] ?? '')).toMatchObject({
      kind: 'promise',
      peer: 'S2',
      ballot: '1.S3',
    });
    // Up to there the two are the same run.
    expect(lines.slice(0, 49)).toEqual(right.split('\n').slice(0, 49));
  });
});

test('the examples of the document are read, and it tells of every kind', () => {
  const text = readFileSync(new URL('../../../docs/foreign-trace.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/```jsonl\n(.*?)```/gs)].map(([, example]) => example ?? '');
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) {
    const answer = readForeignTrace(example);
    expect(answer.ok ? null : answer).toBeNull();
    if (answer.ok && example.includes('"prepare"'))
      expect(judgeForeign(answer.trace).violations).toEqual([]);
  }
  for (const kind of KINDS.keys()) expect(text).toContain(`\`${kind}\``);
});
