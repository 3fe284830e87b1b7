import { LATE, Lab } from './lab';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const TITLE = 'Accept without looking at the promise';

test('a switch is an act: told on screen, in the events and on the timeline, and taken back', async ({
  page,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused();
  await lab.open('Bugs');
  await expect(lab.badge).toHaveCount(0);
  await lab.rule(TITLE).click();
  await expect(lab.rule(TITLE)).toBeChecked();
  await expect(lab.badge).toContainText(TITLE);
  const sentence = `Wrong on purpose from here on: “${TITLE}”.`;
  await expect(scope.narration).toHaveText(sentence);
  await expect(scope.region('Events')).toContainText(sentence);
  const marked = scope.region('Timeline').locator('title', { hasText: sentence });
  await expect(marked).toHaveCount(1);
  expect(await lab.violations()).toEqual([]);

  // Before it was thrown, all is right, and the place of the badge is kept.
  await scope.stepBack();
  await expect(page.getByText('Every rule is right at this moment')).toBeVisible();
  await scope.step();
  await page.getByRole('button', { name: `Set right: ${TITLE}` }).click();
  await expect(lab.badge).toHaveCount(0);
  await expect(lab.rule(TITLE)).not.toBeChecked();
  await scope.button('Undo').click();
  await expect(lab.badge).toContainText(TITLE);
});

test('a wrong rule stands in the link', async ({ page, browser }) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused();
  await scope.step(3);
  await lab.open('Bugs');
  await lab.rule(TITLE).click();
  await scope.button('Share').click();
  const link = page.getByRole('textbox', { name: 'Link to this moment' });
  await expect(link).toHaveValue(/#run=/);
  const elsewhere = await browser.newContext({ reducedMotion: 'reduce' });
  const other = new Lab(await elsewhere.newPage());
  await other.page.goto(await link.inputValue());
  await expect(other.badge).toContainText(TITLE);
  await elsewhere.close();
});

test('the lab is filtered, tells what breaks, and plays the story', async ({ page }) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused('multi/stable-leader');
  await lab.open('Bugs');
  await page.getByRole('searchbox', { name: 'Filter the wrong rules' }).fill('late rejection');
  await expect(page.getByRole('switch')).toHaveCount(1);
  await page.getByRole('button', { name: `More about “${LATE}”` }).click();
  await expect(page.getByText('Breaks:')).toBeVisible();
  await page.getByRole('button', { name: 'Play the story' }).click();
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue(
    'bugs/late-rejections',
  );
  await expect(lab.badge).toContainText(LATE);
});

test('the badge is seen on a phone, whatever is open, and leads to the lab', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = new Lab(page);
  await lab.scope.openPaused('bugs/late-rejections');
  await expect(lab.badge).toBeVisible();
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  await expect(lab.badge).toBeVisible();
  await page.getByRole('button', { name: 'Wrong on purpose:' }).click();
  await expect(lab.rule(LATE)).toBeChecked();
  expect(await lab.violations()).toEqual([]);
});
