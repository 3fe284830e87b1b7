// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, press, show, steps } from '../shared/page.testkit';
import { Events } from './Events';

const script = [
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
  { deliver: { from: 'S2', to: 'S1', kind: 'promise' } },
];

const frame = () => new Promise((done) => requestAnimationFrame(done));

describe('the events', () => {
  test('are those up to the cursor, the last one current', async () => {
    const { session, page, act } = await show(<Events />, {}, script);
    expect(page.textContent).toContain('Nothing has happened yet');
    await act(() => steps(session, 3));
    expect(page.querySelectorAll('[role="option"]')).toHaveLength(3);
    await act(() => session.stepBack());
    const lines = [...page.querySelectorAll('[role="option"]')];
    expect(lines).toHaveLength(2);
    expect(lines[1]?.getAttribute('aria-current')).toBe('step');
    expect(lines[1]?.textContent).toContain('S2 promises 1.S1');
  });

  test('are chosen with the arrows; Enter goes there', async () => {
    const { session, page, act } = await show(<Events />, {}, script);
    await act(() => steps(session, 3));
    await act(() => page.querySelector<HTMLElement>('[role="listbox"]')?.focus());
    await act(() => press('ArrowUp'));
    expect(session.store.getState().selection).toEqual({ kind: 'event', depth: 2 });
    expect(page.querySelector('[role="option"][aria-selected="true"]')?.textContent).toContain(
      'S2 promises 1.S1',
    );
    await act(() => press('Enter'));
    expect(session.store.getState().depth).toBe(2);
  });
});

describe('what is under way', () => {
  test('is acted on with real buttons, and the focus goes on to the next message', async () => {
    const { session, page, act } = await show(<Events />, { peers: 5 }, script);
    await act(() => steps(session, 1));
    await act(() => page.querySelectorAll<HTMLElement>('[role="tab"]')[1]?.click());
    const drop = named(page, 'Drop: prepare 1.S1, S1 to S2, instance 0');
    await act(() => drop.focus());
    await act(() => drop.click());
    await act(() => {});
    await frame();
    expect(session.store.getState().moment.world.wires).toHaveLength(3);
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Drop: prepare 1.S1, S1 to S3, instance 0',
    );
    const hold = named(page, 'Hold: prepare 1.S1, S1 to S4, instance 0');
    await act(() => hold.focus());
    await act(() => hold.click());
    await frame();
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Release: prepare 1.S1, S1 to S4, instance 0',
    );
  });
});
