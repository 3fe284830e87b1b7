import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Some events of the opening, a dropped message, and some more: a run that no script plays. */
async function interfere(page: Page): Promise<Paxoscope> {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step(3);
  await scope
    .region('Cluster')
    .getByRole('button', { name: /^prepare 1\.S1/ })
    .first()
    .click();
  await scope.step(12);
  return scope;
}

/** Every server, message and cell by its name, which says all that is known of it. */
async function named({ page }: Paxoscope): Promise<string[]> {
  const things = page.locator(
    '[data-region="Cluster"] [aria-label], [data-region="Log"] [aria-label]',
  );
  const labels = await things.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label')),
  );
  return labels.map(String).sort();
}

async function linkOf(page: Page, scope: Paxoscope): Promise<string> {
  await scope.button('Share').click();
  const link = page.getByRole('textbox', { name: 'Link to this moment' });
  await expect(link).toHaveValue(/#run=/);
  return link.inputValue();
}

test('a link opens in another browser on exactly the same moment', async ({ page, browser }) => {
  const scope = await interfere(page);
  const link = await linkOf(page, scope);
  expect(link.length).toBeLessThan(2000);
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await page.keyboard.press('Escape');
  const [sentence, position] = [
    await scope.narration.textContent(),
    await scope.position.inputValue(),
  ];
  const names = await named(scope);

  const elsewhere = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 720 },
  });
  const other = new Paxoscope(await elsewhere.newPage());
  await other.page.goto(link);
  await expect(other.position).toHaveValue(position);
  await expect(other.narration).toHaveText(sentence ?? '');
  await other.page.evaluate(() => document.fonts.ready);
  expect(await named(other)).toEqual(names);
  await elsewhere.close();
});

test('a damaged link is refused with its reason, and the page is there', async ({ page }) => {
  const scope = await interfere(page);
  const link = await linkOf(page, scope);
  await page.goto('about:blank');
  await page.goto(`${link.slice(0, -12)}AAAAAAAAAAAA`);
  await expect(page.getByText('This link cannot be opened')).toBeVisible();
  await expect(scope.region('Cluster')).toBeVisible();
});

test('what was done by hand is saved as a scenario, and the file plays it again', async ({
  page,
}) => {
  const scope = await interfere(page);
  const [sentence, position] = [
    await scope.narration.textContent(),
    await scope.position.inputValue(),
  ];
  await scope.button('Share').click();
  await page.getByRole('textbox', { name: `Say at event ${position}` }).fill('<b>Look</b> here.');
  await page.getByRole('textbox', { name: 'Title of the scenario' }).fill('My lecture');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('paxoscope-my-lecture.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'paxoscope/1', title: 'My lecture' });
  expect(text).toContain('<b>Look</b> here.');
  await page.keyboard.press('Escape');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'lecture.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toContainText('My lecture');
  await scope.step(Number(position));
  await expect(scope.narration).toHaveText(sentence ?? '');
  await expect(page.getByText('<b>Look</b> here.')).toBeVisible();
});

test('the session is back after a reload, and can be thrown away', async ({ page }) => {
  await page.goto('./');
  const scope = new Paxoscope(page);
  await scope.button('Pause').click();
  await scope.button('Go to start').click();
  await scope.step(5);
  const position = await scope.position.inputValue();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('paxoscope.session')))
    .not.toBeNull();
  await page.waitForFunction(
    () => {
      const kept = localStorage.getItem('paxoscope.session');
      const seen = (window as unknown as { keptBefore?: string | null }).keptBefore;
      (window as unknown as { keptBefore?: string | null }).keptBefore = kept;
      return kept !== null && kept === seen;
    },
    undefined,
    { polling: 1000 },
  );
  await page.reload();
  await expect(scope.position).toHaveValue(position);
  await scope.button('Share').click();
  await page.getByRole('button', { name: 'Throw it away and start afresh' }).click();
  await expect(scope.position).toHaveValue('0');
});
