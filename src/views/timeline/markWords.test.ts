import { describe, expect, test } from 'vitest';
import type { Mark } from '../../store/trace';
import { marksIn } from './laneMarks';
import { layLanes } from './lanes';
import { TEXT_AT, tellMark, textWidth, writeMarks } from './markWords';

const lanes = layLanes([1, 2, 3], 300, true, 1);
const scale = { origin: 0, perPx: 1000 };
const ballot = { round: 2, server: 1 };

const mark = (kind: Mark['kind'], at: number, more: Partial<Mark> = {}): Mark => ({
  kind,
  server: 1,
  at: at * 1000,
  depth: at,
  seq: null,
  ...more,
});

const written = (marks: readonly Mark[], protocol: 'basic' | 'multi' = 'multi') =>
  writeMarks(marksIn(marks, 1e6, { from: 0, to: 1e9 }), protocol, scale, lanes);
const texts = (...told: Parameters<typeof written>) => written(...told).map(({ text }) => text);

describe('beside a mark stands', () => {
  test('the slot that is decided, unless the next mark of the lane is in the way', () => {
    const [near, far] = [mark('decide', 20, { seq: 2 }), mark('decide', 60, { seq: 3 })];
    const first = mark('decide', 0, { seq: 1 });
    expect(texts([first, far])).toEqual(['1', '3']);
    expect(texts([first, near, far])).toEqual(['', '2', '3']);
    expect(texts([first, { ...near, server: 2 }])).toEqual(['1', '2']);
  });

  test('one range for slots that are decided together', () => {
    const together = [4, 5, 6].map((seq) => mark('decide', 10, { seq }));
    expect(texts(together)).toEqual(['4–6']);
  });

  test('the ballot of a new leader in any case, that of a candidate where there is room', () => {
    const elect = mark('elect', 0, { ballot });
    expect(texts([elect, mark('lead', 80, { ballot })])).toEqual(['2.S1', '2.S1']);
    expect(texts([elect, mark('lead', 30, { ballot }), mark('decide', 35, { seq: 1 })])).toEqual([
      '',
      '2.S1',
      '1',
    ]);
  });

  test('for the library, the instance that is started', () => {
    const marks = [mark('start', 0, { seq: 7 }), mark('decide', 5, { seq: 7 })];
    expect(texts(marks, 'basic')).toEqual(['7', '']);
  });
});

test('marks of one moment stand side by side', () => {
  const [one, two] = written([
    mark('decide', 10, { seq: 1 }),
    mark('forget', 10, { seq: 1, depth: 11 }),
  ]);
  expect(one?.x).toBe(two?.x);
  expect(one?.beside).toBe(0);
  expect(two?.beside).toBeGreaterThan(10);
});

test('what a new leader knows at once stands beside its ballot, not on it', () => {
  const [lead, decide] = written([
    mark('lead', 10, { ballot }),
    mark('decide', 10, { seq: 1, depth: 10 }),
  ]);
  expect(lead?.text).toBe('2.S1');
  expect(decide?.beside).toBeGreaterThan(TEXT_AT.x + textWidth('2.S1', lanes));
});

test('a mark is told in the words of its protocol', () => {
  const tell = (one: Mark, protocol: 'basic' | 'multi', last = one.seq) =>
    tellMark({ mark: one, last }, protocol);
  const decide = mark('decide', 0, { seq: 3 });
  const forget = mark('forget', 0, { seq: 4 });
  expect(tell(decide, 'basic')).toBe('S1 knows what is decided: instance 3');
  expect(tell(decide, 'multi')).toBe('S1 knows what is decided: slot 3');
  expect(tell(decide, 'multi', 5)).toBe('S1 knows what is decided: slots 3 to 5');
  expect(tell(forget, 'basic')).toBe('S1 forgets up to instance 4');
  expect(tell(forget, 'multi')).toBe('S1 clears up to slot 4');
  expect(tell(mark('elect', 0, { ballot }), 'multi')).toBe('S1 runs phase 1 with 2.S1');
  expect(tell(mark('lead', 0, { ballot }), 'multi')).toBe('S1 leads with 2.S1');
  expect(tell(mark('stepDown', 0, { ballot }), 'multi')).toBe('S1 gives up 2.S1');
  expect(tell(mark('crash', 0), 'multi')).toBe('S1 crashes');
});
