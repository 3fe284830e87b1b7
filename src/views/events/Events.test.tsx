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

describe('heartbeats', () => {
  const check = { fire: { peer: 'S1', timer: 'heartbeatCheck' } };
  const beats = [
    check,
    check,
    { deliver: { kind: 'p1a', to: 'S2' } },
    { deliver: { kind: 'p1b' } },
    { fire: { peer: 'S1', timer: 'heartbeat' } },
    { deliver: { kind: 'heartbeat', to: 'S2' } },
    { deliver: { kind: 'heartbeat-reply' } },
    { propose: { peer: 'S1', value: 'pear' } },
  ];
  const texts = (page: HTMLElement) =>
    [...page.querySelectorAll('[role="option"]')].map((line) => line.textContent ?? '');

  test('that bring nothing new are one line, which opens', async () => {
    const { session, page, act } = await show(<Events />, { protocol: 'multi' }, beats);
    await act(() => steps(session, 8));
    expect(texts(page)).toHaveLength(6);
    expect(texts(page)[4]).toContain('3 heartbeat events, nothing new');
    await act(() => page.querySelectorAll<HTMLElement>('[role="option"]')[4]?.click());
    expect(texts(page)).toHaveLength(8);
    expect(session.store.getState().selection).toEqual({ kind: 'event', depth: 5 });
    await act(() => session.select(null));
    await act(() => session.prefer({ heartbeats: 'full' }));
    expect(texts(page)).toHaveLength(8);
  });

  test('are not listed when they are hidden, neither before nor under way', async () => {
    const { session, page, act } = await show(<Events />, { protocol: 'multi' }, beats);
    await act(() => session.prefer({ heartbeats: 'hidden' }));
    await act(() => steps(session, 5));
    expect(texts(page)[4]).toContain('1 heartbeat event hidden');
    await act(() => page.querySelectorAll<HTMLElement>('[role="tab"]')[1]?.click());
    const lines = [...page.querySelectorAll('.under-way li')].map((line) => line.textContent);
    expect(lines.at(-1)).toBe('2 heartbeats hidden');
    expect(lines.slice(0, -1).every((line) => line?.startsWith('p1a'))).toBe(true);
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
