// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { named, show, steps } from '../shared/page.testkit';
import { Bugs } from './Bugs';
import { WrongNow } from './WrongNow';

const script = [
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
];

const Lab = () => (
  <>
    <WrongNow />
    <Bugs />
  </>
);

const TITLE = 'Accept without looking at the promise';

function switchOf(page: HTMLElement, title: string): HTMLElement {
  const label = [...page.querySelectorAll('label')].find(
    ({ textContent }) => textContent === title,
  );
  const found = label && page.querySelector<HTMLElement>(`[id="${label.htmlFor}"]`);
  if (!found) throw new Error(`no switch is called "${title}"`);
  return found;
}

test('a switch makes a rule wrong, its card opens, and a badge says so until it is set right', async () => {
  const { session, page, act } = await show(<Lab />, {}, script);
  expect(page.querySelector('.wrong-now')).toBeNull();
  await act(() => switchOf(page, TITLE).click());
  expect(session.store.getState().moment.world.broken).toEqual(['no-promise-check']);
  expect(switchOf(page, TITLE).getAttribute('aria-checked')).toBe('true');
  const card = switchOf(page, TITLE).closest('li');
  expect(card?.querySelector('.lab-details')?.hasAttribute('hidden')).toBe(false);
  expect(page.querySelector('.wrong-now')?.textContent).toContain(TITLE);

  // Where nothing was wrong yet the badge keeps its place, and says that all is right.
  await act(() => session.stepBack());
  expect(page.querySelector('.wrong-now')?.textContent).toContain('Every rule is right');
  await act(() => session.step());
  await act(() => named(page, `Set right: ${TITLE}`).click());
  expect(session.store.getState().moment.world.broken).toBeUndefined();
  expect(page.querySelector('.wrong-now')?.textContent).toContain('Every rule is right');
  await act(() => session.undo());
  await act(() => session.undo());
  expect(page.querySelector('.wrong-now')).toBeNull();
});

test('several can be wrong at once, and all be set right', async () => {
  const { session, page, act } = await show(<Lab />, {}, script);
  await act(() => steps(session, 1));
  await act(() => switchOf(page, TITLE).click());
  await act(() => switchOf(page, 'Accepting does not raise the promise').click());
  expect(session.store.getState().moment.world.broken).toHaveLength(2);
  const all = [...page.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Set all right',
  );
  await act(() => all?.click());
  expect(session.store.getState().moment.world.broken).toBeUndefined();
});

test('a card tells more when it is asked', async () => {
  const { page, act } = await show(<Lab />, {}, script);
  const more = named(page, `More about “${TITLE}”`);
  const details = more.closest('li')?.querySelector('.lab-details');
  expect(details?.hasAttribute('hidden')).toBe(true);
  await act(() => more.click());
  expect(more.getAttribute('aria-expanded')).toBe('true');
  expect(details?.hasAttribute('hidden')).toBe(false);
  expect(details?.textContent).toMatch(/^Breaks: .*To see it: /s);
});

test('the filter leaves those that say it, and says how many', async () => {
  const { page, act } = await show(<Lab />, {}, script);
  const filter = named(page, 'Filter the wrong rules') as HTMLInputElement;
  const all = page.querySelectorAll('.lab-card').length;
  const type = (text: string) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(filter, text);
    filter.dispatchEvent(new Event('input', { bubbles: true }));
  };
  await act(() => type('BL-01'));
  expect(page.querySelectorAll('.lab-card')).toHaveLength(1);
  expect(page.querySelector('.lab-count')?.textContent).toBe(`1 of ${all}`);
  await act(() => type('xyzzy'));
  expect(page.querySelector('.lab-empty')?.textContent).toContain('No wrong rule says that');
});
