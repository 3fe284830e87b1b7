import { expect, test } from 'vitest';
import type { ClusterMessage } from '../../check/cluster';
import { messageLabel } from './messageLabel';

const ballot = { round: 1, server: 3 };
const message = (kind: string, more: object = {}) =>
  ({ kind, ballot, ...more }) as unknown as ClusterMessage;

test('under one ballot for all slots a label says which slot', () => {
  expect(messageLabel(message('p2a', { slot: 2 }), 'multi')).toBe('1.S3#2');
  expect(messageLabel(message('decision', { first: 2, values: ['a', 'b'] }), 'multi')).toBe(
    '1.S3#2–3',
  );
});

test('a label of phase 1 is about no slot, and one of the library says its ballot only', () => {
  expect(messageLabel(message('p1a'), 'multi')).toBe('1.S3');
  expect(messageLabel(message('accept', { seq: 4 }), 'basic')).toBe('1.S3');
});
