import { expect, test } from 'vitest';
import { legendSigns } from './legendSigns';

const words = (...asked: Parameters<typeof legendSigns>) =>
  legendSigns(...asked).map(({ word }) => word);

test('the same marks have other names under another protocol', () => {
  const alone = { clerks: false, heartbeats: false };
  expect(legendSigns('basic', alone).map(({ sign }) => sign)).toEqual(
    legendSigns('multi', alone).map(({ sign }) => sign),
  );
  expect(words('multi', alone)).toEqual(['p1a', 'p1b', 'p2a', 'p2b', 'refused', 'decision']);
});

test('no sign stands in a legend twice, and heartbeats only where there are some to be seen', () => {
  const all = { clerks: true, heartbeats: true };
  const signs = legendSigns('multi', all).map(({ sign }) => sign);
  expect(new Set(signs).size).toBe(signs.length);
  expect(signs).toContain('heartbeat');
  expect(legendSigns('basic', all).map(({ sign }) => sign)).not.toContain('heartbeat');
});
