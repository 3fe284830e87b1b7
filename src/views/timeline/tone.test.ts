import { expect, test } from 'vitest';
import { type Light, NO_LIGHT } from '../../store/light';
import type { TracedMessage } from '../../store/trace';
import { heartbeat, traced } from './flight.testkit';
import { toneOf } from './tone';

const one: Light = {
  ...NO_LIGHT,
  messages: new Set([1]),
  causes: new Set([2]),
  instances: new Set([0]),
};
const instance: Light = { ...NO_LIGHT, instances: new Set([7]) };
const of = (id: number, seq: number, hover: Light, selection: Light) =>
  toneOf(
    traced({ id, message: { kind: 'prepare', ballot: { round: 1, server: 1 }, seq, done: -1 } }),
    {
      hover,
      selection,
      focus: 0,
    },
  );

test('without a question the instance in focus stands out', () => {
  expect(of(1, 0, NO_LIGHT, NO_LIGHT)).toBe('plain');
  expect(of(1, 4, NO_LIGHT, NO_LIGHT)).toBe('quiet');
});

test('a message lights itself and its causes, and dims the rest', () => {
  expect([1, 2, 3].map((id) => of(id, 0, one, NO_LIGHT))).toEqual(['lit', 'cause', 'dim']);
  expect([1, 2, 3].map((id) => of(id, 0, NO_LIGHT, one))).toEqual(['lit', 'cause', 'dim']);
});

test('an instance lights its messages', () => {
  expect([7, 0].map((seq) => of(1, seq, NO_LIGHT, instance))).toEqual(['plain', 'dim']);
});

test('what is hovered is asked about first', () => {
  expect(of(1, 0, instance, one)).toBe('dim');
});

test('a decision is about each of its slots, phase 1 of Multi-Paxos about all of them', () => {
  const ballot = { round: 1, server: 1 };
  const decision = { kind: 'decision', ballot, first: 6, values: ['a', 'b'], beat: 1 } as const;
  const p1a = { kind: 'p1a', ballot, attempt: 0 } as const;
  const tone = (message: TracedMessage['message'], selection: Light, focus: number) =>
    toneOf(traced({ id: 9, message }), { hover: NO_LIGHT, selection, focus });
  expect([5, 6, 7, 8].map((focus) => tone(decision, NO_LIGHT, focus))).toEqual([
    'quiet',
    'plain',
    'plain',
    'quiet',
  ]);
  expect(tone(decision, instance, 0)).toBe('plain');
  expect(tone(p1a, instance, 0)).toBe('plain');
  expect(tone(p1a, NO_LIGHT, 3)).toBe('plain');
  expect(tone(heartbeat, NO_LIGHT, 3)).toBe('plain');
  expect(tone(heartbeat, instance, 3)).toBe('dim');
});
