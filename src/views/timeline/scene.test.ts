import { describe, expect, test } from 'vitest';
import type { Moment } from '../../scenarios/run';
import { traced } from './flight.testkit';
import { longestFlight } from './inView';
import { sceneOf } from './scene';

const messages = Array.from({ length: 400 }, (_, i) => {
  const sentAt = i * 1_000;
  return traced({ id: i + 1, sentAt, dueAt: sentAt + 5_000, sentDepth: i + 1 });
});
const wire = (id: number, at: number) => ({ ...traced({ id }), at, copy: 0 });
const moment = {
  world: { wires: [wire(395, 777_000)], held: [wire(10, 20_000)] },
} as unknown as Moment;

const scene = (depth: number, always: number[] = [], to = 400_000) =>
  sceneOf({
    messages,
    longest: longestFlight(messages),
    moment,
    depth,
    eventAt: (at) => (at === 300 ? { type: 'hold', wire: 10, at: 12_345 } : undefined),
    ready: { from: 0, to },
    seen: { from: 0, to },
    previous: 'elements',
    always: new Set(always),
  });

describe('a scene', () => {
  test('of few messages draws each as an element, and nothing that is sent later', () => {
    const { detail, flights, crowd } = scene(100);
    expect(detail).toBe('elements');
    expect(flights.map(({ message }) => message.id)).toEqual(
      messages.slice(0, 100).map(({ id }) => id),
    );
    expect(crowd).toEqual([]);
  });

  test('of many draws only what is under way or asked about as elements', () => {
    const { detail, flights, crowd } = scene(400, [200, 999]);
    expect(detail).toBe('paths');
    expect(flights.map(({ message }) => message.id)).toEqual([10, 200, 395]);
    expect(crowd).toHaveLength(397);
  });

  test('knows from the world when a message arrives and since when it is held', () => {
    const [held, , flying] = scene(400, [200]).flights;
    expect(held).toMatchObject({ arrivesAt: 20_000, heldAt: 12_345, fate: 'underWay' });
    expect(flying).toMatchObject({ arrivesAt: 777_000, heldAt: null });
  });
});
