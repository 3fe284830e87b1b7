// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, press, show } from '../shared/page.testkit';
import { ClockFace } from './ClockFace';
import { RunUntil } from './RunUntil';

const script = [{ kill: 'S2' }];

async function opened(cluster: object = {}) {
  const shown = await show(<RunUntil />, cluster, script);
  await shown.act(() => shown.page.querySelector<HTMLElement>('button')?.focus());
  await shown.act(() => press('Enter'));
  return shown;
}

const items = () => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
const item = (text: string) => items().find(({ textContent }) => textContent?.includes(text));

describe('the menu of what to run until', () => {
  test('offers what can happen here', async () => {
    const { act } = await opened();
    expect(item('Instance decided')).toBeDefined();
    expect(item('Another server leads')).toBeUndefined();
    await act(() => press('Escape'));
    const leader = await opened({ protocol: 'multi' });
    expect(item('Slot decided')).toBeDefined();
    expect(item('Another server leads')).toBeDefined();
    await leader.act(() => press('Escape'));
  });

  test('runs until that happens', async () => {
    const { session, act } = await opened();
    await act(() => item('A hole in a log')?.click());
    expect(session.store.getState()).toMatchObject({ playing: true, goal: { condition: 'hole' } });
  });

  test('lists the breakpoints, and takes one away', async () => {
    const { session, page, act } = await opened();
    await act(() => session.addBreakpoint({ kind: 'accept', peer: 2 }));
    expect(page.querySelector('button')?.getAttribute('aria-label')).toBe('Run until, 1 set');
    await act(() => item('Remove “accept, S2”')?.click());
    expect(session.store.getState().breakpoints).toEqual([]);
  });

  test('asks for a breakpoint', async () => {
    const { session, act } = await opened();
    await act(() => item('Breakpoint…')?.click());
    expect(session.store.getState().form).toEqual({ kind: 'breakpoint' });
  });
});

test('the number of the event asks where to go', async () => {
  const { session, page, act } = await show(<ClockFace />, {}, script);
  await act(() => session.step());
  await act(() => named(page, 'event 1, go to event').click());
  expect(session.store.getState().form).toEqual({ kind: 'goTo' });
});
