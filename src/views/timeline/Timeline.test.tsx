// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { press, show, steps } from '../shared/page.testkit';
import { Timeline } from './Timeline';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const deliver = (kind: string, from: string, to: string) => ({ deliver: { kind, from, to } });

/** S1 leads and beats once; S3, which heard of nothing, follows S2 as soon as S2 has twice heard nothing. */
const TWO_LEADERS = [
  check('S1'),
  check('S1'),
  deliver('p1a', 'S1', 'S2'),
  { run: 10 },
  deliver('p1b', 'S2', 'S1'),
  { fire: { peer: 'S1', timer: 'heartbeat' } },
  { run: 10 },
  { drop: { kind: 'heartbeat', from: 'S1', to: 'S3' } },
  deliver('heartbeat', 'S1', 'S2'),
  { propose: { peer: 'S1', value: 'A' } },
  check('S2'),
  check('S2'),
  check('S2'),
  deliver('p1a', 'S2', 'S3'),
  { run: 10 },
  deliver('p1b', 'S3', 'S2'),
  { run: 10 },
];

const open = async () => {
  const shown = await show(<Timeline />, { protocol: 'multi' }, TWO_LEADERS);
  await shown.act(() => steps(shown.session, TWO_LEADERS.length));
  return shown;
};

const all = (page: HTMLElement, selector: string) => [...page.querySelectorAll(selector)];
const titles = (page: HTMLElement, selector: string) =>
  all(page, `${selector} title`).map(({ textContent }) => textContent);
const active = () => document.activeElement?.getAttribute('aria-label') ?? '';

describe('the timeline of Multi-Paxos', () => {
  test('shows two leaders at the same time, each with its ballot', async () => {
    const { page } = await open();
    expect(titles(page, '.tl-reign-leading')).toEqual([
      'S1 believes that it leads, with 1.S1',
      'S2 believes that it leads, with 1.S2',
    ]);
    const marks = titles(page, '.tl-mark').join('; ');
    expect(marks).toContain('S1 leads with 1.S1');
    expect(marks).toContain('S2 leads with 1.S2');
    const [first, second] = all(page, '.tl-reign-leading').map((band) => {
      const [x, width] = ['x', 'width'].map((name) => Number(band.getAttribute(name)));
      return { from: x ?? 0, to: (x ?? 0) + (width ?? 0) };
    });
    expect(second?.from).toBeGreaterThan(first?.from ?? 0);
    expect(second?.from).toBeLessThan(first?.to ?? 0);
  });

  test('draws heartbeats as wished: faintly, like the others, or not at all', async () => {
    const { session, page, act } = await open();
    const beats = () => all(page, '[data-kind="heartbeat"]');
    expect(all(page, '.tl-faint-crowd')).toHaveLength(1);
    expect(beats()).toEqual([]);
    await act(() => session.prefer({ heartbeats: 'full' }));
    expect(all(page, '.tl-faint-crowd')).toEqual([]);
    expect(beats()).toHaveLength(2);
    await act(() => session.prefer({ heartbeats: 'hidden' }));
    expect(all(page, '.tl-faint-crowd')).toEqual([]);
    expect(beats()).toEqual([]);
  });

  test('a faint heartbeat that is selected is drawn, below the others', async () => {
    const { session, page, act } = await open();
    const id = session.store
      .getState()
      .trace.messages.find(({ message }) => message.kind === 'heartbeat')?.id;
    await act(() => session.select({ kind: 'message', id: id ?? 0 }));
    const beat = page.querySelector(`[data-message="${id}"]`);
    expect(beat?.parentElement?.getAttribute('class')).toBe('tl-lit');
    const faint = all(page, '[data-message]').map((one) => one.hasAttribute('data-faint'));
    expect(faint).toContain(false);
    expect(faint).toEqual(faint.toSorted((a, b) => Number(b) - Number(a)));
  });

  test('the keys pass over heartbeats that are not drawn like other messages', async () => {
    const { session, page, act } = await open();
    async function walk(): Promise<string[]> {
      const seen: string[] = [];
      const first = page.querySelector<SVGElement>('[data-message][tabindex="0"]');
      await act(() => first?.focus());
      for (let i = 0; i < 30; i++) await act(() => press('ArrowUp'));
      for (let i = 0; i < 30; i++) {
        seen.push(active());
        await act(() => press('ArrowDown'));
      }
      return seen;
    }
    const about = (names: string[]) => names.some((name) => name.startsWith('heartbeat 1.S1'));
    const named = await walk();
    expect(named).toContain('p1a 1.S1, S1 to S2, received');
    // The answer is under way still: a hand may be laid on it.
    expect(named).toContain('heartbeat-reply 1.S1, S2 to S1');
    expect(about(named)).toBe(false);
    await act(() => session.prefer({ heartbeats: 'full' }));
    expect(about(await walk())).toBe(true);
    await act(() => session.prefer({ heartbeats: 'hidden' }));
    expect((await walk()).some((name) => name.startsWith('heartbeat'))).toBe(false);
  });
});
