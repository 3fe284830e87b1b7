import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The decision for instance 0 on its way to S1 arrives at this event of the opening. */
const ARRIVES = 39;
const DECISION = /^decided \S+, S5 to S1, instance 0/;

/** The branches, by the words that they say. */
class Branches {
  readonly page: Page;
  readonly scope: Paxoscope;

  constructor(page: Page) {
    this.page = page;
    this.scope = new Paxoscope(page);
  }

  get opener(): Locator {
    return this.page.getByRole('button', { name: /^Branches \d+, shown: / });
  }

  get list(): Locator {
    return this.page.getByRole('dialog', { name: 'Branches', exact: true });
  }

  get comparison(): Locator {
    return this.page.getByRole('dialog', { name: 'Two branches, side by side' });
  }

  async open(): Promise<void> {
    await this.opener.click();
    await expect(this.list).toBeVisible();
  }

  /** Drops the decision just before it arrives, which the run knows as arrived. */
  async forkByDropping(): Promise<void> {
    await this.scope.openPaused();
    await this.scope.step(ARRIVES);
    await expect(this.opener).toHaveCount(0);
    await this.scope.stepBack();
    await this.page
      .getByRole('region', { name: 'Cluster' })
      .getByRole('button', { name: DECISION })
      .click();
    await expect(this.opener).toHaveAccessibleName('Branches 2, shown: what if 1');
  }

  async violations(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }
}

test('dropping in the past makes a branch, and both are listed, named and shown', async ({
  page,
}) => {
  const branches = new Branches(page);
  await branches.forkByDropping();
  const { scope, list } = branches;
  await expect(scope.cell('S1, instance 0, accepted')).toBeVisible();

  await branches.open();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list).toContainText(/left main at \d+\sms, event 38 · 39 events/);
  await expect(list).toContainText(/Dropped decided \S+, S5 to S1\./);
  await expect(list.getByRole('button', { name: 'Delete what if 1' })).toBeDisabled();
  expect(await branches.violations()).toEqual([]);

  await list.getByRole('button', { name: 'Rename what if 1' }).click();
  await list.getByRole('textbox').fill('S1 is not told');
  await page.keyboard.press('Enter');
  await expect(branches.opener).toHaveAccessibleName('Branches 2, shown: S1 is not told');
  await expect(list.getByRole('button', { name: 'Rename S1 is not told' })).toBeFocused();

  // Escape gives up a name first, and the list only then.
  await page.keyboard.press('Enter');
  await list.getByRole('textbox').fill('something else');
  await page.keyboard.press('Escape');
  await expect(list.getByText('S1 is not told', { exact: true })).toBeVisible();

  await list.getByRole('button', { name: 'Show main' }).click();
  await expect(scope.cell('S1, instance 0, decided')).toBeVisible();
  await expect(branches.opener).toHaveAccessibleName('Branches 2, shown: main');

  await list.getByRole('button', { name: 'Delete S1 is not told' }).click();
  await expect(branches.opener).toHaveCount(0);
});

test('comparing marks the position that differs', async ({ page }) => {
  const branches = new Branches(page);
  await branches.forkByDropping();
  await branches.open();
  await branches.list.getByRole('button', { name: 'Compare main with the shown branch' }).click();
  const { comparison } = branches;
  await expect(comparison).toContainText('1 of 1 instance differs');
  await expect(comparison).toContainText(/In what if 1: Dropped decided/);
  const rowOf = (side: string, server: string) =>
    comparison
      .getByRole('region', { name: `Log of ${side}` })
      .getByRole('row', { name: new RegExp(`^${server}\\b`) });
  await expect(rowOf('what if 1', 'S1')).toContainText(/differs.*banana \d\.S5/);
  await expect(rowOf('main', 'S1')).toContainText(/differs.*✓ banana/);
  await expect(rowOf('main', 'S2')).not.toContainText('differs');
  await expect(comparison.getByRole('img', { name: / messages, / })).toHaveCount(2);
  expect(await branches.violations()).toEqual([]);

  // At the fork nothing has happened yet that could differ.
  await comparison.getByRole('slider').press('Home');
  await expect(comparison).toContainText('Nothing differs');
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);
  await expect(branches.opener).toBeFocused();
});

test('what if: a message of the past is dropped instead, and an event finds its server dead', async ({
  page,
}) => {
  const branches = new Branches(page);
  const { scope } = branches;
  await scope.openPaused();
  await scope.step(ARRIVES);
  await scope.onTimeline(DECISION).click();
  const inspector = scope.region('Inspector');
  await expect(inspector.getByRole('heading', { name: 'What if' })).toBeVisible();
  await inspector.getByRole('button', { name: 'Drop it instead' }).click();
  await expect(branches.opener).toHaveAccessibleName('Branches 2, shown: what if 1');
  await expect(scope.cell('S1, instance 0, accepted')).toBeVisible();

  // Doing again what was done follows the branch that there is.
  await branches.open();
  await branches.list.getByRole('button', { name: 'Show main' }).click();
  await page.keyboard.press('Escape');
  await scope.step();
  await scope.onTimeline(DECISION).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Drop it instead' }).click();
  await expect(branches.opener).toHaveAccessibleName('Branches 2, shown: what if 1');

  await scope.onTimeline(/^accepted .* S1 to S5/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Kill S5 before it came' }).click();
  await expect(branches.opener).toHaveAccessibleName('Branches 3, shown: what if 2');
});
