import AxeBuilder from '@axe-core/playwright';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

const SIZES = { projector: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };

for (const theme of ['light', 'dark', 'projector']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`axe finds nothing on the first screen, ${theme} on a ${size}`, async ({ page }) => {
      // The whole page is read, every contrast measured.
      test.slow();
      await page.setViewportSize(viewport);
      await page.goto(`./#paused&theme=${theme}`);
      const scope = new Paxoscope(page);
      await expect(scope.button('Step')).toBeVisible();
      await scope.step(12);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    });
  }
}

test('the page itself never scrolls sideways on a phone', async ({ page }) => {
  await page.setViewportSize(SIZES.phone);
  await page.goto('./#paused');
  const scope = new Paxoscope(page);
  await scope.step(12);
  for (const tab of ['Cluster', 'Timeline', 'Log', 'Inspector', 'Events', 'Safety']) {
    await page.getByRole('tab', { name: tab, exact: true }).first().click();
    const { scroll, client } = await page.evaluate(() => {
      return {
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      };
    });
    expect(scroll, tab).toBeLessThanOrEqual(client);
  }
});

test('no text is below 12 px at 1280x720', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused();
  await scope.step(20);
  const small = await page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (
        !element ||
        !node.textContent?.trim() ||
        element.closest('script, style, noscript, .visually-hidden')
      )
        continue;
      if (!element.checkVisibility()) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 12) texts.push(`${size}: ${node.textContent}`);
    }
    return texts;
  });
  expect(small).toEqual([]);
});
