import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellKey, logAt, positionsOf } from './logAt';
import { readForeignTrace } from './read';
import type { ForeignTrace } from './trace';

function sample(name: string): ForeignTrace {
  const read = readForeignTrace(readFileSync(`public/foreign/${name}.jsonl`, 'utf8'));
  if (!read.ok) throw new Error(read.reason);
  return read.trace;
}

describe('the log of a foreign trace', () => {
  const wrong = sample('wrong');
  const stepOf = (line: number) => wrong.steps.findIndex((step) => step.line === line);

  it('shows what was promised, accepted and decided up to a line, and nothing later', () => {
    const before = logAt(wrong, stepOf(49));
    const after = logAt(wrong, stepOf(50));
    expect(before.get(cellKey(2, 1))).toMatchObject({ state: 'promised', ballot: { server: 3 } });
    expect(after.get(cellKey(2, 1))).toMatchObject({
      state: 'accepted',
      ballot: { round: 1, server: 1 },
      value: 'banana',
    });
    expect(after.get(cellKey(1, 0))).toMatchObject({ state: 'decided', value: 'apple' });
    expect(logAt(wrong, 0).size).toBe(0);
  });

  it('ends with two peers that decided differently, where the trace is wrong', () => {
    const end = logAt(wrong, wrong.steps.length - 1);
    const decided = [1, 2, 3].flatMap((peer) => {
      const cell = end.get(cellKey(peer, 1));
      return cell?.state === 'decided' ? [cell.value] : [];
    });
    expect(new Set(decided)).toEqual(new Set(['banana', 'cherry']));
    const right = logAt(sample('right'), sample('right').steps.length - 1);
    for (const position of positionsOf(sample('right'))) {
      const values = [1, 2, 3].flatMap((peer) => {
        const cell = right.get(cellKey(peer, position));
        return cell?.state === 'decided' ? [cell.value] : [];
      });
      expect(new Set(values).size).toBe(1);
    }
  });
});
