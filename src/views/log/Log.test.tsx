// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, press, show, steps } from '../shared/page.testkit';
import { Log } from './Log';

const start = (peer: string, value: string, seq = 0) => ({ start: { peer, seq, value } });
const deliver = (from: string, to: string, kind: string) => ({ deliver: { from, to, kind } });

const untilAccepted = [
  start('S1', 'x', 1),
  deliver('S1', 'S2', 'prepare'),
  deliver('S2', 'S1', 'promise'),
  deliver('S1', 'S2', 'accept'),
];

const active = () => document.activeElement?.getAttribute('aria-label');

describe('the log', () => {
  test('names every cell, and tells what is chosen from what is known', async () => {
    const { session, page, act } = await show(<Log />, {}, untilAccepted);
    await act(() => steps(session, 4));
    named(page, 'S1, instance 1, accepted 1.S1: x, chosen but not known here');
    named(page, 'S2, instance 1, accepted 1.S1: x, chosen but not known here');
    named(page, 'S3, instance 1, untouched, chosen but not known here');
    named(page, 'S3, instance 0, untouched');
    expect(page.querySelector('[aria-label^="instance 1, chosen x at 1.S1"]')).not.toBeNull();
  });

  test('keeps the observer’s secret when asked to', async () => {
    const { session, page, act } = await show(<Log />, {}, untilAccepted);
    await act(() => steps(session, 4));
    await act(() => session.prefer({ observer: false }));
    named(page, 'S3, instance 1, untouched');
    expect(page.textContent).not.toContain('★ chosen');
    expect(page.querySelector('[aria-label*="not known here"]')).toBeNull();
  });

  test('is one tab stop, and the arrows go from cell to cell', async () => {
    const { session, page, act } = await show(<Log />, {}, untilAccepted);
    await act(() => steps(session, 1));
    expect(page.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await act(() => named(page, 'S1, instance 0, untouched').focus());
    for (const [key, name] of [
      ['ArrowRight', 'S1, instance 1, promised 1.S1'],
      ['ArrowDown', 'S2, instance 1, untouched'],
      ['Home', 'S2'],
      ['ArrowRight', 'S2, Min 0'],
      ['ArrowUp', 'S1, Min 0'],
      ['ArrowUp', 'chosen'],
      ['ArrowRight', 'instance 0, nothing chosen'],
      ['ArrowUp', 'Instance 0'],
    ] as const) {
      await act(() => press(key));
      expect(active(), key).toBe(name);
      expect(page.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    }
  });

  test('selects with Enter, and asks for a Start with S', async () => {
    const { session, page, act } = await show(<Log />, {}, untilAccepted);
    await act(() => named(page, 'S3, instance 2, untouched').focus());
    await act(() => press('Enter'));
    expect(session.store.getState()).toMatchObject({
      selection: { kind: 'cell', server: 3, seq: 2 },
      focus: 2,
    });
    await act(() => press('s'));
    expect(session.store.getState().form).toMatchObject({ kind: 'start', server: 3 });
  });

  test('draws only what is in view of ten thousand instances', async () => {
    const { session, page, act } = await show(<Log />, {}, [start('S1', 'x', 9999)]);
    await act(() => steps(session, 1));
    named(page, 'S1, instance 9999, promised 1.S1');
    expect(page.querySelectorAll('[role="gridcell"]').length).toBeLessThan(80);
    expect(page.querySelector('[role="grid"]')?.getAttribute('aria-colcount')).toBe('10006');
  });

  test('marks a hole, and a server that is down', async () => {
    const { session, page, act } = await show(<Log />, { peers: 1 }, [
      start('S1', 'x', 1),
      { kill: 'S1' },
    ]);
    await act(() => steps(session, 1));
    named(page, 'S1, instance 0, untouched, hole');
    await act(() => steps(session, 1));
    named(page, 'S1, instance 1, decided: x, server down');
    named(page, 'S1, crashed');
  });
});
