import type { Locator, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${most} tabs: ${target}`);
}

async function pressTimes(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** Presses → until the sentence in the header matches. */
async function arrowUntil(scope: Paxoscope, sentence: RegExp, most = 120): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (sentence.test((await scope.narration.textContent()) ?? '')) return;
    await scope.page.keyboard.press('ArrowRight');
  }
  throw new Error(`no sentence like ${sentence} within ${most} events`);
}

test('the keyboard alone: see an instance decided, step and step back to the same picture', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await pressTimes(page, 'ArrowRight', 14);
  const picture = await scope.picture();
  await pressTimes(page, 'ArrowRight', 5);
  await pressTimes(page, 'ArrowLeft', 5);
  expect(await scope.picture()).toEqual(picture);
  await page.keyboard.press('Home');
  await expect(scope.position).toHaveValue('0');
  await page.keyboard.press('End');
  await scope.firstInstances();
  await expect(scope.decidedCells(5)).toHaveCount(5);
  expect(new Set(await scope.decidedValues(5)).size).toBe(1);
});

test('the keyboard alone: drop prepares, see the stub, the retry and the decision', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('mit-paxos/t-p01-basic');
  await arrowUntil(scope, /S1 .*1\.S1/);
  for (const receiver of ['S2', 'S3']) {
    const message = scope.message(`prepare 1.S1, S1 to ${receiver}, instance 0`);
    await tabTo(page, message);
    await page.keyboard.press('d');
    await expect(message).toHaveCount(0);
    await expect(
      scope.onTimeline(`prepare 1.S1, S1 to ${receiver}, instance 0, dropped`),
    ).toBeVisible();
  }
  await arrowUntil(scope, /S1 tries again with 2\.S1/);
  await arrowUntil(scope, /S3 .*(learns|decided)/);
  await expect(scope.cell('S1, instance 0, decided')).toBeVisible();
});

test('the keyboard alone: a minority dead decides, a majority does not, undo brings them back', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await page.keyboard.press('ArrowRight');
  for (const name of ['S2', 'S3']) {
    await tabTo(page, scope.server(`${name}, up`));
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('End');
  await scope.firstInstances();
  await expect(scope.decidedCells(5)).toHaveCount(3);
  await pressTimes(page, 'u', 2);
  await expect(scope.server('S2, up')).toBeVisible();
  for (const name of ['S2', 'S3', 'S4']) {
    await tabTo(page, scope.server(`${name}, up`));
    await page.keyboard.press('x');
  }
  await page.keyboard.press('End');
  await scope.firstInstances();
  await expect(scope.region('Log').getByRole('gridcell', { name: /decided/ })).toHaveCount(0);
});

test('the keyboard alone: Start and Done by hand, cells forgotten and Min advanced', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('mit-paxos/t-p01-basic');
  await arrowUntil(scope, /S3 .*(learns|decided)/);
  await tabTo(page, scope.server('S1, up'));
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByLabel('Instance'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0');
  await tabTo(page, dialog.getByLabel('at every server that is up'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await tabTo(page, scope.server('S2, up'));
  await page.keyboard.press('s');
  await page.keyboard.type('pear');
  await page.keyboard.press('Enter');
  await expect(scope.narration).toContainText('pear');
  await page.keyboard.press('End');
  await scope.firstInstances();
  for (const name of ['S1', 'S2', 'S3'])
    await expect(scope.cell(`${name}, instance 0, forgotten`)).toBeVisible();
});

test('the keyboard alone: partition from the form, and heal', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('group', { name: 'S5' }).getByLabel('side A'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Partition: S1 S2 S3 S4 | S5.')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('Healed the network.')).toBeVisible();
});
