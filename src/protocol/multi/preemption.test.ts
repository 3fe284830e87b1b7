import { describe, expect, test } from 'vitest';
import { Chair } from './chair.testkit';
import type { Preemption } from './settings';

const CHECK_LATER = '+heartbeatCheck 100..150';
const POLICIES: readonly Preemption[] = ['wait', 'retry', 'backoff'];

describe('a higher ballot takes the own one away from a candidate and from a leader:', () => {
  const stages: readonly [string, (chair: Chair) => Chair][] = [
    ['a candidate', (chair) => chair.campaign().p1b(1)],
    ['a leader', (chair) => chair.lead().propose('a')],
  ];

  describe.each(stages)('%s', (_stage, reach) => {
    test('that waits becomes a follower and runs for nothing (DSLabs)', () => {
      const chair = reach(new Chair(5)).seen(4, '1.S3');
      expect([chair.phase, chair.follows]).toEqual(['following', '1.S3']);
      expect([chair.said, chair.timers]).toEqual([[], ['-heartbeat']]);
      expect(chair.rules).toEqual(['leader.stepDown']);
      expect(chair.proposals).toBe('');
      expect(chair.check().rules).toEqual(['leader.miss']);
      expect(chair.check().ballot).toBe('2.S1');
    });

    test('that waits has heard the leader if it was the leader', () => {
      const chair = reach(new Chair(5)).seen(3, '1.S3').check();
      expect(chair.rules).toEqual([]);
      expect(chair.check().phase).toBe('following');
    });

    test('that retries runs phase 1 at once, above it (PMMC)', () => {
      const chair = reach(new Chair(5, { preemption: 'retry' })).seen(4, '7.S3');
      expect([chair.phase, chair.ballot, chair.follows]).toEqual(['electing', '8.S1', '8.S1']);
      expect(chair.said).toEqual([1, 2, 3, 4, 5].map((to) => `S${to}: p1a 8.S1 #0`));
      expect(chair.timers).toEqual(['-heartbeat', CHECK_LATER]);
      expect(chair.proposals).toBe('');
    });

    test('that backs off pauses first', () => {
      const chair = reach(new Chair(5, { preemption: 'backoff' })).seen(4, '1.S3');
      expect([chair.phase, chair.follows, chair.proposals]).toEqual(['backing off', '1.S3', '']);
      expect([chair.said, chair.timers]).toEqual([[], ['-heartbeat', '+backoff 50..100']]);
      chair.backoff();
      expect([chair.phase, chair.ballot]).toEqual(['electing', '2.S1']);
      expect(chair.said).toHaveLength(5);
    });

    test.each(POLICIES)(
      'old promises count for nothing in its next ballot (BL-57): %s',
      (policy) => {
        const chair = reach(new Chair(5, { preemption: policy })).seen(4, '1.S3');
        if (policy === 'wait') chair.campaign();
        if (policy === 'backoff') chair.backoff();
        expect([chair.phase, chair.ballot]).toEqual(['electing', '2.S1']);
        expect(chair.p1b(1).p1b(2).phase).toBe('electing');
        expect(chair.check().said[0]).toBe('S3: p1a 2.S1 #1');
        expect(chair.p1b(3).phase).toBe('leading');
      },
    );

    test.each(POLICIES)('an equal or a lower one does not: %s', (policy) => {
      const chair = reach(new Chair(5, { preemption: policy, self: 3 }));
      const phase = chair.phase;
      for (const number of ['1.S3', '1.S2']) expect(chair.seen(2, number).effects).toEqual([]);
      expect([chair.phase, chair.follows]).toEqual([phase, '1.S3']);
    });
  });
});

describe('a pause', () => {
  /** Preempted again and again: the pauses it takes. */
  function pauses(times: number, chair = new Chair(3, { preemption: 'backoff' })): string[] {
    return Array.from({ length: times }, (_, i) => {
      if (chair.phase === 'following') chair.campaign();
      if (chair.phase === 'backing off') chair.backoff();
      return chair.seen(2, `${100 + i}.S2`).timers.at(-1) ?? '';
    });
  }

  test('doubles with each one in a row, up to sixteen times its base', () => {
    const grown = ['50..100', '100..200', '200..400', '400..800', '800..1600', '800..1600'];
    expect(pauses(6)).toEqual(grown.map((range) => `+backoff ${range}`));
    const timers = { backoff: 8 };
    expect(pauses(1, new Chair(3, { preemption: 'backoff', timers }))).toEqual(['+backoff 8..16']);
  });

  test('is short again after a decision', () => {
    const chair = new Chair(3, { preemption: 'backoff' });
    pauses(3, chair);
    chair.backoff().p1b(1).p1b(2).propose('a').p2b(1, 1).p2b(2, 1);
    expect(chair.rules).toEqual(['leader.decide']);
    expect(chair.seen(2, '200.S2').timers).toEqual(['-heartbeat', '+backoff 50..100']);
  });

  test('is a time of listening: no campaign, no promise, and a higher ballot is noted', () => {
    const chair = new Chair(3, { preemption: 'backoff' }).campaign().seen(2, '1.S2');
    for (let i = 0; i < 5; i++) {
      expect(chair.check().timers).toEqual([CHECK_LATER]);
      expect([chair.phase, chair.said]).toEqual(['backing off', []]);
    }
    expect(chair.p1b(3, { ballot: '1.S1' }).rules).toEqual(['leader.ignorePromise']);
    expect(chair.seen(3, '5.S3').rules).toEqual(['leader.follow']);
    expect(chair.timers).toEqual([]);
    expect(chair.backoff().ballot).toBe('6.S1');
  });
});
