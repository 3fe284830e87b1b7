// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { show, steps } from '../shared/page.testkit';
import { KeyValue } from './KeyValue';

const call = { call: { clerk: 'C1', op: 'put', key: 'a', value: 'x' } };

const options = (page: HTMLElement) =>
  [...page.querySelectorAll('select[name="first"] option')].map(({ textContent }) => textContent);

test('a clerk of a cluster with a leader asks all at once', async () => {
  const { session, page, act } = await show(<KeyValue />, { protocol: 'multi', clerks: 1 }, [call]);
  await act(() => steps(session, 1));
  expect(page.querySelector('.kv-clerks')?.textContent).toContain('asks all');
  expect(options(page)).toEqual(['all servers', 'only S1', 'only S2', 'only S3']);
});

test('a clerk of the library asks one after the other', async () => {
  const { session, page, act } = await show(<KeyValue />, { clerks: 1 }, [call]);
  await act(() => steps(session, 1));
  expect(page.querySelector('.kv-clerks')?.textContent).toContain('asks S1');
  expect(options(page)).toContain('S2 first');
});

test.each(['basic', 'multi'])('nothing applied is said the same under %s', async (protocol) => {
  const { page } = await show(<KeyValue />, { protocol, clerks: 1 }, []);
  const applied = [...page.querySelectorAll('.kv-applied')].map(({ textContent }) => textContent);
  expect(applied).toEqual(['–', '–', '–']);
});
