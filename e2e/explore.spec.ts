import type { Page } from '@playwright/test';
import { LATE, Lab } from './lab';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Where the cursor stands and on which branch, and what is seen there. */
async function standing(lab: Lab): Promise<string[]> {
  const { scope } = lab;
  const branches = await lab.branches.evaluateAll((all) => all.map((one) => one.ariaLabel));
  const said = await scope.narration.textContent();
  return [String(branches), await scope.position.inputValue(), said ?? '', await scope.picture()];
}

test('late rejections: the counterexample opens as a branch, and its link on the same moment', async ({
  page,
  browser,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await lab.whereARejectionIsLate();
  await lab.open('Bugs');
  await lab.rule(LATE).click();
  await expect(lab.badge).toContainText(LATE);
  const start = await scope.position.inputValue();

  await lab.open('Explore');
  await scope.button('Explore').click();
  await expect(lab.verdict(/Broken in 2 steps/)).toBeVisible();
  await expect(lab.branches).toHaveAccessibleName(/shown: Counterexample: /);
  await expect(scope.position).toHaveValue(start);
  const steps = page.getByRole('list', { name: 'The steps of the run' }).getByRole('listitem');
  await expect(steps).toHaveCount(2);
  expect(await lab.violations()).toEqual([]);

  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await expect(scope.narration).not.toContainText('Safety is broken');
  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(scope.narration).toContainText('Safety is broken');

  await scope.button('Share').click();
  const link = page.getByRole('textbox', { name: 'Link to this moment' });
  await expect(link).toHaveValue(/#run=/);
  const address = await link.inputValue();
  await page.keyboard.press('Escape');
  const [sentence, position] = [
    (await scope.narration.textContent()) ?? '',
    await scope.position.inputValue(),
  ];
  const elsewhere = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 720 },
  });
  const other = new Lab(await elsewhere.newPage());
  await other.page.goto(address);
  await expect(other.scope.position).toHaveValue(position);
  await expect(other.scope.narration).toHaveText(sentence);
  await expect(other.badge).toContainText(LATE);
  await elsewhere.close();
});

/** A search that nobody waits for: five servers, from the beginning, without a bound on states or seconds. */
async function searchForLong(page: Page, lab: Lab): Promise<void> {
  await lab.open('Explore');
  await page.getByText('What may happen').click();
  await page.getByRole('textbox', { name: 'Timers that fire' }).fill('8');
  await page.getByText('How far to look').click();
  await page.getByRole('textbox', { name: 'States' }).fill('');
  await page.getByRole('textbox', { name: 'Seconds' }).fill('');
  await lab.scope.button('Explore').click();
  await expect(page.locator('.explore-figures dd').first()).not.toHaveText('0');
}

test('the worker dies in mid-search: it is said, nothing else is lost, and exploring works again', async ({
  page,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused('multi/late-rejections');
  await scope.step(4);
  const before = await standing(lab);
  await searchForLong(page, lab);

  const [worker] = page.workers();
  await worker?.evaluate(() => self.close());
  await expect(lab.verdict('The search ended early')).toBeVisible();
  await expect(lab.verdict('Nothing else is lost')).toContainText('no longer answers');
  expect(await standing(lab)).toEqual(before);

  // A new worker takes the place of the dead one, and hears when it is to stop.
  await scope.button('Explore').click();
  await expect(lab.verdict('The search ended early')).toHaveCount(0);
  await expect(page.locator('.explore-figures dd').first()).not.toHaveText('0');
  await scope.button('Stop').click();
  await expect(lab.verdict(/No violation in [\d\s]+ states/)).toBeVisible();
  expect(await standing(lab)).toEqual(before);
});

test('a run in which … : a ready-made condition, one that is written, and one that makes no sense', async ({
  page,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused();
  await scope.step(3);
  await lab.open('Explore');
  await page.getByText('A run in which …').click();
  await page.getByRole('combobox', { name: 'Server' }).selectOption('S1');
  await page.getByRole('textbox', { name: 'Value' }).fill('apple');
  const written = page.getByRole('textbox', { name: 'The condition, as in a scenario file' });
  await expect(written).toHaveValue(/"peer": "S1".*"value": "apple"/);
  await written.fill('{ "status": { "peer": "S9", "seq": 0, "is": "decided" } }');
  await scope.button('Explore').click();
  await expect(page.getByRole('alert').filter({ hasText: 'At /status/peer' })).toBeVisible();
  await written.fill('{ "leader": null, "sent": { "atLeast": 3 } }');
  await scope.button('Explore').click();
  await expect(
    page.getByRole('alert').filter({ hasText: '"sent" is about the way' }),
  ).toBeVisible();
  await written.fill('{ "decided": { "seq": 0, "peers": { "atLeast": 1 }, "value": "apple" } }');
  await page.getByLabel('The shortest such run').uncheck();
  await scope.button('Explore').click();
  await expect(lab.verdict(/Found, in \d+ steps/)).toBeVisible();
  await expect(lab.branches).toHaveAccessibleName(/shown: Found: /);
});

test('prove it: all that can happen in a small cluster, and what breaks it with a wrong rule', async ({
  page,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused();
  await lab.open('Explore');
  await page.getByLabel('Proposers').selectOption('1');
  await scope.button('Prove it').click();
  await expect(
    lab.verdict(/All [\d\s]+ states that can be reached with 3 acceptors and 1 ballot are safe/),
  ).toBeVisible();
  expect(await lab.violations()).toEqual([]);

  await lab.open('Bugs');
  await lab.rule('Accept without looking at the promise').click();
  await lab.open('Explore');
  await page.getByLabel('Proposers').selectOption('2');
  await scope.button('Prove it').click();
  await expect(lab.verdict(/Broken in \d+ steps/)).toBeVisible();
  await page.getByRole('button', { name: /^Show the \d+ steps/ }).click();
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toContainText('A proof');
  await expect(lab.branches).toHaveAccessibleName(/shown: Counterexample: /);
  await expect(lab.badge).toContainText('Accept without looking at the promise');
});

test('a break that a story shows: the shortest way to it is looked for from its proof', async ({
  page,
}) => {
  const lab = new Lab(page);
  const { scope } = lab;
  await scope.openPaused('bugs/no-promise-check');
  await scope.button('Go to end').click();
  await page.getByRole('tab', { name: /^Properties/ }).click();
  await page.getByRole('button', { name: 'Proof' }).first().click();
  await page.getByRole('button', { name: 'Find the shortest run' }).click();
  await expect(lab.verdict(/Broken in \d+ steps/)).toBeVisible();
  await expect(lab.branches).toHaveAccessibleName(/shown: Counterexample: /);
});
