import { describe, expect, test } from 'vitest';
import { decodeScenario } from './decode';
import type { Scenario } from './types';

type Json = Record<string, unknown>;

const cluster = { protocol: 'basic', peers: 3 };

function file(script: unknown[], more: Json = {}): string {
  return JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster, script, ...more });
}

function accepted(text: string): Scenario {
  const decoded = decodeScenario(text);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

/** "pointer: reason" of a refusal. */
function refused(text: string): string {
  const decoded = decodeScenario(text);
  return decoded.ok ? 'accepted' : `${decoded.pointer}: ${decoded.reason}`;
}

describe('a scenario as it is read', () => {
  test('says everything about the cluster that the file left out', () => {
    expect(accepted(file([])).cluster).toEqual({
      protocol: 'basic',
      peers: 3,
      clerks: 0,
      seed: 1,
      delivery: 'auto',
      network: { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 },
      storage: 'durable',
      timers: {},
      broken: [],
      preemption: 'wait',
      toSelf: 'call',
    });
  });

  test('keeps what the file says', () => {
    const network = { loss: 0.1 };
    const timers = { retry: 400 };
    const scenario = accepted(
      file([], {
        $schema: '../scenario.schema.json',
        summary: 'Why',
        cluster: { ...cluster, network, timers },
        playback: { speed: 0.1, step: 'beats' },
      }),
    );
    expect(scenario.summary).toBe('Why');
    expect(scenario.playback).toEqual({ speed: 0.1, step: 'beats' });
    expect(scenario.cluster.timers).toEqual({ retry: 400 });
    expect(scenario.cluster.network).toEqual({
      delay: [5, 15],
      loss: 0.1,
      replyLoss: 0,
      duplicate: 0,
    });
  });

  test('tells steps apart by their verb', () => {
    const { script, origin } = accepted(
      file([
        { at: 5, start: { peer: 'S1', seq: 0, value: 77 } },
        { kill: 'S1' },
        { restart: { peer: 'S1', storage: 'lost' } },
        { partition: [['S1', 'S2'], ['S3']] },
        { heal: true },
        { drop: { kind: 'prepare', ballot: '2.S3' } },
        { network: { loss: 0.5 } },
        { run: 10 },
      ]),
    );
    expect(script).toEqual([
      { verb: 'start', at: 5, arg: { peer: 'S1', seq: 0, value: '77' } },
      { verb: 'kill', arg: { peer: 'S1' } },
      { verb: 'restart', arg: { peer: 'S1', storage: 'lost' } },
      { verb: 'partition', arg: { groups: [['S1', 'S2'], ['S3']] } },
      { verb: 'heal', arg: {} },
      { verb: 'drop', arg: { kind: 'prepare', ballot: '2.S3', nth: 1 } },
      { verb: 'network', arg: { loss: 0.5 } },
      { verb: 'run', arg: { ms: 10 } },
    ]);
    expect(origin[7]).toBe('/script/7');
  });

  test('makes numbers and lists of a condition uniform', () => {
    const decided = { seq: 1, peers: 3, value: [77, 'x'] };
    const { script } = accepted(
      file([
        { expect: { all: [{ decided }, { not: { max: { peer: 'S1', atLeast: 4 } } }] } },
        { expect: { sent: { kind: ['prepare', 'accept'], atMost: 45 }, leader: null } },
        { expect: { kv: { peer: 'S1', key: 'k', value: null } } },
      ]),
    );
    expect(script.map((step) => step.arg)).toEqual([
      {
        all: [
          { decided: { seq: 1, peers: { is: 3 }, allowed: ['77', 'x'] } },
          { not: { max: { peer: 'S1', test: { atLeast: 4 } } } },
        ],
      },
      { sent: { kinds: ['prepare', 'accept'], count: { atMost: 45 } }, leader: null },
      { kv: { peer: 'S1', key: 'k', allowed: [null] } },
    ]);
  });

  test('makes what counts several peers or clerks uniform', () => {
    const clerks = { cluster: { ...cluster, clerks: 3 } };
    const call = { call: { clerk: 'C1', op: 'get', key: 'k', pause: 10 } };
    const { script } = accepted(
      file(
        [
          { expect: { bytes: { peer: 'S1', atMost: 9 }, sent: { to: 'S2', is: 1 } } },
          {
            expect: {
              bytes: { peers: ['S1', 'S2'], atMost: 9 },
              sent: { to: ['S1', 'C1'], is: 1 },
            },
          },
          { expect: { waited: { atMost: 2000 }, sameResults: true, appended: { key: 'foo' } } },
          { expect: { waited: { clerk: 'C2', is: 0 }, sameResults: ['C1', 'C3'] } },
          call,
        ],
        clerks,
      ),
    );
    expect(script.map((step) => step.arg)).toEqual([
      {
        bytes: { peers: ['S1'], test: { atMost: 9 } },
        sent: { to: ['S2'], count: { is: 1 } },
      },
      {
        bytes: { peers: ['S1', 'S2'], test: { atMost: 9 } },
        sent: { to: ['S1', 'C1'], count: { is: 1 } },
      },
      { waited: { test: { atMost: 2000 } }, sameResults: true, appended: { key: 'foo' } },
      { waited: { clerk: 'C2', test: { is: 0 } }, sameResults: ['C1', 'C3'] },
      call.call,
    ]);
  });

  test('makes fills of the right length, different ones at different steps', () => {
    const fill = { fill: 40 };
    const start = { start: { peer: 'S1', seq: 0, value: fill } };
    const { script } = accepted(
      file([start, start, { expect: { decided: { seq: 0, peers: 3, value: fill } } }]),
    );
    const values = script.flatMap((step) => (step.verb === 'start' ? [step.arg.value] : []));
    expect(values.map((value) => value.length)).toEqual([40, 40]);
    expect(values[0]).not.toBe(values[1]);
    expect(script[2]?.arg).toEqual({ decided: { seq: 0, peers: { is: 3 }, allowed: values } });
  });

  test('a fill may be that of another step, in a condition too', () => {
    const start = (value: unknown) => ({ start: { peer: 'S1', seq: 0, value } });
    const fill = { fill: 40 };
    const decided = { seq: 0, peers: 3, value: { ...fill, step: 9 } };
    const { script } = accepted(
      file([
        start({ ...fill, step: 1 }),
        start(fill),
        { expect: { decided } },
        start(decided.value),
      ]),
    );
    const [first, second, other] = script.flatMap((step) =>
      step.verb === 'start' ? [step.arg.value] : [],
    );
    expect(first).toBe(second);
    expect(other).not.toBe(first);
    expect(script[2]?.arg).toEqual({ decided: { seq: 0, peers: { is: 3 }, allowed: [other] } });
  });

  test('an answer may be named by its text or its place', () => {
    const ask = (answer: unknown) => ({
      ask: { question: 'Who?', options: ['S1', 'S2'], answer, because: '' },
    });
    const { script } = accepted(file([ask('S2'), ask(0)]));
    expect(script.map((step) => step.verb === 'ask' && step.arg.answer)).toEqual([1, 0]);
    expect(refused(file([ask('S3')]))).toBe(
      '/script/0/ask/answer: expected one of the options, or its place, 0 to 1',
    );
    expect(refused(file([ask(2)]))).toMatch(/^\/script\/0\/ask\/answer: /);
  });
});

describe('a refusal names the place and what was expected', () => {
  const start = (arg: Json) => file([{ start: { peer: 'S1', seq: 0, value: 'x', ...arg } }]);
  test.each([
    ['nothing', '', /^: not JSON: /],
    ['a list', '[]', /^: expected a scenario, an object, found a list$/],
    ['no format', '{}', /^: missing "format": "paxoscope\/1"$/],
    [
      'another version',
      '{"format":"paxoscope/2"}',
      /^\/format: expected "paxoscope\/1", found "paxoscope\/2"$/,
    ],
    ['no title', '{"format":"paxoscope/1"}', /^: missing "title"$/],
    ['a stray key', file([], { a: 1 }), /^\/a: unknown key "a", expected \$schema, format, title/],
    [
      'ten peers',
      file([], { cluster: { ...cluster, peers: 10 } }),
      /^\/cluster\/peers: expected a whole number, 1 to 9, found 10$/,
    ],
    [
      'a delay upside down',
      file([{ network: { delay: [2, 1] } }]),
      /^\/script\/0\/network\/delay: expected \[least, most\] with least not above most$/,
    ],
    [
      'a list for an object',
      file([{ network: [] }]),
      /^\/script\/0\/network: expected an object, found a list$/,
    ],
    [
      'timers in a list',
      file([], { cluster: { ...cluster, timers: [] } }),
      /^\/cluster\/timers: expected an object, found a list$/,
    ],
    [
      'a policy of another protocol',
      file([], { cluster: { ...cluster, preemption: 'retry' } }),
      /^\/cluster\/preemption: "preemption" is for the protocol "multi" only$/,
    ],
    [
      'words to oneself of another protocol',
      file([], { cluster: { ...cluster, toSelf: 'message' } }),
      /^\/cluster\/toSelf: "toSelf" is for the protocol "multi" only$/,
    ],
    [
      'an unknown policy',
      file([], { cluster: { ...cluster, protocol: 'multi', preemption: 'fight' } }),
      /^\/cluster\/preemption: expected "wait", "retry" or "backoff", found "fight"$/,
    ],
    [
      'bytes of one and of several',
      file([{ expect: { bytes: { peer: 'S1', peers: ['S2'], is: 1 } } }]),
      /^\/script\/0\/expect\/bytes: expected either "peer" or "peers"/,
    ],
    [
      'bytes of one twice',
      file([{ expect: { bytes: { peers: ['S2', 'S2'], is: 1 } } }]),
      /^\/script\/0\/expect\/bytes\/peers: expected each name once/,
    ],
    [
      'bytes of a peer the cluster lacks',
      file([{ expect: { bytes: { peers: ['S1', 'S4'], is: 1 } } }]),
      /^\/script\/0\/expect\/bytes\/peers\/1: the cluster has no S4/,
    ],
    [
      'a receiver the cluster lacks',
      file([{ expect: { sent: { to: ['S1', 'C1'], is: 1 } } }]),
      /^\/script\/0\/expect\/sent\/to\/1: the cluster has no C1/,
    ],
    [
      'a wait without a bound',
      file([{ expect: { waited: {} } }]),
      /^\/script\/0\/expect\/waited: expected "is", "atLeast" or "atMost"$/,
    ],
    [
      'the wait of a clerk the cluster lacks',
      file([{ expect: { waited: { clerk: 'C1', is: 0 } } }]),
      /^\/script\/0\/expect\/waited\/clerk: the cluster has no C1/,
    ],
    [
      'results that shall not be the same',
      file([{ expect: { sameResults: false } }]),
      /^\/script\/0\/expect\/sameResults: expected true, or a list of at least two clerks/,
    ],
    [
      'appends to no key',
      file([{ expect: { appended: {} } }]),
      /^\/script\/0\/expect\/appended: missing "key"$/,
    ],
    [
      'a pause of no length',
      file([{ call: { clerk: 'C1', op: 'get', key: 'k', pause: '1 s' } }]),
      /^\/script\/0\/call\/pause: expected milliseconds, a whole number/,
    ],
    [
      'a clerk the cluster lacks, in a list',
      file([{ expect: { sameResults: ['C1', 'C9'] } }], { cluster: { ...cluster, clerks: 2 } }),
      /^\/script\/0\/expect\/sameResults\/1: the cluster has no C9/,
    ],
    [
      'the results of one clerk',
      file([{ expect: { sameResults: ['C1'] } }], { cluster: { ...cluster, clerks: 2 } }),
      /^\/script\/0\/expect\/sameResults: expected true, or a list of at least two clerks/,
    ],
    ['no verb', file([{ at: 1 }]), /^\/script\/0: expected exactly one verb, found none$/],
    [
      'two verbs',
      file([{ run: 1, heal: true }]),
      /^\/script\/0: expected exactly one verb, found "run" and "heal"$/,
    ],
    ['an unknown verb', file([{ walk: 1 }]), /^\/script\/0\/walk: unknown verb "walk", expected/],
    ['a verb of Object', file([{ toString: 1 }]), /^\/script\/0\/toString: unknown verb/],
    [
      'a step that is text',
      file(['run']),
      /^\/script\/0: expected a step, an object, found "run"$/,
    ],
    ['a missing part', file([{ start: { peer: 'S1' } }]), /^\/script\/0\/start: missing "seq"$/],
    ['a part too much', start({ q: 1 }), /^\/script\/0\/start\/q: unknown key "q", expected peer/],
    [
      'a negative instance',
      start({ seq: -1 }),
      /^\/script\/0\/start\/seq: expected an instance number, 0 to 1000000000, found -1$/,
    ],
    ['a fraction', start({ seq: 0.5 }), /^\/script\/0\/start\/seq: expected an instance number/],
    [
      'a peer that is none',
      start({ peer: 'P1' }),
      /^\/script\/0\/start\/peer: expected a peer, "S1" to "S9", found "P1"$/,
    ],
    [
      'a peer the cluster lacks',
      start({ peer: 'S4' }),
      /^\/script\/0\/start\/peer: the cluster has no S4: it has S1 to S3 and no clerks$/,
    ],
    [
      'such a peer in a condition',
      file([{ never: { not: { min: { peer: 'S9', is: 0 } } } }]),
      /^\/script\/0\/never\/not\/min\/peer: the cluster has no S9/,
    ],
    [
      'such a peer in a partition',
      file([{ partition: [['S1'], ['S2', 'S5']] }]),
      /^\/script\/0\/partition\/1\/1: the cluster has no S5/,
    ],
    [
      'a clerk the cluster lacks',
      file([{ call: { clerk: 'C1', op: 'get', key: 'k' } }]),
      /^\/script\/0\/call\/clerk: the cluster has no C1/,
    ],
    ['a peer as leader', file([{ expect: { leader: 'S7' } }]), /^\/script\/0\/expect\/leader: /],
    [
      'a peer twice',
      file([{ partition: [['S1'], ['S1']] }]),
      /^\/script\/0\/partition: expected each name once, found "S1" twice$/,
    ],
    [
      'a value that is none',
      start({ value: null }),
      /^\/script\/0\/start\/value: expected a value: a text, a number or \{"fill": n\}, found null$/,
    ],
    [
      'a fill too long',
      start({ value: { fill: 2_000_001 } }),
      /^\/script\/0\/start\/value: expected a value/,
    ],
    [
      'an empty condition',
      file([{ expect: {} }]),
      /^\/script\/0\/expect: expected at least one thing that must hold$/,
    ],
    [
      'an unknown condition',
      file([{ until: { when: { any: [{ decide: 1 }] }, within: 1 } }]),
      /^\/script\/0\/until\/when\/any\/0\/decide: unknown key "decide"/,
    ],
    [
      'a number test without a bound',
      file([{ expect: { min: { peer: 'S1' } } }]),
      /^\/script\/0\/expect\/min: expected "is", "atLeast" or "atMost"$/,
    ],
    ['a link to itself', file([{ cut: { from: 'S1', to: 'S1' } }]), /^\/script\/0\/cut\/to: /],
    [
      'time running backwards',
      file([
        { at: 10, run: 5 },
        { at: 14, heal: true },
      ]),
      /^\/script\/1\/at: time would run backwards: it is at least 15 ms here, found 14$/,
    ],
    [
      'time running backwards by a microsecond',
      file([
        { at: 0.3, run: 1 },
        { at: 1.299, heal: true },
      ]),
      /^\/script\/1\/at: time would run backwards: it is at least 1.3 ms here, found 1.299$/,
    ],
    [
      'a time finer than a microsecond',
      file([{ at: 0.0001, run: 5 }]),
      /^\/script\/0\/at: expected milliseconds from 0 to 1000000000, with at most three decimals/,
    ],
    [
      'a fraction of an event',
      file([{ run: { events: 0.5 } }]),
      /^\/script\/0\/run.*: expected .*events/,
    ],
    [
      'a workload of nothing',
      file([{ workload: { clerk: 'C1', calls: [] } }], { cluster: { ...cluster, clerks: 1 } }),
      /^\/script\/0\/workload\/calls: expected at least one call/,
    ],
    [
      'a workload of another cluster',
      file([{ workload: { clerk: 'C1', calls: [{ op: 'get', key: 'k', to: ['S4'] }] } }], {
        cluster: { ...cluster, clerks: 1 },
      }),
      /^\/script\/0\/workload\/calls\/0\/to\/0: the cluster has no S4/,
    ],
    ['a negative time', file([{ at: -1, run: 5 }]), /^\/script\/0\/at: expected milliseconds/],
    ['a healing that is false', file([{ heal: false }]), /^\/script\/0\/heal: expected true/],
  ])('%s', (_what, text, refusal) => {
    expect(refused(text)).toMatch(refusal);
  });

  test('there may be nine peers and thirty clerks', () => {
    const get = (clerk: string, clerks: number) =>
      refused(
        file([{ call: { clerk, op: 'get', key: 'k' } }], { cluster: { ...cluster, clerks } }),
      );
    for (const clerk of ['C1', 'C9', 'C10', 'C29', 'C30']) expect(get(clerk, 30)).toBe('accepted');
    expect(get('C30', 29)).toBe(
      '/script/0/call/clerk: the cluster has no C30: it has S1 to S3 and C1 to C29',
    );
    for (const clerk of ['C0', 'C01', 'C31', 'C100', 'C1x'])
      expect(get(clerk, 30)).toMatch(
        /^\/script\/0\/call\/clerk: expected a clerk, "C1" to "C30", found/,
      );
    expect(get('C1', 31)).toMatch(
      /^\/cluster\/clerks: expected a whole number, 0 to 30, found 31$/,
    );
    const groups = (name: string) =>
      refused(file([{ partition: [['S1', name]] }], { cluster: { ...cluster, clerks: 30 } }));
    expect(groups('C30')).toBe('accepted');
    for (const name of ['C31', 'S10', 'S0'])
      expect(groups(name)).toMatch(/^\/script\/0\/partition\/0\/1: expected a peer or a clerk/);
  });

  test('a call writes exactly when it says so', () => {
    const call = (arg: Json) =>
      file([{ call: { clerk: 'C1', key: 'k', ...arg } }], { cluster: { ...cluster, clerks: 1 } });
    expect(refused(call({ op: 'get' }))).toBe('accepted');
    expect(refused(call({ op: 'put', value: 1 }))).toBe('accepted');
    expect(refused(call({ op: 'get', value: 1 }))).toBe(
      '/script/0/call/value: a get takes no value',
    );
    expect(refused(call({ op: 'append' }))).toBe(
      '/script/0/call: missing "value": a put or an append writes one',
    );
    const calls = [
      { op: 'get', key: 'k' },
      { op: 'get', key: 'k', value: 1 },
    ];
    expect(
      refused(file([{ workload: { clerk: 'C1', calls } }], { cluster: { ...cluster, clerks: 1 } })),
    ).toBe('/script/0/workload/calls/1/value: a get takes no value');
  });

  test('in one line, whatever the file says', () => {
    const reasons = ['\n', '\u2028', 'x'.repeat(100_000)].map((key) =>
      refused(file([{ [key]: 1 }])),
    );
    for (const reason of reasons) expect(reason).toMatch(/^[^\n\u2028]{1,700}$/);
  });
});

describe('bounds', () => {
  test('on size, before anything is parsed', () => {
    expect(refused(' '.repeat(5 * 1024 * 1024 + 1))).toBe(': expected at most 5 MiB');
    expect(refused('é'.repeat(3 * 1024 * 1024))).toBe(': expected at most 5 MiB');
  });

  test('on depth, before anything is parsed', () => {
    expect(refused('['.repeat(1_000_000))).toBe(': expected at most 32 levels of nesting');
    expect(refused('{"a":'.repeat(33))).toBe(': expected at most 32 levels of nesting');
  });

  test('brackets inside of texts are no levels', () => {
    expect(refused(file([{ say: '[{"\\'.repeat(40) }]))).toBe('accepted');
  });

  test('on all fills together', () => {
    const start = { start: { peer: 'S1', seq: 0, value: { fill: 2_000_000 } } };
    expect(refused(file(Array(32).fill(start)))).toBe('accepted');
    expect(refused(file(Array(33).fill(start)))).toBe(
      '/script/32: the fills have more than 64000000 characters together',
    );
  });

  test('a mark at the beginning of the text is no obstacle', () => {
    expect(refused(`\uFEFF${file([])}`)).toBe('accepted');
  });
});
