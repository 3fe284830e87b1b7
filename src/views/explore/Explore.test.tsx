// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ClusterEvent } from '../../check/cluster';
import { finding, progress } from '../../store/explorer.testkit';
import { named, show, steps } from '../shared/page.testkit';
import { Explore } from './Explore';

const script = [
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
];

function button(page: HTMLElement, name: string): HTMLButtonElement {
  const found = [...page.querySelectorAll('button')].find(
    ({ textContent }) => textContent?.trim() === name,
  );
  if (!found) throw new Error(`no button is called "${name}"`);
  return found;
}

const drop = (wire: number): ClusterEvent => ({ type: 'drop', wire, at: 0 });
const headline = (page: HTMLElement) => page.querySelector('.explore-headline')?.textContent;

test('a search shows how far it is, can be ended, and says what it found', async () => {
  const { page, explorer, act } = await show(<Explore />, {}, script);
  await act(() => button(page, 'Explore').click());
  const { listener } = explorer.latest();
  await act(() => listener.progress(progress({ states: 1234, seconds: 2, transitions: 5000 })));
  const figures = [...page.querySelectorAll('dd')].map(({ textContent }) => textContent);
  expect(figures).toEqual(['1\u00a0234', '5\u00a0000', '9', '2.0', '2\u00a0500']);
  expect(button(page, 'Prove it').disabled).toBe(true);
  await act(() => button(page, 'Stop').click());
  expect(explorer.stops()).toBe(1);
  await act(() => listener.found(finding({ verdict: 'bounded', boundedBy: 'a hand' })));
  expect(headline(page)).toMatch(/^No violation in 12\u00a0345 states/);
  expect(button(page, 'Explore').disabled).toBe(false);
});

test('a counterexample is told step by step, and its steps lead through it', async () => {
  const { session, page, explorer, act } = await show(<Explore />, {}, script);
  await act(() => steps(session, 1));
  await act(() => button(page, 'Explore').click());
  const run = [drop(1), drop(2)];
  await act(() =>
    explorer
      .latest()
      .listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run })),
  );
  expect(headline(page)).toBe('Broken in 2 steps.');
  expect(page.textContent).toContain('No longer true: “At most one value');
  const list = named(page, 'The steps of the run');
  expect(list.querySelectorAll('li')).toHaveLength(2);
  const current = () => list.querySelector('[aria-current]')?.textContent;
  expect(current()).toBeUndefined();
  await act(() => button(page, 'Next step').click());
  expect(current()).toBe(list.querySelectorAll('li')[0]?.textContent);
  await act(() => list.querySelectorAll('button')[1]?.click());
  expect(session.store.getState().depth).toBe(3);
  await act(() => button(page, 'To its start').click());
  expect(session.store.getState().depth).toBe(1);
  await act(() => session.showBranch(0));
  await act(() => button(page, 'Show it again').click());
  expect(session.store.getState().length).toBe(3);
  await act(() => session.undo());
  expect(page.textContent).toContain('Its branch was taken back.');
});

test('a search that breaks down says why', async () => {
  const { page, explorer, act } = await show(<Explore />, {}, script);
  await act(() => button(page, 'Explore').click());
  await act(() => explorer.latest().listener.failed('The search no longer answers.'));
  expect(headline(page)).toBe('The search ended early. Nothing else is lost.');
  expect(page.textContent).toContain('The search no longer answers.');
  await act(() => button(page, 'Explore').click());
  expect(headline(page)).toBeUndefined();
  expect(explorer.asked).toHaveLength(2);
});

test('what is proved shows below its own button, and a run that breaks it waits to be opened', async () => {
  const { session, page, explorer, act } = await show(<Explore />, {}, script);
  const { scenario } = session.store.getState();
  await act(() => button(page, 'Prove it').click());
  const { request, listener } = explorer.latest();
  const run = [{ ...drop(request.moment.world.wires[0]?.id ?? 0), at: request.moment.world.now }];
  await act(() => listener.found(finding({ verdict: 'violation', violated: 'SD-agreement', run })));
  expect(page.querySelector('.explore-prove')?.textContent).toContain('Broken in 1 step');
  expect(session.store.getState().scenario).toBe(scenario);
  await act(() => button(page, 'Show the step').click());
  expect(session.store.getState().scenario).toBe(request.scenario);
});
