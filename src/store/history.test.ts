import { describe, expect, it } from 'vitest';
import { judgeHistory, looksLikeHistory } from './history';

const entry = (type: string, f: string, process: number, time: number, value: unknown) => {
  return { type, f, process, time, value };
};
const textOf = (...entries: object[]) =>
  JSON.stringify(entries.map((one, index) => ({ index, ...one })));

const written = [entry('invoke', 'write', 0, 1, 'a'), entry('ok', 'write', 0, 2, 'a')];

describe('a history of client calls', () => {
  it('is a list', () => {
    expect(looksLikeHistory(' \n[{}]')).toBe(true);
    expect(looksLikeHistory('{"format":"paxoscope/1"}')).toBe(false);
  });

  it('is linearizable when one order explains it', () => {
    const text = textOf(
      ...written,
      entry('invoke', 'read', 1, 3, null),
      entry('ok', 'read', 1, 4, 'a'),
    );
    expect(judgeHistory(text)).toMatchObject({
      verdict: 'linearizable',
      reason: '2 calls were judged.',
    });
  });

  it('is not when a read sees what was never there', () => {
    const text = textOf(
      ...written,
      entry('invoke', 'read', 1, 3, null),
      entry('ok', 'read', 1, 4, 'b'),
    );
    const { verdict, reason } = judgeHistory(text);
    expect(verdict).toBe('not linearizable');
    expect(reason).toContain('→ b');
    expect(reason).toContain('"a"');
  });

  it('is refused with the place and the reason', () => {
    expect(judgeHistory('[{"type":"shout"}]')).toMatchObject({ verdict: 'refused' });
    expect(judgeHistory('[').verdict).toBe('refused');
  });
});
