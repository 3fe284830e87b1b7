import { expect, test } from './test';

test('the page opens, keeps to its policy and speaks to nobody', async ({ page, misdeeds }) => {
  await page.goto('./');
  await expect(page).toHaveTitle('Paxoscope');
  await expect(page.getByRole('heading', { name: 'Paxoscope' })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  expect(misdeeds.violations).toEqual([]);
  expect(misdeeds.foreignRequests).toEqual([]);
});
