// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { browserKeeper } from './browser';
import { DEFAULT_PREFERENCES } from './preferences';

function kept(preferences: unknown) {
  localStorage.setItem('paxoscope.preferences', JSON.stringify(preferences));
  return browserKeeper.load();
}

test('what a person likes is there again', () => {
  const liked = { ...DEFAULT_PREFERENCES, theme: 'dark', heartbeats: 'hidden' } as const;
  browserKeeper.save(liked);
  expect(browserKeeper.load()).toEqual(liked);
});

test('preferences of an earlier visit may lack some', () => {
  expect(kept({ legends: false })).toEqual({ legends: false });
});

test.each([{ heartbeats: 'loud' }, { theme: 'pink' }, { legends: 'yes' }, null, 7, 'dark'])(
  '%j is nobody’s preference',
  (wrong) => expect(kept(wrong)).toEqual({}),
);
