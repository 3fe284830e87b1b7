// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { SMALL_QUORUM, TWO_DECIDE } from '../../store/safety.testkit';
import { Problem } from '../notices/Problem';
import { show, steps } from '../shared/page.testkit';
import { Safety } from './Safety';

const row = (page: HTMLElement, id: string) =>
  page.querySelector<HTMLElement>(`[data-property="${id}"]`);
const button = (page: ParentNode | null, text: string) => {
  const found = [...(page?.querySelectorAll('button') ?? [])].find((one) =>
    one.textContent?.includes(text),
  );
  if (!found) throw new Error(`no button says "${text}"`);
  return found;
};

const start = { start: { peer: 'S1', seq: 0, value: 'A' } };
const script = [start, { deliver: { kind: 'prepare', to: 'S2' } }];

describe('the properties', () => {
  test('are not put to the test before anything happens', async () => {
    const { page } = await show(<Safety />, {}, script);
    expect(page.querySelector('[role="status"]')?.textContent).toMatch(/^\d+ properties are watch/);
    expect(row(page, 'SD-agreement')?.textContent).toContain('not put to the test yet');
    expect(page.querySelector('[role="tab"]')?.textContent).toBe('Properties');
  });

  test('hold, and lead to the event that last put them to the test', async () => {
    const { session, page, act } = await show(<Safety />, {}, script);
    await act(() => steps(session, 2));
    expect(page.querySelector('[role="status"]')?.textContent).toMatch(/^All \d+ properties hold$/);
    const promises = row(page, 'SD-promise-monotone');
    expect(promises?.textContent).toContain('holds');
    await act(() => steps(session, 1));
    await act(() => button(promises, 'last at event 2').click());
    expect(session.store.getState().depth).toBe(2);
  });

  test('are followed by what a run should come to', async () => {
    const { session, page, act } = await show(<Safety />, SMALL_QUORUM, TWO_DECIDE);
    const section = () => page.querySelector('[aria-label^="So that this is not"]');
    expect(section()?.textContent).toContain('not yet');
    await act(() => steps(session, 2));
    expect(button(section(), 'reached at event 2').textContent).toContain('event 2');
  });
});

describe('a broken property', () => {
  const view = (
    <>
      <Problem />
      <Safety />
    </>
  );

  test('opens to its proof, which lights what it names', async () => {
    const { session, page, act } = await show(view, SMALL_QUORUM, TWO_DECIDE);
    await act(() => steps(session, 2));
    expect(page.querySelector('[role="status"]')?.textContent).toMatch(/^Broken: \d of \d+/);
    const broken = row(page, 'SD-agreement');
    expect(broken?.textContent).not.toContain('took B for decided');
    const toggle = button(broken, 'Proof');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    await act(() => toggle.click());
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(broken?.textContent).toContain('S2 took B for decided');
    expect(session.store.getState().selection).toEqual({ kind: 'property', id: 'SD-agreement' });
    await act(() => button(broken, 'Go back before it').click());
    expect(session.store.getState().depth).toBe(1);
    expect(row(page, 'SD-agreement')?.dataset.state).not.toBe('broken');
    expect(page.textContent).toContain('Later on this branch: broken at event 2');
  });

  test('is told of, with the way to its proof', async () => {
    const { session, page, act } = await show(view, SMALL_QUORUM, TWO_DECIDE);
    await act(() => steps(session, 2));
    const alert = page.querySelector('[role="alert"]');
    expect(alert?.textContent).toContain('At most one value is ever chosen');
    await act(() => button(alert, 'Show the proof').click());
    expect(page.querySelector('[role="alert"]')).toBeNull();
    expect(row(page, 'SD-agreement')?.textContent).toContain('What happened.');
    expect(document.activeElement?.textContent).toBe('Proof');
    expect(session.safety.getState().asked).toBe(false);
  });

  test('is told of, with the way back', async () => {
    const { session, page, act } = await show(view, SMALL_QUORUM, TWO_DECIDE);
    await act(() => steps(session, 2));
    await act(() => button(page.querySelector('[role="alert"]'), 'Go back before it').click());
    expect(page.querySelector('[role="alert"]')).toBeNull();
    expect(session.store.getState().depth).toBe(1);
  });

  test('has its shortest run looked for, when somebody can', async () => {
    const { session, page, act } = await show(view, SMALL_QUORUM, TWO_DECIDE);
    const asked: string[] = [];
    await act(() => {
      steps(session, 2);
      session.safety.setState({ open: 'SD-agreement', findShortest: (id) => asked.push(id) });
    });
    await act(() => button(row(page, 'SD-agreement'), 'Find the shortest run').click());
    expect(asked).toEqual(['SD-agreement']);
  });
});
