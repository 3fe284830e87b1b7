import { describe, expect, test } from 'vitest';
import { formatBallot } from '../ballot';
import type { Report } from './leader';
import { mergeReports } from './mergeReports';
import { log, votes } from './multi.testkit';

interface Told {
  readonly votes?: string;
  readonly decided?: string;
  readonly cleared?: number;
}

const report = (told: Told, i: number): Report => ({
  from: i + 1,
  accepted: votes(told.votes),
  decided: log(told.decided),
  cleared: told.cleared ?? 0,
});

/** What a server that knows `[decided, executed, cleared]` makes of these reports. */
function merge([decided, executed = 0, cleared = 0]: [string, number?, number?], ...told: Told[]) {
  const { known, open, last } = mergeReports(told.map(report), {
    decided: log(decided),
    executed,
    cleared,
  });
  return {
    known: known.map(({ slot, value }) => `${slot}=${value}`).join(' '),
    open: open
      .map(({ slot, value, reported }) => `${slot}=${value} of ${formatBallot(reported)}`)
      .join(', '),
    last,
  };
}

describe('what a majority reports of a slot (PMMC pmax, CONFORMANCE MP-merge):', () => {
  test('nothing at all: nothing is open', () => {
    expect(merge([''], {}, {})).toEqual({ known: '', open: '', last: 0 });
  });

  test('a vote is taken over, whoever reports it (BL-45)', () => {
    const taken = { known: '', open: '1=a of 1.S2', last: 1 };
    expect(merge([''], { votes: '1=1.S2:a' }, {})).toEqual(taken);
    expect(merge([''], {}, { votes: '1=1.S2:a' })).toEqual(taken);
  });

  test.each([
    ['a higher round', '1=2.S1:b', '1=1.S3:a', '1=b of 2.S1'],
    ['a higher server of the same round (BL-44)', '1=1.S2:b', '1=1.S1:a', '1=b of 1.S2'],
  ])(
    'of several votes the one with the highest ballot, in any order (BL-46): %s',
    (_why, high, low, open) => {
      expect(merge([''], { votes: high }, { votes: low }).open).toBe(open);
      expect(merge([''], { votes: low }, { votes: high }).open).toBe(open);
      expect(merge([''], {}, { votes: low }, { votes: high }, {}).open).toBe(open);
    },
  );

  test('each slot has its own highest vote', () => {
    expect(merge([''], { votes: '1=1.S1:a 2=2.S2:b' }, { votes: '1=2.S2:c 2=1.S1:d' }).open).toBe(
      '1=c of 2.S2, 2=b of 2.S2',
    );
  });

  test('known to be chosen: it is learned, and not proposed, whatever the votes say', () => {
    expect(merge([''], { votes: '1=3.S3:z' }, { decided: '1=a' })).toEqual({
      known: '1=a',
      open: '',
      last: 1,
    });
    expect(merge([''], { decided: '1=a' }, { votes: '1=3.S3:z' }).known).toBe('1=a');
  });

  test('a gap below a vote or a decision gets the no-op (BL-47)', () => {
    expect(merge([''], { votes: '3=1.S2:c' }, {})).toEqual({
      known: '',
      open: '1=no-op of –, 2=no-op of –, 3=c of 1.S2',
      last: 3,
    });
    expect(merge([''], { decided: '2=b' }, {})).toEqual({
      known: '2=b',
      open: '1=no-op of –',
      last: 2,
    });
  });

  test('gaps reach up to the last slot that anybody reports, not only its own (BL-47)', () => {
    expect(merge(['1=a', 1], { votes: '2=1.S1:b' }, { votes: '4=1.S1:d' }, {}).open).toBe(
      '2=b of 1.S1, 3=no-op of –, 4=d of 1.S1',
    );
    expect(merge(['4=d', 0], { votes: '1=1.S1:a' }, {})).toEqual({
      known: '',
      open: '1=a of 1.S1, 2=no-op of –, 3=no-op of –',
      last: 4,
    });
  });
});

describe('what the server itself knows', () => {
  test('is neither learned nor proposed again', () => {
    const own = { votes: '1=1.S1:a 2=1.S1:b 3=1.S1:c', decided: '1=a 3=c' };
    expect(merge(['1=a 3=c', 1], own, { votes: '1=1.S1:a', decided: '1=a' })).toEqual({
      known: '',
      open: '2=b of 1.S1',
      last: 3,
    });
  });

  test('counts for the next free slot, even if nobody reports it', () => {
    expect(merge(['1=a 2=b', 2], {}, {})).toEqual({ known: '', open: '', last: 2 });
  });

  test('counts also when all of it is cleared', () => {
    expect(merge(['', 5, 5], {}, { cleared: 5 })).toEqual({ known: '', open: '', last: 5 });
    expect(merge(['', 5, 5], {}, { votes: '7=1.S2:g' }).open).toBe('6=no-op of –, 7=g of 1.S2');
  });
});

describe('what another has cleared', () => {
  test('is executed by everybody: no gap, and no no-op (BL-52)', () => {
    // S2 has cleared 1 to 3. S1 has executed them, and only not heard that all others have.
    expect(merge(['1=a 2=b 3=c', 3], {}, { cleared: 3, votes: '5=1.S2:e' })).toEqual({
      known: '',
      open: '4=no-op of –, 5=e of 1.S2',
      last: 5,
    });
  });

  test('is left out even where this server knows nothing of it', () => {
    expect(merge([''], {}, { cleared: 3, votes: '4=1.S2:d' })).toEqual({
      known: '',
      open: '4=d of 1.S2',
      last: 4,
    });
    expect(merge([''], { cleared: 2 }, { cleared: 3 })).toEqual({ known: '', open: '', last: 3 });
  });

  test('an old vote there is not taken up again', () => {
    expect(merge(['', 3, 1], { votes: '2=1.S1:b' }, { cleared: 3 }).open).toBe('');
  });
});
