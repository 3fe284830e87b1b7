import { describe, expect, test } from 'vitest';
import type { TracedMessage } from '../../store/trace';
import { type Berth, berthOf } from './berths';
import { PARKING } from './motion';

/** Messages from S1 to S2, one after the other, each sent by an event of its own and never ended. */
const sent = (count: number, more: (id: number) => object = () => ({})): TracedMessage[] =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    from: 1,
    to: 2,
    message: { kind: 'p2a' },
    sentDepth: i + 1,
    fate: 'underWay',
    endDepth: null,
    ...more(i + 1),
  })) as unknown as TracedMessage[];

const moving = { manual: false, heartbeats: false };
const parked = { manual: true, heartbeats: false };
const berths = (messages: TracedMessage[], drawing = moving): Berth[] =>
  messages.map(({ id }) => berthOf(messages, id, drawing));
const placeOf = (id: number, { shift }: Berth) => (PARKING[id % PARKING.length] ?? 0) + shift;

describe('messages on one link', () => {
  test('carry their texts on one side and the other while several are under way', () => {
    expect(berths(sent(4)).map(({ flipped }) => flipped)).toEqual([false, true, false, true]);
  });

  test('make no way for what has arrived, for other links, and for the other direction', () => {
    const arrived = sent(3, (id) => ({ fate: 'received', endDepth: id + 1 }));
    expect(berths(arrived).some(({ flipped }) => flipped)).toBe(false);
    const elsewhere = sent(3, (id) => (id === 2 ? { from: 2, to: 1 } : { to: 2 + id }));
    expect(berths(elsewhere).some(({ flipped }) => flipped)).toBe(false);
  });

  test('keep their berth when others come and go', () => {
    const messages = sent(2);
    const before = berths(messages);
    messages.push(...sent(4).slice(2));
    messages[0] = { ...(messages[0] as TracedMessage), fate: 'received', endDepth: 3 };
    expect(berths(messages).slice(0, 2)).toEqual(before);
  });

  test('make way for heartbeats only when those are drawn like others', () => {
    const beats = sent(2, (id) => (id === 1 ? { message: { kind: 'heartbeat' } } : {}));
    expect(berths(beats)[1]?.flipped).toBe(false);
    expect(berths(beats, { manual: false, heartbeats: true })[1]?.flipped).toBe(true);
  });
});

describe('where time stands still', () => {
  test('a message alone waits where its id says', () => {
    expect(berths(sent(1), parked)).toEqual([{ shift: 0, flipped: false }]);
  });

  test('no two of five wait at one place, whatever their ids', () => {
    const far = sent(21).map((message) =>
      message.id % 5 === 1 ? message : ({ ...message, to: 3 } as TracedMessage),
    );
    const places = [1, 6, 11, 16, 21].map((id) => placeOf(id, berthOf(far, id, parked)));
    expect(new Set(places.map((place) => place.toFixed(3))).size).toBe(5);
  });
});
