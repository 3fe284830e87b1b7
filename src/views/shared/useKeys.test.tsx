// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { named, show } from './page.testkit';
import { useKeys } from './useKeys';

const NOTHING = () => false;

function Page() {
  useKeys(NOTHING);
  return (
    <>
      <input type="range" aria-label="Slider" />
      <select aria-label="List" />
      <textarea aria-label="Text" />
      <dialog open>
        <button type="button" aria-label="Button of a dialog" />
      </dialog>
      <button type="button" aria-label="Greedy" onKeyDown={(event) => event.preventDefault()} />
    </>
  );
}

const script = [{ say: 'A' }, { run: 5 }, { say: 'B' }, { run: 5 }, { say: 'C' }];

/** A key on a focused element; true when the page kept the browser from doing anything with it. */
function pressOn(element: HTMLElement, key: string): boolean {
  element.focus();
  return !element.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
}

describe('a clicker in a story', () => {
  test.each(['Slider', 'List', 'Greedy'])('is obeyed with the focus on: %s', async (name) => {
    const { session, page, act } = await show(<Page />, {}, script);
    await act(() => session.stepBy('beats'));
    await act(() => expect(pressOn(named(page, name), 'PageDown')).toBe(true));
    await act(() => expect(pressOn(named(page, name), 'PageDown')).toBe(true));
    expect(session.store.getState().said).toBe('C');
    await act(() => expect(pressOn(named(page, name), 'PageUp')).toBe(true));
    expect(session.store.getState().said).toBe('B');
  });

  test.each(['Text', 'Button of a dialog'])('is not, with the focus on: %s', async (name) => {
    const { session, page, act } = await show(<Page />, {}, script);
    await act(() => session.stepBy('beats'));
    await act(() => expect(pressOn(named(page, name), 'PageDown')).toBe(false));
    expect(session.store.getState().said).toBe('A');
  });

  test('the slider keeps its keys where events are stepped', async () => {
    const { session, page, act } = await show(<Page />, {}, script);
    await act(() => expect(pressOn(named(page, 'Slider'), 'PageDown')).toBe(false));
    expect(session.store.getState().depth).toBe(0);
  });
});
