import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('on opening something is happening, and an instance gets decided by itself', async ({
  page,
}) => {
  await page.goto('./');
  const scope = new Paxoscope(page);
  await expect(scope.button('Pause')).toBeVisible();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1');
  await expect(scope.decidedCells(0)).toHaveCount(5);
  await expect(scope.narration).not.toBeEmpty();
});

test('stepping forward and back finds the very same picture', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step(14);
  const picture = await scope.picture();
  await scope.step(5);
  expect(await scope.picture()).not.toEqual(picture);
  await scope.stepBack(5);
  expect(await scope.picture()).toEqual(picture);
});

test('a prepare dropped with one click leaves a stub, and the proposer tries again until it is decided', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('mit-paxos/t-p01-basic');
  await scope.stepUntil(/S1 .*1\.S1/);
  await scope.message('prepare 1.S1, S1 to S2, instance 0').click();
  await expect(scope.message('prepare 1.S1, S1 to S2, instance 0')).toHaveCount(0);
  await expect(scope.onTimeline('prepare 1.S1, S1 to S2, instance 0, dropped')).toBeVisible();
  await scope.onTimeline('prepare 1.S1, S1 to S3, instance 0').click();
  await expect(scope.onTimeline('prepare 1.S1, S1 to S3, instance 0, dropped')).toBeVisible();
  await scope.stepUntil(/S1 tries again with 2\.S1/);
  await scope.stepUntil(/S3 .*(learns|decided)/);
  await expect(scope.cell('S1, instance 0, decided')).toBeVisible();
});

test('an act is undone with one key, and the message is under way again', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step();
  const message = scope.message('prepare 1.S1, S1 to S3, instance 0');
  await message.click();
  await expect(message).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(message).toHaveCount(1);
});

test('with a minority dead an instance is still decided', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step();
  await scope.server('S2, up').click();
  await scope.server('S3, up').click();
  await expect(scope.server('S3, crashed')).toBeVisible();
  await scope.button('Go to end').click();
  await scope.firstInstances();
  await expect(scope.decidedCells(5)).toHaveCount(3);
});

test('with a majority dead nothing is decided, until one comes back', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step();
  for (const name of ['S2', 'S3', 'S4']) await scope.server(`${name}, up`).click();
  await scope.button('Go to end').click();
  await scope.firstInstances();
  await expect(scope.region('Log').getByRole('gridcell', { name: /decided/ })).toHaveCount(0);
  await scope.server('S3, crashed').click();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('5');
  await scope.button('Play').click();
  await expect(
    scope
      .region('Log')
      .getByRole('gridcell', { name: /decided/ })
      .first(),
  ).toBeVisible();
});

test('two proposers race and exactly one value is chosen', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.button('Go to end').click();
  await scope.firstInstances();
  const values = await scope.decidedValues(5);
  expect(values).toHaveLength(5);
  expect(new Set(values).size).toBe(1);
  expect(['grape', 'guava']).toContain(values[0]);
});

test('Done at every peer makes cells forgotten and Min advance', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('mit-paxos/t-p01-basic');
  await scope.stepUntil(/S3 .*(learns|decided)/);
  await expect(scope.decidedCells(0)).toHaveCount(3);
  await scope.server('S1, up').focus();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Instance').fill('0');
  await dialog.getByLabel('at every server that is up').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await scope.button('Go to end').click();
  await scope.firstInstances();
  for (const name of ['S1', 'S2', 'S3'])
    await expect(scope.cell(`${name}, instance 0, forgotten`)).toBeVisible();
});

test('a server can be called by hand: Start(seq, value)', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.server('S2, up').focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Instance').fill('20');
  await dialog.getByLabel('Value').fill('<b>pear</b>');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(scope.narration).toContainText('<b>pear</b>');
  await expect(scope.message('prepare 1.S2, S2 to S1, instance 20')).toHaveCount(1);
});

test('a partition is made from the menu, seen, and healed', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope
    .region('Cluster')
    .getByRole('button', { name: /Partition/ })
    .click();
  const dialog = page.getByRole('dialog');
  for (const name of ['S4', 'S5'])
    await dialog.getByRole('group', { name }).getByLabel('side B').check();
  await dialog.getByRole('button', { name: 'Partition' }).click();
  await expect(page.getByText('Partition: S1 S2 S3 | S4 S5.')).toBeVisible();
  await scope.region('Cluster').getByRole('button', { name: /Heal/ }).click();
  await expect(scope.narration).toContainText('The network is whole again');
});

test('a bad scenario is refused with its place and reason, and nothing on screen is lost', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step(8);
  const picture = await scope.picture();
  await page.locator('input[type=file]').setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      '{"format":"paxoscope/1","title":"x","cluster":{"protocol":"basic","peers":12,"seed":1},"script":[]}',
    ),
  });
  await expect(page.getByRole('alert')).toContainText('/cluster/peers');
  expect(await scope.picture()).toEqual(picture);
});

test('a peer dragged away from the ring stands on the other side of a partition', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  const box = await scope.server('S2, up').boundingBox();
  if (!box) throw new Error('S2 is nowhere');
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y - 10, { steps: 4 });
  await page.mouse.move(x + 140, y - 60, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByText(/^Partition: /)).toBeVisible();
  await expect(scope.server('S2, up')).toBeVisible();
});
