import { describe, expect, test } from 'vitest';
import type { ClusterEvent, ClusterWorld } from '../../check/cluster';
import { type Flight, flown, placeWhenHeld, progressOf } from './motion';

const flight: Flight = { id: 1, sentAt: 1000, at: 2000 };
const world = (more: Partial<ClusterWorld> = {}) =>
  ({ delivery: 'auto', held: [], ...more }) as unknown as ClusterWorld;
const branch =
  (...events: ClusterEvent[]) =>
  (depth: number) =>
    events[depth - 1];

describe('a message under way', () => {
  test('is as far as time has passed, and waits at the door when it is late', () => {
    expect([0, 1000, 1250, 2000, 9000].map((now) => flown(flight, now))).toEqual([
      0, 0, 0.25, 1, 1,
    ]);
  });

  test('stands at a place of its own where time stands still', () => {
    const places = [1, 2, 3, 4, 5].map((id) =>
      progressOf({ ...flight, id }, world({ delivery: 'manual' }), 0, branch())(1000),
    );
    expect(new Set(places).size).toBe(5);
    for (const place of places) expect(place > 0.2 && place < 0.8).toBe(true);
  });

  test('arrives at once without a delay', () => {
    expect(flown({ id: 1, sentAt: 5, at: 5 }, 5)).toBe(1);
  });
});

describe('a held message', () => {
  const hold: ClusterEvent = { type: 'hold', wire: 1, at: 1500 };

  test('stays where it was held', () => {
    const held = world({ held: [{ ...flight }] as unknown as ClusterWorld['held'] });
    expect(progressOf(flight, held, 2, branch({ type: 'wait', at: 1000 }, hold))(9000)).toBe(0.5);
  });

  test('moves on when it is released', () => {
    const events = branch(hold, { type: 'release', wire: 1, at: 1800 }, { type: 'wait', at: 1900 });
    expect(placeWhenHeld(flight, 3, events)).toBeNull();
    expect(placeWhenHeld(flight, 1, events)).toBe(0.5);
  });

  test('is not confused with another', () => {
    expect(placeWhenHeld(flight, 1, branch({ type: 'hold', wire: 2, at: 1500 }))).toBeNull();
  });
});
