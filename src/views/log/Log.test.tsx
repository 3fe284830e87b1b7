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

const fire = (peer: string, timer: string) => ({ fire: { peer, timer } });
const propose = (value: string) => ({ propose: { peer: 'S1', value } });
const about = (seq: number, from: string, to: string, kind: string) => ({
  deliver: { from, to, kind, seq },
});
const beat = (to: string) => [deliver('S1', to, 'heartbeat'), deliver(to, 'S1', 'heartbeat-reply')];

/** S1 gets itself elected by S2, and S3 hears of it. */
const elected = [
  fire('S1', 'heartbeatCheck'),
  fire('S1', 'heartbeatCheck'),
  deliver('S1', 'S2', 'p1a'),
  deliver('S1', 'S3', 'p1a'),
  deliver('S2', 'S1', 'p1b'),
];

/** The names of a server's three numbers, and of its cells from the first one on. */
const rowOf = (page: HTMLElement, server: string, slots: number) =>
  [...page.querySelectorAll('[role="gridcell"]')]
    .map((cell) => cell.getAttribute('aria-label') ?? '')
    .filter((name) => name.startsWith(`${server}, `))
    .slice(0, 3 + slots);

describe('the log of a stable leader', () => {
  const leader = { protocol: 'multi' };

  test('begins at slot 1', async () => {
    const { session, page, act } = await show(<Log />, leader, elected);
    expect(named(page, 'Slot 1').getAttribute('aria-colindex')).toBe('5');
    expect(page.querySelector('[data-seq="0"], [aria-label*="lot 0"]')).toBeNull();
    expect(page.querySelector('[aria-label*="nstance"]')).toBeNull();
    named(page, 'Log: server by slot');
    named(page, 'first non-cleared');
    expect(session.store.getState().focus).toBe(1);
    expect(named(page, 'Slot 1').dataset.focus).toBe('true');
    await act(() => named(page, 'S2, slot 1, empty').focus());
    await act(() => press('ArrowLeft'));
    expect(active()).toBe('S2, executed none');
    await act(() => press('End'));
    expect(active()).toBe('S2, slot 6, empty');
    expect(page.querySelector('[role="grid"]')?.getAttribute('aria-colcount')).toBe('10');
  });

  test('tells accepted from chosen, chosen from known, and known from cleared', async () => {
    const { session, page, act } = await show(<Log />, leader, [
      ...elected,
      propose('x'),
      deliver('S1', 'S2', 'p2a'),
      deliver('S2', 'S1', 'p2b'),
      deliver('S1', 'S3', 'p2a'),
      fire('S1', 'heartbeat'),
      ...beat('S2'),
      ...beat('S3'),
      { kill: 'S3' },
    ]);
    const row = (server: string) => rowOf(page, server, 1);
    const go = (count: number) => act(() => steps(session, count));
    await go(elected.length + 1);
    expect(row('S1')).toEqual([
      'S1, first non-cleared 1',
      'S1, last non-empty 1',
      'S1, executed none',
      'S1, slot 1, accepted 1.S1: x',
    ]);
    expect(page.querySelector('.log-executed')).toBeNull();
    named(page, 'slot 1, nothing chosen');
    await go(1);
    named(page, 'S1, slot 1, accepted 1.S1: x, chosen but not known here');
    named(page, 'S3, slot 1, empty, chosen but not known here');
    expect(page.querySelector('[aria-label^="slot 1, chosen x at 1.S1, "]')).not.toBeNull();
    await go(1);
    expect(row('S1').slice(2)).toEqual(['S1, executed 1', 'S1, slot 1, chosen: x']);
    expect(page.querySelectorAll('.log-executed')).toHaveLength(1);
    await go(6);
    expect(row('S1')).toEqual([
      'S1, first non-cleared 2',
      'S1, last non-empty 1',
      'S1, executed 1',
      'S1, slot 1, cleared',
    ]);
    expect(row('S2')[3]).toBe('S2, slot 1, chosen: x');
    await go(1);
    expect(row('S3').slice(2)).toEqual(['S3, executed 1', 'S3, slot 1, chosen: x, server down']);
  });

  test('marks a hole, beyond which nothing is executed', async () => {
    const { session, page, act } = await show(<Log />, leader, [
      ...elected,
      propose('x'),
      propose('y'),
      about(2, 'S1', 'S2', 'p2a'),
      about(2, 'S2', 'S1', 'p2b'),
    ]);
    await act(() => steps(session, elected.length + 4));
    expect(rowOf(page, 'S1', 2)).toEqual([
      'S1, first non-cleared 1',
      'S1, last non-empty 2',
      'S1, executed none',
      'S1, slot 1, accepted 1.S1: x, hole',
      'S1, slot 2, chosen: y',
    ]);
    named(page, 'S2, slot 1, empty');
  });

  test('selects the slot that the pointer is at', async () => {
    const { session, page, act } = await show(<Log />, leader, elected);
    await act(() => named(page, 'S3, slot 2, empty').click());
    expect(session.store.getState()).toMatchObject({
      selection: { kind: 'cell', server: 3, seq: 2 },
      focus: 2,
    });
    expect(named(page, 'S3, slot 2, empty').dataset.lit).toBe('selection');
    await act(() => named(page, 'Slot 1').click());
    expect(session.store.getState().selection).toEqual({ kind: 'instance', seq: 1 });
  });

  test('has a legend in its own words', async () => {
    const { page } = await show(<Log />, leader, elected);
    const words = [...page.querySelectorAll('.log-legend li')].map(
      ({ textContent }) => textContent,
    );
    expect(words).toEqual([
      '·empty',
      'accepted',
      '★unknown here',
      '✓chosen',
      'hole',
      '✕cleared',
      'executed',
    ]);
  });
});
