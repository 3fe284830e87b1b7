// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { show, steps } from '../shared/page.testkit';
import { Inspector } from './Inspector';

const start = (peer: string, value: string, seq = 0) => ({ start: { peer, seq, value } });
const deliver = (from: string, to: string, kind: string) => ({ deliver: { from, to, kind } });

const script = [
  start('S1', 'x'),
  deliver('S1', 'S2', 'prepare'),
  deliver('S2', 'S1', 'promise'),
  deliver('S1', 'S2', 'accept'),
  deliver('S2', 'S1', 'accepted'),
];

const texts = (page: HTMLElement, selector: string) =>
  [...page.querySelectorAll(selector)].map((element) => element.textContent);

describe('the inspector', () => {
  test('follows the run: server, role, line and transition of the present event', async () => {
    const { session, page, act } = await show(<Inspector />, {}, script);
    expect(page.textContent).toContain('following the run');
    await act(() => steps(session, 2));
    expect(page.querySelector('h3')?.textContent).toContain('S2 · instance 0');
    expect(page.querySelector('[role="tab"][aria-selected="true"]')?.textContent).toBe('acceptor');
    expect(texts(page, '[aria-current="step"]')).toContain('n_p = n');
    expect(texts(page, '.chart-node[data-present] text')).toEqual(['promised']);
    expect(texts(page, '.chart-taken')).toEqual(['prepare / promise']);
    await act(() => steps(session, 1));
    expect(page.querySelector('h3')?.textContent).toContain('S1 · instance 0');
    expect(texts(page, '.chart-taken')[0]).toBe(
      'promise [completes a majority of promises] / ask to accept',
    );
  });

  test('holds on to what is selected until it is told to follow again', async () => {
    const { session, page, act } = await show(<Inspector />, {}, script);
    await act(() => session.select({ kind: 'server', server: 3 }));
    await act(() => steps(session, 3));
    expect(page.querySelector('h3')?.textContent).toContain('S3');
    const follow = [...page.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Follow the run',
    );
    await act(() => follow?.click());
    expect(page.querySelector('h3')?.textContent).toContain('S1');
  });

  test('says why a message was sent, and names the majority behind it', async () => {
    const { session, page, act } = await show(<Inspector />, {}, script);
    await act(() => steps(session, 3));
    const accept = session.store
      .getState()
      .trace.messages.find(({ message }) => message.kind === 'accept');
    await act(() => session.select({ kind: 'message', id: accept?.id ?? 0 }));
    expect(page.textContent).toContain('2 of 3 promised 1.S1');
    expect(texts(page, '.quorum li')).toEqual(['S1 itself', 'S2 reported no vote']);
    expect(texts(page, '.things .visually-hidden')).toEqual([
      'promise 1.S1, S2 to S1, instance 0',
      'prepare 1.S1, S1 to S2, instance 0',
    ]);
  });

  test('shows what only an observer sees of an instance, unless that is hidden', async () => {
    const { session, page, act } = await show(<Inspector />, {}, script);
    await act(() => steps(session, 5));
    await act(() => session.select({ kind: 'instance', seq: 0 }));
    expect(page.textContent).toContain('x chosen at');
    expect(page.textContent).toContain('Who knows: 1 of 3');
    await act(() => session.prefer({ observer: false }));
    expect(page.textContent).not.toContain('x chosen at');
  });

  test('can act: the buttons are those of the action table that are possible', async () => {
    const { session, page, act } = await show(<Inspector />, {}, script);
    const kill = page.querySelector<HTMLElement>('.actions button');
    expect(kill?.textContent).toContain('Kill');
    await act(() => kill?.click());
    expect(session.store.getState().moment.world.nodes[0]?.status).toBe('crashed');
    expect(page.textContent).toContain('crashed');
    expect(page.textContent).toContain('Restart');
  });
});
