// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { show } from '../shared/page.testkit';
import { Caption } from './Caption';
import { lengthOf, longestOf } from './captionRoom';

const LONG = 'Then nothing happens for quite a while, and that is the point.';
const script = [{ say: 'Here it begins.' }, { run: 10 }, { say: LONG }, { run: 10 }];
const caption = (page: HTMLElement) => page.querySelector<HTMLElement>('.caption');

describe('the caption', () => {
  test('of a story is what is said, told to a screen reader once a beat', async () => {
    const { session, page, act } = await show(<Caption />, {}, script);
    await act(() => session.stepBy('beats'));
    expect(caption(page)?.textContent).toBe('Here it begins.');
    expect(caption(page)?.getAttribute('role')).toBe('status');
    expect(caption(page)?.getAttribute('aria-live')).toBe('polite');
    await act(() => session.nextBeat());
    expect(caption(page)?.textContent).toBe(LONG);
    await act(() => session.previousBeat());
    expect(caption(page)?.textContent).toBe('Here it begins.');
  });

  test('keeps room for every text, without saying any of them', async () => {
    const { session, page, act } = await show(<Caption />, {}, script);
    await act(() => session.stepBy('beats'));
    const rooms = [...page.querySelectorAll<HTMLElement>('.caption-room')];
    expect(rooms.map(({ dataset }) => dataset.text)).toEqual([LONG, 'Here it begins.']);
    expect(page.textContent).toBe('Here it begins.');
  });

  test('is quiet where events are stepped', async () => {
    const { page } = await show(<Caption />, {}, script);
    expect(caption(page)?.getAttribute('aria-live')).toBe('off');
    expect(page.querySelectorAll('.caption-room, .story')).toHaveLength(0);
  });

  test('is not there when the script says nothing', async () => {
    const { page } = await show(<Caption />, {}, [{ run: 10 }]);
    expect(page.innerHTML).toBe('');
  });
});

describe('the room for captions', () => {
  const beats = (...lengths: number[]) =>
    lengths.map((length, step) => ({ step, text: 'x'.repeat(length) }));

  test('is that of the longest texts, each once', () => {
    const texts = longestOf([...beats(3, 9, 3), ...beats(...Array(30).keys())]);
    expect(texts).toHaveLength(12);
    expect(texts[0]).toHaveLength(29);
    expect(texts.at(-1)).toHaveLength(18);
  });

  test('is filled with smaller letters the longer they are', () => {
    expect(lengthOf([])).toBe('short');
    expect([140, 141, 280, 281].map((length) => lengthOf(['x'.repeat(length)]))).toEqual([
      'short',
      'medium',
      'medium',
      'long',
    ]);
  });
});
