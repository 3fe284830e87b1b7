// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, show } from '../shared/page.testkit';
import { Beats } from './Beats';

const script = [{ run: 5 }, { say: 'A' }, { run: 5 }, { say: 'B' }, { run: 5 }];

describe('the tools of a story', () => {
  test('say where it stands and go on and back', async () => {
    const { session, page, act } = await show(<Beats />, {}, script);
    expect(page.textContent).toBe('Beat – of 2');
    expect(named(page, 'Previous beat').getAttribute('aria-disabled')).toBe('true');
    await act(() => named(page, 'Next beat').click());
    expect(page.textContent).toBe('Beat 1 of 2');
    expect(session.store.getState().said).toBe('A');
    await act(() => named(page, 'Next beat').click());
    expect(page.textContent).toBe('Beat 2 of 2');
    await act(() => named(page, 'Previous beat').click());
    expect(page.textContent).toBe('Beat 1 of 2');
    await act(() => named(page, 'Previous beat').click());
    expect(session.store.getState().depth).toBe(0);
  });

  test('switch between beats and events', async () => {
    const { session, page, act } = await show(<Beats />, {}, script);
    const pressed = () => named(page, 'Step by beats').getAttribute('aria-pressed');
    expect(pressed()).toBe('false');
    await act(() => named(page, 'Step by beats').click());
    expect(pressed()).toBe('true');
    expect(session.store.getState().stepping).toBe('beats');
    await act(() => named(page, 'Step by beats').click());
    expect(session.store.getState().stepping).toBe('events');
  });

  test('keep their width when the number of a beat gets a second digit', async () => {
    const many = Array.from({ length: 12 }, (_, i) => [{ run: 5 }, { say: `Beat ${i}` }]).flat();
    const { session, page, act } = await show(<Beats />, {}, many);
    const lengths = new Set<number>();
    for (let beat = -1; beat < 12; beat++) {
      await act(() => session.goToBeat(beat));
      lengths.add(page.textContent?.length ?? 0);
    }
    expect([...lengths]).toEqual(['Beat  1 of 12'.length]);
  });

  test('are not there when the script says nothing', async () => {
    const { page } = await show(<Beats />, {}, [{ run: 5 }]);
    expect(page.innerHTML).toBe('');
  });
});
