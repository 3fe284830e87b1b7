import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedOf } from '../exports/runs.testkit';
import { networkOf } from '../random.testkit';
import { clusterOf, lateTurns, lectureOn } from '../share/lectures.testkit';
import { foreignLines, textOf, type Written } from './foreign.testkit';
import { type Judgement, judgeForeign } from './judge';
import { FOREIGN_PROPERTIES } from './properties';
import { readForeignTrace } from './read';

function judged(text: string): Judgement {
  const read = readForeignTrace(text);
  if (!read.ok) throw new Error(`line ${read.line}: ${read.reason}`);
  return judgeForeign(read.trace);
}

// ---- right ones ------------------------------------------------------------------------------------------------------

const servers = fc.record({
  protocol: fc.constantFrom('basic', 'multi'),
  peers: fc.integer({ min: 1, max: 5 }),
  clerks: fc.constant(0),
  seed: fc.nat(),
  network: networkOf([1, 3], 0.3),
});

describe('a right implementation breaks nothing, whoever writes its messages down:', () => {
  test.each<Written>(['both', 'sender', 'receiver'])('%s', (written) => {
    const times = new Map<string, number>();
    fc.assert(
      fc.property(servers, lateTurns(30, 15), (cluster, turns) => {
        const run = recordedOf(lectureOn(clusterOf(cluster), turns));
        const lines = foreignLines(run, written);
        if (lines.length < 2) return;
        const { verdicts, violations } = judged(textOf(lines));
        expect(violations).toEqual([]);
        for (const { property, judged: count } of verdicts)
          times.set(property, (times.get(property) ?? 0) + count);
      }),
      { numRuns: 120 },
    );
    for (const { id } of FOREIGN_PROPERTIES) expect(times.get(id)).toBeGreaterThan(150);
  });
});

// ---- wrong ones ------------------------------------------------------------------------------------------------------

/** "promise S2>S1 1.S1 x@1.S3", "accepted#1 S2>S1 1.S1": short words for lines; instance 0 goes without saying. */
function line(text: string): object {
  const [what = '', ends = '', ballot = '', ...rest] = text.split(' ');
  const [kind = '', seq = 0] = what.split('#');
  if (kind === 'decide') return { time: 0, kind, peer: ends, seq: Number(seq), value: ballot };
  const [from, to] = ends.split('>');
  const [said] = rest;
  const message = { time: 0, kind, peer: from, from, to, seq: Number(seq), ballot };
  if (kind === 'promise') return { ...message, vote: said ? voteOf(said) : null };
  if (kind === 'reject') return { ...message, promised: said };
  return said ? { ...message, value: said } : message;
}

function voteOf(text: string) {
  const [value, ballot] = text.split('@');
  return { value, ballot };
}

/** A majority of three promises 1.S1, and S1 asks for x. */
const ASKED = [
  'prepare S1>S2 1.S1',
  'promise S1>S1 1.S1',
  'promise S2>S1 1.S1',
  'accept S1>S2 1.S1 x',
];
/** And gets it. */
const CHOSEN = [...ASKED, 'accepted S1>S1 1.S1', 'accepted S2>S1 1.S1'];

const inFile = (lines: readonly (string | object)[]) =>
  textOf([
    { kind: 'cluster', peers: 3 },
    ...lines.map(
      (given) => (typeof given === 'string' ? line(given) : given) as Record<string, unknown>,
    ),
  ]);

describe('the first line that breaks a property is told, with the lines it speaks of:', () => {
  const ROWS: readonly [
    property: string,
    lines: readonly string[],
    sentence: string,
    because: number[],
  ][] = [
    [
      'SD-promise-monotone',
      ['promise S2>S3 2.S3', 'promise S2>S1 1.S1'],
      'S2 promises 1.S1 in instance 0, although it has promised 2.S3 (line 2).',
      [2],
    ],
    [
      'SD-accept-guard',
      [...ASKED, 'promise S2>S3 2.S3', 'accepted S2>S1 1.S1'],
      'S2 accepts 1.S1 in instance 0, although it has promised 2.S3 (line 6).',
      [6],
    ],
    [
      'SD-accept-guard',
      [...ASKED, 'reject S2>S1 1.S1 2.S3', 'accepted S2>S1 1.S1'],
      'S2 accepts 1.S1 in instance 0, although it said that it had promised 2.S3 (line 6).',
      [6],
    ],
    [
      'SD-no-invention',
      [...CHOSEN, 'promise S2>S3 2.S3'],
      'S2 promises 2.S3 in instance 0 and reports no vote, although it accepted at 1.S1 (line 7).',
      [7],
    ],
    [
      'SD-no-invention',
      [...CHOSEN, 'promise S2>S3 2.S3 x@1.S2'],
      'S2 reports that it accepted x at 1.S2 in instance 0, but its latest vote there was at 1.S1 (line 7).',
      [7],
    ],
    [
      'SD-no-invention',
      ['promise#1 S2>S1 1.S1', 'accepted#1 S2>S1 1.S1', 'promise S2>S3 2.S3 x@1.S2'],
      'S2 reports that it accepted x at 1.S2 in instance 0, but this trace shows no such vote of it.',
      [],
    ],
    [
      'SD-no-invention',
      ['promise S2>S1 1.S1', 'accepted S2>S1 1.S1 x', 'promise S2>S3 2.S3 y@1.S1'],
      'S2 reports that it accepted y at 1.S1 in instance 0, but its latest vote there was x at 1.S1 (line 3).',
      [3],
    ],
    ['SD-number-unique', ['prepare S2>S1 1.S1'], 'S2 asks under 1.S1, a ballot of S1.', []],
    [
      'SD-one-value-per-n',
      [...ASKED, 'accept S1>S3 1.S1 y'],
      'Ballot 1.S1 carries y in instance 0, and x too (line 5).',
      [5],
    ],
    [
      'SD-quorum-distinct',
      ['promise S2>S1 1.S1', 'accept S1>S2 1.S1 x'],
      'S1 asks for x at 1.S1 in instance 0, but only S2 of the 2 it needs has promised that.',
      [2],
    ],
    [
      'SD-quorum-distinct',
      ['accept S1>S2 1.S1 x'],
      'S1 asks for x at 1.S1 in instance 0, but nobody of the 2 it needs has promised that.',
      [],
    ],
    [
      'SD-P2c',
      [...CHOSEN, 'promise S2>S3 2.S3 x@1.S1', 'promise S3>S3 2.S3', 'accept S3>S1 2.S3 y'],
      'S3 asks for y at 2.S3 in instance 0, although S2 reported that it accepted x at 1.S1 (line 8).',
      [8],
    ],
    [
      'SD-P2c',
      ['promise S1>S3 2.S3 z@1.S2', 'promise S2>S3 2.S3 x@1.S1', 'accept S3>S1 2.S3 x'],
      'S3 asks for x at 2.S3 in instance 0, although S1 reported that it accepted z at 1.S2 (line 2).',
      [2],
    ],
    [
      'SD-learned-chosen',
      [...ASKED, 'accepted S2>S1 1.S1', 'decide S1 x'],
      'S1 takes x to be decided in instance 0, but no majority has accepted it: only S2 accepted it at 1.S1 (line 6).',
      [6],
    ],
    [
      'SD-learned-chosen',
      ['decided S1>S2 1.S1 x'],
      'S1 takes x to be decided in instance 0, but no majority has accepted it: nobody accepted it.',
      [],
    ],
    [
      'SD-future',
      [...CHOSEN, 'accept S3>S1 2.S3 y'],
      'Ballot 2.S3 carries y in instance 0, although x is chosen at 1.S1 (line 7), which is lower.',
      [7],
    ],
    [
      'SD-future',
      [...ASKED, 'accept S3>S1 2.S3 y', 'accepted S1>S1 1.S1', 'accepted S2>S1 1.S1'],
      'Ballot 2.S3 carries y in instance 0 (line 6), although x is chosen at 1.S1, which is lower.',
      [6],
    ],
    [
      'SD-agreement',
      [...CHOSEN, 'decide S1 x', 'decide S2 y'],
      'y is decided for S2 in instance 0, although x was chosen at 1.S1 (line 7).',
      [7],
    ],
    [
      'SD-agreement',
      ['decide S1 x', 'decide S2 y'],
      'y is decided for S2 in instance 0, although S1 took x to be decided (line 2).',
      [2],
    ],
    [
      'SD-agreement',
      [...CHOSEN, 'accept S3>S1 2.S3 y', 'accepted S3>S3 2.S3', 'accepted S1>S3 2.S3'],
      'y is chosen in instance 0, although x was chosen at 1.S1 (line 7).',
      [7],
    ],
  ];

  test.each(ROWS)('%s: %j', (property, lines, sentence, because) => {
    const { violations, verdicts } = judged(inFile(lines));
    const violation = violations.find((found) => found.property === property);
    expect(violation).toMatchObject({
      line: lines.length + 1,
      step: lines.length - 1,
      sentence,
      because,
    });
    expect(verdicts.find((verdict) => verdict.property === property)).toMatchObject({ violation });
    // Without the last line it is not broken.
    const before = lines.length === 1 ? [] : judged(inFile(lines.slice(0, -1))).violations;
    expect(before.map((found) => found.property)).not.toContain(property);
  });

  test('each property has one', () => {
    const ids = FOREIGN_PROPERTIES.map(({ id }) => id);
    expect(new Set(ROWS.map(([property]) => property))).toEqual(new Set(ids));
  });
});

describe('bare numbers for ballots', () => {
  const numbered = (kind: string, from: string, over: object = {}) => {
    return { time: 0, kind, peer: from, from, to: 'S2', seq: 0, ballot: 1, ...over };
  };

  test('belong to whoever uses them first', () => {
    const { violations } = judged(textOf([numbered('prepare', 'S1'), numbered('prepare', 'S3')]));
    expect(violations).toMatchObject([
      {
        sentence: 'S3 asks under ballot 1 in instance 0, which S1 uses too (line 1).',
        because: [1],
      },
    ]);
  });

  test('are each instance’s own', () => {
    const lines = [numbered('prepare', 'S1'), numbered('prepare', 'S3', { seq: 1 })];
    expect(judged(textOf(lines)).violations).toEqual([]);
  });

  test('of 0 need no promise', () => {
    const first = numbered('accept', 'S1', { value: 'x', ballot: 0 });
    expect(judged(textOf([first])).violations).toEqual([]);
    const second = numbered('accept', 'S1', { value: 'x' });
    expect(judged(textOf([second])).violations).toMatchObject([{ property: 'SD-quorum-distinct' }]);
  });
});

describe('Multi-Paxos', () => {
  const p1b = (from: string, ballot: string, over: object = {}) => {
    return { time: 0, kind: 'p1b', peer: from, from, to: 'S1', ballot, ...over };
  };
  const p2a = (slot: number, value: string, ballot = '1.S1') => {
    const from = ballot.slice(2);
    return { time: 0, kind: 'p2a', peer: from, from, to: 'S2', slot, ballot, value };
  };
  const p2b = (from: string, slot: number, ballot: string, over: object = {}) => {
    return { time: 0, kind: 'p2b', peer: from, from, to: 'S1', slot, ballot, ...over };
  };
  const elected = [p1b('S1', '1.S1'), p1b('S2', '1.S1')];

  test('one promise binds in all slots', () => {
    const lines = [...elected, p2a(7, 'x'), p1b('S2', '2.S3'), p2b('S2', 7, '1.S1')];
    expect(judged(inFile(lines)).violations).toMatchObject([
      { line: 6, sentence: 'S2 accepts 1.S1 in slot 7, although it has promised 2.S3 (line 5).' },
    ]);
  });

  test('an answer that says no, or names a higher ballot, is no promise and no vote', () => {
    const no = [p1b('S2', '1.S1', { promised: '2.S3' }), p1b('S3', '1.S1', { ok: false })];
    expect(judged(inFile([p1b('S1', '1.S1'), ...no, p2a(1, 'x')])).violations).toMatchObject([
      { sentence: expect.stringContaining('only S1 of the 2 it needs has promised') },
    ]);
    const refused = [
      ...elected,
      p2a(1, 'x'),
      p2b('S1', 1, '1.S1'),
      p2b('S2', 1, '1.S1', { ok: false }),
    ];
    expect(judged(inFile(refused)).chosen).toEqual([]);
    expect(judged(inFile([...refused, p2b('S3', 1, '1.S1')])).chosen).toMatchObject([
      { position: 1, value: 'x', acceptors: [1, 3], line: 7 },
    ]);
  });

  test('what a promise reports in one slot says nothing of another', () => {
    const votes = [{ slot: 1, ballot: '1.S1', value: 'x' }];
    const promises = [p1b('S3', '2.S3'), p1b('S2', '2.S3', { votes })];
    expect(judged(inFile([...promises, p2a(2, 'y', '2.S3')])).violations).toEqual([]);
    expect(judged(inFile([...promises, p2a(1, 'y', '2.S3')])).violations).toMatchObject([
      { property: 'SD-P2c' },
    ]);
  });

  test('a vote that is not reported is one that is cleared, unless the promise says up to where', () => {
    const voted = [
      ...elected,
      p2a(1, 'x'),
      p2a(2, 'y'),
      p2b('S2', 1, '1.S1'),
      p2b('S2', 2, '1.S1'),
    ];
    const votes = [{ slot: 2, ballot: '1.S1', value: 'y' }];
    const promised = (over: object) =>
      judged(inFile([...voted, p1b('S2', '2.S3', over)])).violations;
    expect(promised({ votes: [] })).toEqual([]);
    expect(promised({ votes, cleared: 1 })).toEqual([]);
    expect(promised({ votes, cleared: 0 })).toMatchObject([
      {
        sentence:
          'S2 promises 2.S3 in slot 1 and reports no vote, although it accepted at 1.S1 (line 6).',
      },
    ]);
  });
});

test('whichever majority of its promises a proposer went by, it is right', () => {
  const promises = ['promise S1>S3 2.S3', 'promise S2>S3 2.S3', 'promise S3>S3 2.S3'];
  const votes = ['', ' x@1.S1', ''];
  const lines = promises.map((promise, i) => `${promise}${votes[i]}`);
  // From S1 and S3 alone it is free; from S2 and another it must ask for x.
  for (const value of ['x', 'y'])
    expect(judged(inFile([...lines, `accept S3>S1 2.S3 ${value}`])).violations).toEqual([]);
  const bound = lines.map((promise, i) => (i === 0 ? `${promise} z@1.S2` : promise));
  const wrong = judged(inFile([...bound, 'accept S3>S1 2.S3 y'])).violations;
  expect(wrong).toMatchObject([
    {
      property: 'SD-P2c',
      sentence: expect.stringContaining('S1 reported that it accepted z at 1.S2'),
    },
  ]);
  for (const value of ['x', 'z'])
    expect(judged(inFile([...bound, `accept S3>S1 2.S3 ${value}`])).violations).toEqual([]);
});

test('hostile values are cut in sentences, and stay on their line', () => {
  const value = `<b>\n${'x'.repeat(1_000_000)}`;
  const { violations } = judged(inFile([...ASKED, { ...line('accept S1>S3 1.S1 y'), value }]));
  expect(violations[0]?.sentence).toBe(
    'Ballot 1.S1 carries <b> xxxxxxxx… (1\u00a0000\u00a0004 characters) in instance 0, and x too (line 5).',
  );
});
