// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { show, steps } from '../shared/page.testkit';
import { useSession } from '../shared/useSession';
import { Branches } from './Branches';
import { Comparison } from './Comparison';

const script = [
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
];

test('the button is there once there is more than one branch, and names the shown one', async () => {
  const { session, page, act } = await show(<Branches />, {}, script);
  await act(() => steps(session, 2));
  expect(page.querySelector('button')).toBeNull();
  await act(() => session.seek(1));
  await act(() => session.act({ type: 'crash', node: 2 }, 'Killed S2.'));
  expect(page.querySelector('button')?.getAttribute('aria-label')).toBe(
    'Branches 2, shown: what if 1',
  );
  await act(() => session.undo());
  expect(page.querySelector('button')).toBeNull();
});

test('a comparison tells the acts of all branches between, and where each side stands', async () => {
  const { session, page, act } = await show(<Compared />, {}, script);
  await act(() => steps(session, 2));
  await act(() => session.seek(1));
  await act(() => session.act({ type: 'crash', node: 2 }, 'Killed S2.'));
  await act(() => session.act({ type: 'restart', node: 2 }, 'Restarted S2.'));
  await act(() => session.seek(2));
  await act(() => session.act({ type: 'crash', node: 3 }, 'Killed S3.'));
  expect(page.textContent).toContain('Both went the same way up to event 1.');
  expect(page.textContent).toContain('In what if 2: Killed S2. Killed S3.');
  expect(page.textContent).toContain('event 3 of 3, 0\u00a0ms: its end');
  const marked = [...page.querySelectorAll('td[data-differs]')].map(
    ({ textContent }) => textContent,
  );
  // S2 promised on main; on the other branch it was dead, and that it is down is told beside its name.
  expect(marked.every((text) => text?.includes('differs'))).toBe(true);
  expect(marked).toHaveLength(2);
});

/** The last branch beside the first. */
function Compared() {
  const branches = useSession((state) => state.branches);
  const [first, last] = [branches[0], branches.at(-1)];
  return first && last && first !== last && <Comparison shown={last} other={first} />;
}
