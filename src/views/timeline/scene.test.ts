import { describe, expect, test } from 'vitest';
import type { Moment } from '../../scenarios/run';
import type { Flight } from './arrow';
import { heartbeat, traced } from './flight.testkit';
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

type Told = Partial<Parameters<typeof sceneOf>[0]>;

const sceneAt = (depth: number, told: Told = {}) =>
  sceneOf({
    messages,
    longest: longestFlight(messages),
    moment,
    depth,
    eventAt: (at) => (at === 300 ? { type: 'hold', wire: 10, at: 12_345 } : undefined),
    ready: { from: 0, to: 400_000 },
    seen: { from: 0, to: 400_000 },
    previous: { plain: 'elements', faint: 'elements' },
    always: new Set(),
    heartbeats: 'faded',
    ...told,
  });

const ids = (of: readonly { readonly id: number }[]) => of.map(({ id }) => id);
const flying = (of: readonly Flight[]) => ids(of.map(({ message }) => message));

describe('a scene', () => {
  test('of few messages draws each as an element, and nothing that is sent later', () => {
    const { detail, flights, crowd } = sceneAt(100).plain;
    expect(detail).toBe('elements');
    expect(flying(flights)).toEqual(ids(messages.slice(0, 100)));
    expect(crowd).toEqual([]);
  });

  test('of many draws only what is under way or asked about as elements', () => {
    const { detail, flights, crowd } = sceneAt(400, { always: new Set([200, 999]) }).plain;
    expect(detail).toBe('paths');
    expect(flying(flights)).toEqual([10, 200, 395]);
    expect(crowd).toHaveLength(397);
  });

  test('knows from the world when a message arrives and since when it is held', () => {
    const [held, , late] = sceneAt(400, { always: new Set([200]) }).plain.flights;
    expect(held).toMatchObject({ arrivesAt: 20_000, heldAt: 12_345, fate: 'underWay' });
    expect(late).toMatchObject({ arrivesAt: 777_000, heldAt: null });
  });
});

describe('heartbeats', () => {
  /** Three of four messages are heartbeats; 11 and 396 to 398 are under way. */
  const mixed = messages.map((message) =>
    message.id % 4 === 0 ? message : { ...message, message: heartbeat },
  );
  const wires = [11, 396, 397, 398].map((id) => wire(id, 777_000));
  const beating = { world: { wires, held: [] } } as unknown as Moment;
  const drawn = (told: Told = {}, depth = 400) =>
    sceneAt(depth, { messages: mixed, moment: beating, ...told });
  const isBeat = (id: number) => id % 4 !== 0;

  test('that are faint lie apart, and do not count against the others', () => {
    const { plain, faint } = drawn();
    expect(plain.detail).toBe('elements');
    expect(plain.crowd).toEqual([]);
    expect(flying(plain.flights)).toEqual(ids(mixed).filter((id) => !isBeat(id)));
    expect(faint.detail).toBe('paths');
    expect(flying(faint.flights)).toEqual([11, 397, 398]);
    expect(faint.crowd).toHaveLength(300 - 3);
    expect(ids(faint.crowd).every(isBeat)).toBe(true);
  });

  test('are drawn together even when they are few, but for the one that is asked about', () => {
    const { faint } = drawn({ always: new Set([1, 4]) }, 20);
    expect(flying(faint.flights)).toEqual([1, 11]);
    expect(ids(faint.crowd)).toEqual(
      ids(mixed.slice(0, 20)).filter((id) => isBeat(id) && id > 1 && id !== 11),
    );
  });

  test('that are too many for lines are not even hinted at', () => {
    const many = Array.from({ length: 2_500 }, (_, i) =>
      traced({ id: i + 1, sentAt: i * 100, dueAt: i * 100 + 50, sentDepth: 1, message: heartbeat }),
    );
    const { plain, faint } = drawn({ messages: many, longest: 50 });
    expect(faint.detail).toBe('density');
    expect(plain).toEqual({ detail: 'elements', flights: [], crowd: [] });
  });

  test('count like any other message when they are wanted in full', () => {
    const { plain, faint } = drawn({ heartbeats: 'full' });
    expect(plain.detail).toBe('paths');
    expect(flying(plain.flights)).toEqual([11, 396, 397, 398]);
    expect(plain.crowd).toHaveLength(396);
    expect(faint).toMatchObject({ flights: [], crowd: [] });
  });

  test('that are hidden are not drawn, whoever asks about them', () => {
    const { plain, faint } = drawn({ heartbeats: 'hidden', always: new Set([1, 2, 4]) });
    expect(flying(plain.flights)).toEqual(ids(mixed).filter((id) => !isBeat(id)));
    expect(faint).toMatchObject({ flights: [], crowd: [] });
  });
});
