import { describe, expect, test } from 'vitest';
import { type ItfTrace, readItf } from '../exports/itf/read';
import { writeItf } from '../exports/itf/write';
import { startOf } from '../exports/runs.testkit';
import { isSplit, itfOf, type Mutant, walk } from './abstractPaxos.testkit';
import { foreignOfItf, isAbstractPaxos } from './fromItf';
import { judgeForeign } from './judge';
import type { ForeignTrace } from './trace';

function traceIn(text: string): ItfTrace {
  const read = readItf(text);
  if (!read.ok) throw new Error(`${read.pointer}: ${read.reason}`);
  return read.trace;
}

function foreignIn(text: string): ForeignTrace {
  const read = foreignOfItf(traceIn(text));
  if (!read.ok) throw new Error(read.reason);
  return read.trace;
}

/** A file with one state after the other, each with these messages more. */
function fileOf(...fresh: object[][]): string {
  const all = (value: unknown) => ({ '#map': ['a1', 'a2', 'a3'].map((acc) => [acc, value]) });
  const states = fresh.map((_, i) => ({
    maxBal: all(-1),
    maxVBal: all({ '#bigint': '-1' }),
    maxVal: all('None'),
    msgs: { '#set': fresh.slice(0, i + 1).flat() },
  }));
  return JSON.stringify({ vars: ['maxBal', 'maxVBal', 'maxVal', 'msgs'], states });
}

describe('a trace of abstract Paxos', () => {
  test('becomes steps of the roles', () => {
    const trace = foreignIn(
      fileOf(
        [],
        [{ type: '1a', bal: { '#bigint': '1' } }],
        [{ type: '1b', acc: 'a2', bal: 1, mbal: -1, mval: 'None' }],
        [{ type: '1b', acc: 'a3', bal: 1, mbal: 0, mval: 'v' }],
        [{ type: '2a', bal: 1, val: 'v' }],
        [{ type: '2b', acc: 'a2', bal: 1, val: 'v' }],
      ),
    );
    expect(trace).toMatchObject({
      protocol: 'basic',
      peers: 3,
      names: ['a1', 'a2', 'a3'],
      unit: 'state',
    });
    const ballot = { round: 1, server: 0 };
    expect(trace.steps).toMatchObject([
      { line: 1, at: 1_000, act: 'prepare', kind: '1a', peer: 0, from: null, to: null, ballot },
      { line: 2, act: 'promise', peer: 2, from: 2, to: null, ballot, votes: [] },
      {
        line: 3,
        act: 'promise',
        peer: 3,
        votes: [{ position: 0, ballot: { round: 0 }, value: 'v' }],
      },
      { line: 4, act: 'accept', peer: 0, position: 0, value: 'v' },
      { line: 5, act: 'accepted', kind: '2b', peer: 2, value: 'v' },
    ]);
  });

  test('also with Quint’s names and variants, with values that are numbers, and with records for functions', () => {
    const phase = (tag: string, value: object) => ({ tag, value });
    const file = {
      vars: ['paxos::maxBal', 'paxos::maxVBal', 'paxos::maxVal', 'paxos::msgs'],
      states: [
        {
          'paxos::maxBal': { p: -1, q: -1 },
          'paxos::maxVBal': { p: -1, q: -1 },
          'paxos::maxVal': { p: 0, q: 0 },
          'paxos::msgs': {
            '#set': [phase('Phase2b', { acc: 'q', bal: 0, val: 7 }), phase('Phase1a', { bal: 0 })],
          },
        },
      ],
    };
    const { steps, names } = foreignIn(JSON.stringify(file));
    expect(names).toEqual(['p', 'q']);
    expect(steps).toMatchObject([
      { act: 'prepare', kind: '1a' },
      { act: 'accepted', peer: 2, value: '7' },
    ]);
  });

  test.each<[string, string, string]>([
    [
      'other variables',
      JSON.stringify({ vars: ['x'], states: [{ x: 1 }] }),
      '/vars: missing maxBal, maxVBal, maxVal, msgs',
    ],
    [
      'a message of no type',
      fileOf([{ type: '3a' }]),
      '/states/0/msgs: expected messages of the types 1a, 1b, 2a, 2b',
    ],
    [
      'no ballot',
      fileOf([{ type: '1a', bal: 'x' }]),
      '/states/0/msgs: expected "bal": a ballot number from 0',
    ],
    [
      'no acceptor',
      fileOf([{ type: '2b', acc: 'z', bal: 0, val: 'v' }]),
      '/states/0/msgs: expected "acc": one of a1, a2, a3',
    ],
    ['no value', fileOf([{ type: '2a', bal: 0 }]), '/states/0/msgs: missing "val"'],
    [
      'messages that are no set',
      fileOf([]).replace('{"#set":[]}', '[]'),
      '/states/0/msgs: expected a set',
    ],
  ])('is refused for %s', (_what, file, reason) => {
    expect(foreignOfItf(traceIn(file))).toEqual({
      ok: false,
      line: 0,
      reason: expect.stringContaining(reason),
    });
  });

  test('is refused when a message is gone', () => {
    const file = JSON.parse(fileOf([{ type: '1a', bal: 0 }], [])) as { states: { msgs: object }[] };
    (file.states[1] as { msgs: object }).msgs = { '#set': [{ type: '1a', bal: 1 }] };
    const read = foreignOfItf(traceIn(JSON.stringify(file)));
    expect(read).toMatchObject({ reason: expect.stringContaining('a message is gone') });
  });

  test('is not what our own runs are', () => {
    expect(isAbstractPaxos(traceIn(writeItf(startOf('x')).text))).toBe(false);
    expect(isAbstractPaxos(traceIn(fileOf([])))).toBe(true);
  });
});

describe('random walks of the model, judged:', () => {
  test('the right algorithm breaks nothing', () => {
    let chosen = 0;
    for (let seed = 0; seed < 120; seed++) {
      const states = walk(seed, null);
      const judgement = judgeForeign(foreignIn(itfOf(states)));
      expect(judgement.violations).toEqual([]);
      expect(isSplit(states.at(-1) as Parameters<typeof isSplit>[0])).toBe(false);
      chosen += judgement.chosen.length;
    }
    expect(chosen).toBeGreaterThan(60);
  });

  // What the wrong rule does, before what comes of it.
  test.each<[Mutant, string]>([
    ['ignores votes', 'SD-P2c'],
    ['hides its vote', 'SD-no-invention'],
    ['votes below its promise', 'SD-accept-guard'],
    ['forgets its promise', 'SD-promise-monotone'],
    ['asks twice', 'SD-one-value-per-n'],
    ['quorum of one', 'SD-quorum-distinct'],
  ])('a model that %s breaks %s', (mutant, property) => {
    let [found, splits, foundSplits] = [0, 0, 0];
    for (let seed = 0; seed < 80; seed++) {
      const states = walk(seed, mutant);
      const { violations } = judgeForeign(foreignIn(itfOf(states)));
      const ids = violations.map((violation) => violation.property);
      if (ids.includes(property)) found++;
      const split = isSplit(states.at(-1) as Parameters<typeof isSplit>[0]);
      if (split) splits++;
      // Two values are never chosen without the trace showing why.
      if (split && ids[0] !== undefined && ids.includes('SD-agreement')) foundSplits++;
    }
    expect(found).toBeGreaterThan(10);
    expect(foundSplits).toBe(splits);
  });
});
