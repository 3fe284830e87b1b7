// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, press, show, steps } from '../shared/page.testkit';
import { Events } from './Events';

const script = [
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
  { deliver: { from: 'S2', to: 'S1', kind: 'promise' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'accept' } },
];

async function searching() {
  const shown = await show(<Events />, {}, script);
  await shown.act(() => steps(shown.session, 4));
  await shown.act(() => named(shown.page, 'Find events').click());
  return shown;
}

const lines = (page: HTMLElement) => [...page.querySelectorAll<HTMLElement>('[role="option"]')];
const count = (page: HTMLElement) => page.querySelector('.search-count')?.textContent;

describe('the search among the events', () => {
  test('counts and marks what it finds, and goes from match to match', async () => {
    const { session, page, act } = await searching();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search events');
    await act(() => session.search('peer:S2'));
    expect(count(page)).toBe('3 of 3');
    expect(lines(page).map(({ dataset }) => dataset.match)).toEqual([
      undefined,
      'true',
      'true',
      'true',
    ]);
    await act(() => press('Enter', { shiftKey: true }));
    expect(session.store.getState().depth).toBe(3);
    expect(count(page)).toBe('2 of 3');
    await act(() => named(page, 'Next match').click());
    expect(session.store.getState().depth).toBe(4);
  });

  test('filters the list, whose keys go from match to match', async () => {
    const { session, page, act } = await searching();
    await act(() => session.search('kind:accept'));
    await act(() => named(page, 'Only matches').click());
    expect(lines(page).map(({ dataset }) => dataset.depth)).toEqual(['4']);
    await act(() => session.search('peer:S2'));
    await act(() => page.querySelector<HTMLElement>('[role="listbox"]')?.focus());
    await act(() => press('ArrowUp'));
    expect(session.store.getState().selection).toEqual({ kind: 'event', depth: 3 });
    await act(() => press('Home'));
    expect(session.store.getState().selection).toEqual({ kind: 'event', depth: 2 });
    await act(() => session.search('kind:crash'));
    expect(page.textContent).toContain('No match up to here.');
  });

  test('says what it does not understand, and closes with Escape', async () => {
    const { session, page, act } = await searching();
    await act(() => session.search('peer:nobody'));
    expect(page.querySelector('.search-note')?.textContent).toContain('A peer is');
    expect(lines(page)).toHaveLength(4);
    await act(() => press('Escape'));
    expect(session.store.getState().search.text).toBe('');
    await act(() => press('Escape'));
    expect(page.querySelector('.search-row')).toBeNull();
    expect(document.activeElement).toBe(named(page, 'Find events'));
  });
});

describe('breakpoints', () => {
  test('stand above the events until they are taken away', async () => {
    const { session, page, act } = await show(<Events />, {}, script);
    await act(() => session.addBreakpoint({ kind: 'accept', position: 0 }));
    const chip = named(page, 'Remove breakpoint: accept, instance 0');
    await act(() => chip.click());
    expect(session.store.getState().breakpoints).toEqual([]);
    expect(page.querySelector('.breakpoints')).toBeNull();
  });
});
