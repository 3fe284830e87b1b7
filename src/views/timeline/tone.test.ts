import { expect, test } from 'vitest';
import { type Light, NO_LIGHT } from '../../store/light';
import { traced } from './flight.testkit';
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
