// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import {
  DECIDED_1,
  DECIDED_2,
  LATE_REJECTION,
  LEADS,
  TAKEOVER,
} from '../../store/takeover.testkit';
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

describe('the inspector of Multi-Paxos', () => {
  const cluster = { protocol: 'multi' };
  const lines = (page: HTMLElement) =>
    texts(page, '.slides-line').map((line) => line?.replace(/\s+/g, ' ').trim());
  const tabs = '[role="tab"]';
  const open = (page: HTMLElement) =>
    page.querySelector('[role="tab"][aria-selected="true"]')?.textContent;

  test('lists a server in the words of the slides', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, DECIDED_2));
    expect(page.querySelector('h3')?.textContent).toContain('S3 · slot 2');
    expect(lines(page)).toEqual([
      'Ballot: 1.S3',
      'Active: true leading',
      'Proposals: {1 → (no-op, gap), 2 → (B, 1.S1)}',
      'Received P2B from: {1 → [S3], 2 → [S3, S2]}',
      'Accepted: {1 → (no-op, 1.S3), 2 → (B, 1.S3)}',
      'Log: {2 → B}',
    ]);
    await act(() => session.select({ kind: 'server', server: 2 }));
    expect(lines(page).slice(0, 4)).toEqual([
      'Ballot: 1.S3',
      'Active: false following',
      'Proposals: {}',
      'Received P2B from: {}',
    ]);
  });

  test('has the roles of the server, with the line that ran and the transition taken', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, LEADS));
    expect(texts(page, tabs)).toEqual(['leader', 'acceptor', 'learner']);
    expect(open(page)).toBe('leader');
    expect(texts(page, '[aria-current="step"]')).toContain('ask for no-op in each gap below');
    expect(texts(page, '.chart-node[data-present] text')).toEqual(['leading']);
    expect(texts(page, '.chart-taken')).toEqual([
      'p1b [completes a majority of promises] / lead',
      'p2b [first vote for this P2A] / count the vote × 2',
    ]);
    await act(() => steps(session, 1));
    expect(open(page)).toBe('acceptor');
    expect(texts(page, '[aria-current="step"]')).toContain('accepted[slot] = (v, b)');
    expect(texts(page, '.chart-node[data-present] text')).toEqual(['bound']);
  });

  test('tells who answered a leader what, for the slot that was chosen in the log', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, DECIDED_1));
    await act(() => session.select({ kind: 'cell', server: 3, seq: 2 }));
    const rows = [...page.querySelectorAll('.answers tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      ['S1', '…', '…', 'none'],
      ['S2', '1.S1: B', 'yes', 'none'],
      ['S3', 'no vote', 'yes', '2'],
    ]);
    expect(page.querySelector('.slots-entry[data-state="decided"]')?.textContent).toBe('2 → B');
  });

  test('marks the vote that was never given', async () => {
    const wrong = { ...cluster, peers: 5, broken: ['late-rejections'] };
    const { session, page, act } = await show(<Inspector />, wrong, LATE_REJECTION);
    await act(() => session.goToEnd());
    await act(() => session.select({ kind: 'cell', server: 4, seq: 1 }));
    expect(texts(page, '[data-answer="unfounded"]')).toEqual(['✕ no']);
    const { messages } = session.store.getState().trace;
    const no = messages.find(({ message }) => message.kind === 'p2b' && !message.accepted);
    await act(() => session.select({ kind: 'message', id: no?.id ?? 0 }));
    expect(page.querySelector('.wrong')?.textContent).toContain('S4 counted it all the same');
    await act(() => session.select({ kind: 'instance', seq: 1 }));
    expect(page.textContent).toContain('Nothing is chosen yet.');
    expect(texts(page, '[data-refused]')).toEqual(['S4 ⚠ decided A, which is not chosen']);
  });

  test('names the promises behind a P2A, and what they said of its slot', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, LEADS));
    const asked = session.store
      .getState()
      .trace.messages.findLast(
        ({ message, to }) => message.kind === 'p2a' && message.slot === 2 && to === 2,
      );
    await act(() => session.select({ kind: 'message', id: asked?.id ?? 0 }));
    expect(page.textContent).toContain('The majority behind it: 2 of 3 promised 1.S3');
    expect(texts(page, '.quorum li')).toEqual([
      'S3 itself, reported no vote',
      'S2 reported B at 1.S1',
    ]);
  });

  test('shows a slot as an observer sees it, with all that leaders asked for', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, DECIDED_1));
    await act(() => session.select({ kind: 'instance', seq: 1 }));
    expect(page.querySelector('h3')?.textContent).toContain('Slot 1');
    expect(page.textContent).toContain('(A, 1.S1), (no-op, 1.S3)');
    expect(page.textContent).toContain('★ no-op chosen at');
    expect(page.textContent).toContain('Who knows: 1 of 3');
  });

  test('tells an event with the lines of every role that took part', async () => {
    const { session, page, act } = await show(<Inspector />, cluster, TAKEOVER);
    await act(() => steps(session, DECIDED_2));
    await act(() => session.select({ kind: 'event', depth: DECIDED_2 }));
    expect(page.querySelector('.headline')?.textContent).toContain('S3 now knows that 2 of 3');
    expect(texts(page, 'section section h4')).toEqual(['leader', 'learner']);
    expect(texts(page, '[aria-current="step"]')).toContain('nothing after a hole is executed');
  });
});
