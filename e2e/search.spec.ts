import AxeBuilder from '@axe-core/playwright';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('run until a hole, search, go from match to match, filter, jump', async ({ page }) => {
  test.slow();
  const scope = new Paxoscope(page);
  await scope.openPaused('hole-and-no-op');
  const events = scope.region('Events');
  const lines = events.getByRole('option');

  await scope.button('Run until').click();
  await page.getByRole('menuitem', { name: 'A hole in a log' }).click();
  await expect(
    page.getByText(/^Stopped at event \d+: S2 has a hole in instance 0\.$/),
  ).toBeVisible();
  await scope.firstInstances();
  await expect(
    scope.region('Log').getByRole('gridcell', { name: /^S2, instance 0, .*hole/ }),
  ).toBeVisible();
  await expect(scope.button('Play')).toBeVisible();

  await events.getByRole('button', { name: 'Find events' }).click();
  await page.keyboard.type('kind:accept peer:S2');
  const count = events.locator('.search-count');
  await expect(count).toHaveText(/^[1-9]\d* of [1-9]\d*$/);
  await events.getByRole('button', { name: 'Previous match' }).click();
  const last = await scope.position.inputValue();
  await expect(lines.last()).toHaveAttribute('data-match');
  await expect(lines.last()).toHaveAttribute('aria-current', 'step');
  await expect(count).toHaveText(/^([1-9]\d*) of \1$/);

  await scope.button('Go to start').click();
  await expect(count).toHaveText(/^0 of/);
  await page.keyboard.press('m');
  const first = Number(await scope.position.inputValue());
  expect(first).toBeGreaterThan(0);
  await expect(count).toHaveText(/^1 of/);

  await scope.position.fill(last);
  await events.getByRole('button', { name: 'Only matches' }).click();
  const total = Number((await count.textContent())?.split(' of ')[1]);
  await expect(lines).toHaveCount(total);
  await expect(lines.first()).toHaveAttribute('data-depth', String(first));
  await events.getByRole('searchbox').press('Escape');
  await expect(lines).not.toHaveCount(total);

  await page.getByRole('button', { name: /^event \d+, go to event$/ }).click();
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(scope.position).toHaveValue('5');
  await scope.region('Timeline').focus();
  await page.keyboard.press('g');
  await page.keyboard.type('1500 ms');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(scope.position).not.toHaveValue('5');
});

test('a breakpoint stops playing at its event; its chip takes it away', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('multi/kill-the-leader');
  await scope.button('Run until').click();
  await page.getByRole('menuitem', { name: 'Breakpoint…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('p2a');
  await dialog.getByLabel('Server or client').selectOption('S2');
  await dialog.getByRole('button', { name: 'Set' }).click();
  const chip = scope.button('Remove breakpoint: p2a, S2');
  await expect(chip).toBeVisible();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20× speed');
  await scope.button('Play').click();
  await expect(page.getByText(/^Stopped at event \d+: breakpoint “p2a, S2”\.$/)).toBeVisible();
  await expect(scope.button('Play')).toBeVisible();
  await expect(scope.narration).toContainText('S2 accepts');

  await scope.button('Find events').click();
  await page.keyboard.type('peer:nobody');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await chip.click();
  await expect(chip).toHaveCount(0);
});

test('a run that does not reach its goal is ended by Pause', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('multi/kill-the-leader');
  await scope.button('Run until').click();
  await page.getByRole('menuitem', { name: 'A safety property is broken' }).click();
  await scope.button('Pause').click();
  await expect(scope.button('Play')).toBeVisible();
  const stopped = await scope.position.inputValue();
  await scope.step();
  await expect(scope.position).toHaveValue(String(Number(stopped) + 1));
});
