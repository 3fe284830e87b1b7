import { expect, test } from 'vitest';
import type { Mark, MarkKind } from '../../store/trace';
import { marksIn } from './laneMarks';

const mark = (kind: MarkKind, server: number, at: number, depth: number): Mark => ({
  kind,
  server,
  at,
  depth,
  seq: 0,
});

test('marks in the window, up to the cursor', () => {
  const marks = [
    mark('start', 1, 10, 1),
    mark('decide', 1, 20, 2),
    mark('forget', 1, 20, 2),
    mark('decide', 2, 20, 3),
    mark('retry', 1, 30, 4),
  ];
  const seen = marksIn(marks, 3, { from: 15, to: 100 });
  expect(seen.map(({ mark: { kind, server } }) => `${kind} ${server}`)).toEqual([
    'decide 1',
    'forget 1',
    'decide 2',
  ]);
  expect(marksIn(marks, 0, { from: 15, to: 100 })).toEqual([]);
});

test('in a crowd only crashes and pauses keep their marks', () => {
  const crowd = Array.from({ length: 500 }, (_, i) => mark(i === 250 ? 'crash' : 'start', 1, i, i));
  expect(marksIn(crowd, 1000, { from: 0, to: 1000 }).map(({ mark: { kind } }) => kind)).toEqual([
    'crash',
  ]);
});

test('what one event lets one server learn of slots in a row is one mark', () => {
  const learned = (server: number, depth: number, ...slots: number[]) =>
    slots.map((seq) => ({ ...mark('decide', server, 10, depth), seq }));
  const marks = [...learned(1, 1, 2, 3, 4, 6), ...learned(2, 2, 5), ...learned(2, 3, 6)];
  const seen = marksIn([...marks, mark('forget', 2, 10, 3)], 9, { from: 0, to: 100 });
  const told = seen.map(({ mark: { kind, server, seq }, last }) => {
    return `S${server} ${kind} ${seq} to ${last}`;
  });
  expect(told).toEqual([
    'S1 decide 2 to 4',
    'S1 decide 6 to 6',
    'S2 decide 5 to 5',
    'S2 decide 6 to 6',
    'S2 forget 0 to 0',
  ]);
});
