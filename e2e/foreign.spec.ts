import { readFile } from 'node:fs/promises';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

const files = 'input[type=file]';

test('a wrong trace opens on the line that breaks a promise', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step(3);
  const position = await scope.position.inputValue();
  await page.locator(files).setInputFiles('public/foreign/wrong.jsonl');

  const verdict = scope.region('Verdict').getByRole('alert').first();
  await expect(verdict).toContainText('promised');
  const line = scope.region('Lines').locator('[aria-current]');
  await expect(line).toContainText(/^50/);
  await expect(line).toContainText('breaks');
  await expect(line).toBeInViewport();
  await expect(page.locator('.foreign-mark[data-broken] circle').first()).toBeInViewport();

  await scope.region('Lines').getByRole('button').first().click();
  await expect(scope.region('Log').getByText('After line 2')).toBeVisible();
  await expect(scope.region('Log').getByRole('cell', { name: 'decided' })).toHaveCount(0);
  await verdict.getByRole('button', { name: 'Go to line 50' }).click();
  await expect(line).toContainText(/^50/);
  await expect(scope.region('Log').getByRole('cell', { name: 'decided' }).first()).toBeVisible();

  // The cluster waits as it was left.
  await scope.button('Back to the cluster').click();
  await expect(scope.position).toHaveValue(position);
});

test('a right trace is pasted and breaks nothing; one with a bad line names it', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  const right = await readFile('public/foreign/right.jsonl', 'utf8');
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  await paste(right);
  await expect(scope.region('Verdict').getByRole('status')).toContainText(
    'No line breaks a safety property.',
  );
  const told = await scope.region('Lines').getByRole('button').first().textContent();
  await paste(`${right}{"kind":"<img src=x onerror=alert(1)>"}`);
  await expect(page.getByText(/expected one of .*<img src=x/)).toBeVisible();
  await expect(scope.region('Lines').getByRole('button').first()).toHaveText(told ?? '');
});
