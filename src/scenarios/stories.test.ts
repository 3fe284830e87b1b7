import { describe, expect, test } from 'vitest';
import type { Moment } from './run';
import { shippedIn } from './shipped.testkit';

// The stories of Multi-Paxos that come with the page: each is told in beats, passes with twenty seeds, and is safe at
// every moment unless a wrong rule is switched on.

const SEEDS = 20;
const { files, load, play } = shippedIn('multi');

/** What the wrong rule of a story breaks, in the order in which it does. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  'late-rejections-wrong.json': [
    'SD-learned-chosen',
    'MP-vote-match',
    'LOGS_CONSISTENT',
    'SD-agreement',
  ],
};

/** The one in which whoever looks on is to act. */
const PLAYGROUND = 'kill-the-leader.json';

const idsOf = ({ violations }: Moment) => violations.map(({ property }) => property);

test('they are here', () => {
  expect(files).toEqual([
    'clearing-3.json',
    'clearing-5.json',
    'duel-backoff.json',
    'duel-retry.json',
    'duel-wait.json',
    'hole-slides.json',
    'hole-takeover.json',
    'hole-witness.json',
    'kill-the-leader.json',
    'late-rejections-wrong.json',
    'late-rejections.json',
    'split-leader.json',
    'stable-leader.json',
  ]);
});

describe.each(files)('%s', (name) => {
  const { cluster, script, playback } = load(name);

  test(`passes with ${SEEDS} seeds`, () => {
    for (let i = 0; i < SEEDS; i++) {
      const broken = idsOf(play(name, cluster.seed + i));
      expect(broken).toEqual(expect.arrayContaining([...(BROKEN[name] ?? [])]));
      if (!BROKEN[name]) expect(broken).toEqual([]);
    }
  });

  test('is told beat by beat, or is to be played with', () => {
    const beats = script.filter(({ verb }) => verb === 'say').length;
    expect(playback?.step).toBe(name === PLAYGROUND ? undefined : 'beats');
    expect(beats).toBeGreaterThanOrEqual(name === PLAYGROUND ? 1 : 3);
  });
});
