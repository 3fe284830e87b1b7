import { describe, expect, test } from 'vitest';
import type { Branch } from './branch';
import { played } from './branch.testkit';
import { countUpTo, createFinder, matchFrom, type Query, readQuery } from './eventSearch';

const check = { fire: { peer: 'S1', timer: 'heartbeatCheck' } };
const LED = [
  check,
  check,
  { deliver: { kind: 'p1a', to: 'S2' } },
  { deliver: { kind: 'p1b', from: 'S2' } },
  { propose: { peer: 'S1', value: 'pear' } },
  { deliver: { kind: 'p2a', to: 'S2' } },
  { drop: { kind: 'p2a', to: 'S3' } },
  { deliver: { kind: 'p2b', from: 'S2' } },
  { kill: 'S3' },
];

function asked(text: string): Query {
  const { query, problem } = readQuery(text);
  if (!query) throw new Error(problem ?? 'nothing is asked for');
  return query;
}

function found(branch: Branch, text: string): readonly number[] {
  const finder = createFinder(asked(text));
  finder.goOn(branch, branch.length);
  return finder.finds().depths;
}

describe('a query', () => {
  test('is words and parts, in any order', () => {
    expect(asked('Kind:P2A pear slot:3 peer:s2 ballot:1.S3 server:C1 two')).toEqual({
      kinds: ['p2a'],
      peers: [2, 101],
      positions: [3],
      ballots: ['1.s3'],
      words: ['pear', 'two'],
    });
  });

  test('that is only begun asks for nothing yet', () => {
    expect(readQuery('  ')).toEqual({ query: null, problem: null });
    expect(readQuery('kind: slot:')).toEqual({ query: null, problem: null });
    expect(asked('kind: pear').words).toEqual(['pear']);
  });

  test.each([
    ['peer:nobody', 'A peer is'],
    ['slot:x', 'whole number'],
    ['ballot:7', 'looks like 1.S3'],
  ])('says what is wrong with %s', (text, reason) => {
    expect(readQuery(text)).toEqual({ query: null, problem: expect.stringContaining(reason) });
  });

  test.each(['__proto__:x', 'constructor:x', 'a:b'])('takes %s for a word', (text) => {
    expect(asked(text).words).toEqual([text]);
  });
});

describe('events are found', () => {
  const branch = played(LED);

  test.each([
    ['by the kind of their message', 'kind:p2a', [6, 7]],
    ['by what it is drawn as', 'kind:accept', [6, 7]],
    ['by what was done to it', 'kind:drop', [7]],
    ['by several of these', 'kind:p2a kind:deliver', [6]],
    ['by a timer', 'kind:heartbeatCheck', [1, 2]],
    ['by what became of a server', 'kind:crash', [9]],
    ['by a mark of the timeline', 'kind:lead', [4]],
    ['by either end of a message', 'peer:S3', [7, 9]],
    ['by the slot', 'slot:1', [6, 7, 8]],
    ['by the ballot', 'kind:p1b ballot:1.S1', [4]],
    ['by words of what is told', 'leads WITH', [4, 5]],
    ['by all of it together', 'kind:p2a peer:S2 slot:1 ballot:1.s1 pear chosen', [6]],
    ['and not where one part fails', 'kind:p2a peer:S2 slot:2', []],
  ])('%s', (_how, text, depths) => {
    expect(found(branch, text)).toEqual(depths);
  });
});

describe('a finder', () => {
  test('looks at no more events than it may, and goes on', () => {
    const branch = played(LED);
    const finder = createFinder(asked('kind:p2a'));
    expect(finder.goOn(branch, 6)).toBe(false);
    expect(finder.finds()).toEqual({ depths: [6], searched: 6 });
    expect(finder.goOn(branch, 6)).toBe(true);
    expect(finder.finds()).toEqual({ depths: [6, 7], searched: 9 });
  });

  test('looks at each event once while the branch grows, and anew after a fork', () => {
    const branch = played(LED);
    let looks = 0;
    const reading = {
      get length() {
        return branch.length;
      },
      get trace() {
        return branch.trace;
      },
      narrationAt: branch.narrationAt,
      eventAt: (depth: number) => {
        looks++;
        return branch.eventAt(depth);
      },
    };
    const finder = createFinder(asked('kind:crash'));
    finder.goOn(reading, 100);
    branch.act({ type: 'crash', node: 2, at: branch.moment.world.now });
    finder.goOn(reading, 100);
    expect(finder.finds().depths).toEqual([9, 10]);
    expect(looks).toBe(10);
    branch.seek(4);
    branch.act({ type: 'crash', node: 1, at: branch.moment.world.now });
    finder.goOn(reading, 100);
    expect(finder.finds()).toEqual({ depths: [5], searched: 5 });
  });

  test('knows the matches around the cursor', () => {
    const finds = { depths: [3, 5, 9], searched: 10 };
    expect([0, 3, 4, 9].map((depth) => matchFrom(finds, depth, 'next'))).toEqual([
      3,
      5,
      5,
      undefined,
    ]);
    expect([3, 4, 5, 10].map((depth) => matchFrom(finds, depth, 'previous'))).toEqual([
      undefined,
      3,
      3,
      9,
    ]);
    expect([2, 3, 8, 9].map((depth) => countUpTo(finds.depths, depth))).toEqual([0, 1, 2, 3]);
  });
});
