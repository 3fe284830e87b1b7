import { expect, it } from 'vitest';
import { readForeignTrace } from '../../scenarios/foreign/read';
import { arrowsOf } from './scene';

function traceOf(...lines: object[]) {
  const read = readForeignTrace(lines.map((line) => JSON.stringify(line)).join('\n'));
  if (!read.ok) throw new Error(read.reason);
  return read.trace;
}

const message = (peer: string, to: string, ballot = '1.S1') => {
  return { time: 0, peer, kind: 'prepare', from: 'S1', to, seq: 0, ballot };
};

it('pairs each receipt with its sending, equal ones in their order, and leaves the rest half', () => {
  const arrows = arrowsOf(
    traceOf(
      message('S1', 'S2'),
      message('S1', 'S2'),
      message('S1', 'S3'),
      message('S2', 'S2'),
      message('S2', 'S2', '2.S1'),
    ),
  );
  expect(arrows.map(({ sent, received }) => [sent, received])).toEqual([
    [0, 3],
    [1, null],
    [2, null],
    [null, 4],
  ]);
});

it('draws no arrow for what a peer tells itself', () => {
  expect(arrowsOf(traceOf(message('S1', 'S1')))).toEqual([]);
});
