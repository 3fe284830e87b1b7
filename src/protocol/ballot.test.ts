import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Ballot,
  compareBallots,
  formatBallot,
  higherBallot,
  nextBallot,
  sameBallot,
} from './ballot';
import { ballotOrNone } from './ballot.testkit';
import { majorityOf } from './quorum';

const someBallot = fc.record({
  round: fc.integer({ min: 1, max: 9 }),
  server: fc.integer({ min: 1, max: 9 }),
});
const perhapsBallot = fc.option(someBallot, { nil: null });

describe('ballots', () => {
  test.each([
    ['–', '–', 0],
    ['–', '1.S1', -1],
    ['1.S1', '–', 1],
    ['1.S1', '1.S1', 0],
    ['1.S1', '1.S2', -1],
    ['1.S9', '2.S1', -1],
    ['10.S1', '9.S9', 1],
  ])('compare round first, then server: %s and %s give %i', (a, b, order) => {
    expect(Math.sign(compareBallots(ballotOrNone(a), ballotOrNone(b)))).toBe(order);
  });

  test('are totally ordered', () => {
    fc.assert(
      fc.property(perhapsBallot, perhapsBallot, perhapsBallot, (a, b, c) => {
        expect(Math.sign(compareBallots(a, b))).toBe(-Math.sign(compareBallots(b, a)) + 0);
        if (compareBallots(a, b) <= 0 && compareBallots(b, c) <= 0)
          expect(compareBallots(a, c)).toBeLessThanOrEqual(0);
        expect(sameBallot(a, b)).toBe(formatBallot(a) === formatBallot(b));
        expect([a, b]).toContain(higherBallot(a, b));
      }),
    );
  });

  test.each([
    ['nothing', '–', 'S3', '1.S3'],
    ['1.S3', '1.S3', 'S1', '2.S1'],
    ['1.S4', '1.S4', 'S5', '1.S5'],
    ['its own 1.S2', '1.S2', 'S2', '2.S2'],
    ['7.S1', '7.S1', 'S2', '7.S2'],
  ])('after %s (%s) %s takes %s (BL-22)', (_name, seen, server, next) => {
    expect(formatBallot(nextBallot(Number(server.slice(1)), ballotOrNone(seen)))).toBe(next);
  });

  test('the next one is the least of its server above every ballot seen (BL-11)', () => {
    fc.assert(
      fc.property(perhapsBallot, fc.integer({ min: 1, max: 9 }), (seen, server) => {
        const next = nextBallot(server, seen);
        const below: Ballot = { round: next.round - 1, server };
        expect(next.server).toBe(server);
        expect(compareBallots(next, seen)).toBeGreaterThan(0);
        expect(below.round === 0 || compareBallots(below, seen) <= 0).toBe(true);
      }),
    );
  });
});

describe('a majority', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [6, 4],
    [7, 4],
    [8, 5],
    [9, 5],
  ])('of %i is %i: strictly more than half, also of even numbers (BL-05)', (servers, majority) => {
    expect(majorityOf(servers)).toBe(majority);
  });
});
