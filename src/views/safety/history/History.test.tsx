// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { LOCAL_READ, OLD_ANSWER } from '../../../store/safety.testkit';
import { press, show } from '../../shared/page.testkit';
import { History } from './History';

const SERVICE = { clerks: 2, seed: 5, delivery: 'auto' };
const CALLS = [
  { call: { clerk: 'C1', op: 'append', key: 'k', value: 'x', wait: 9000 } },
  { call: { clerk: 'C2', op: 'get', key: 'k', wait: 9000 } },
  { call: { clerk: 'C2', op: 'put', key: 'm', value: '1', wait: 9000 } },
];

const bars = (page: HTMLElement) => [...page.querySelectorAll<SVGElement>('.hist-call')];
const points = (page: HTMLElement) =>
  [...page.querySelectorAll('.hist-point')].map(({ textContent }) => textContent);
const chip = (page: HTMLElement, text: string) => {
  const found = [...page.querySelectorAll<HTMLElement>('.hist-keys button')].find(
    ({ textContent }) => textContent === text,
  );
  if (!found) throw new Error(`no key ${text}`);
  return found;
};

describe('the history', () => {
  test('without clients says what to do', async () => {
    const { page } = await show(<History />, {}, []);
    expect(page.textContent).toContain('This scenario has no clients');
  });

  test('before the first call says what to do', async () => {
    const { page } = await show(<History />, SERVICE, CALLS);
    expect(page.textContent).toContain('No client has called yet: press Play');
  });

  test('is a bar a call, with a number where it took effect', async () => {
    const { session, page, act } = await show(<History />, SERVICE, CALLS);
    await act(() => session.step());
    expect(bars(page)).toHaveLength(1);
    expect(bars(page)[0]?.dataset.open).toBe('true');
    expect(points(page)).toEqual([]);
    await act(() => session.goToEnd());
    expect(bars(page).map(({ textContent }) => textContent)).toEqual([
      'append k+=x',
      'get k → x',
      'put m=1',
    ]);
    expect(points(page)).toEqual(['1', '2', '3']);
    expect(page.querySelector('[role="status"]')?.textContent).toBe('Linearizable: all 3 answers');
  });

  test('is of one key, if that is wished', async () => {
    const { session, page, act } = await show(<History />, SERVICE, CALLS);
    await act(() => session.goToEnd());
    await act(() => chip(page, 'm').click());
    expect(bars(page).map(({ textContent }) => textContent)).toEqual(['put m=1']);
    expect(chip(page, 'm').getAttribute('aria-pressed')).toBe('true');
    await act(() => chip(page, 'All keys').click());
    expect(bars(page)).toHaveLength(3);
  });

  test('tells of the call that is pointed at, and selects it', async () => {
    const { session, page, act } = await show(<History />, SERVICE, CALLS);
    await act(() => session.goToEnd());
    await act(() => bars(page)[2]?.focus());
    await act(() => press('ArrowLeft'));
    expect(session.store.getState().hover).toMatchObject({ kind: 'call', clerk: 102 });
    expect(page.querySelector('.hist-told')?.textContent).toBe(
      'C2 get(k): took effect as number 2; then k held “x”.',
    );
    await act(() => press('Enter'));
    expect(session.store.getState().selection).toMatchObject({ kind: 'call', clerk: 102 });
    expect(bars(page).filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  test('that is not linearizable bars the call without a place', async () => {
    const { session, page, act } = await show(<History />, LOCAL_READ, OLD_ANSWER);
    await act(() => session.goToEnd());
    expect(page.querySelector('[role="status"]')?.textContent).toBe('Not linearizable');
    expect(page.querySelector('.hist-reason')?.textContent).toContain('cannot be placed');
    const stuck = bars(page).filter(({ dataset }) => dataset.stuck);
    expect(stuck.map(({ textContent }) => textContent)).toEqual(['get x → nothing']);
  });
});
