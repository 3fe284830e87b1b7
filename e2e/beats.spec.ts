import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { difference } from './paxoscope';
import { Story } from './story';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const BEATS = 8;

test('the clicker alone: a story forth and back, the same words and the same pictures', async ({
  page,
}) => {
  // Every picture of the story is compared with itself.
  test.slow();
  const story = new Story(page);
  await story.scope.openPaused('life-of-an-append');
  await expect(story.place).toContainText(`Beat 1 of ${BEATS}`);
  const forth = [await story.seen()];
  for (let beat = 2; beat <= BEATS; beat++) {
    await story.press('PageDown', beat, BEATS);
    forth.push(await story.seen());
  }
  expect(new Set(forth.map(({ said }) => said)).size).toBe(BEATS);
  expect(forth[0]?.said).toMatch(/^C1 wants x appended to k\./);
  expect(forth.at(-1)?.said).toMatch(/^C1 has its answer/);

  const last = await story.scope.position.inputValue();
  await story.press('PageDown', BEATS, BEATS);
  await expect(story.scope.position).not.toHaveValue(last);
  await page.keyboard.press('PageDown');
  await expect(page.getByText('This was the last beat.')).toBeVisible();

  await story.press('PageUp', BEATS, BEATS);
  await expect(story.scope.position).toHaveValue(last);
  for (let beat = BEATS; beat >= 1; beat--) {
    if (beat < BEATS) await story.press('PageUp', beat, BEATS);
    const { said, picture } = await story.seen();
    expect(said).toBe(forth[beat - 1]?.said);
    expect(difference(picture, forth[beat - 1]?.picture ?? ''), `beat ${beat}`).toBe('');
  }
  await expect(story.scope.position).toHaveValue('0');
});

test('the clicker is obeyed wherever the lecturer clicked before', async ({ page }) => {
  const story = new Story(page);
  await story.scope.openPaused('hole-and-no-op');
  await story.press('PageDown', 2, 5);
  await story.scope.position.focus();
  await story.press('PageDown', 3, 5);
  await page.getByRole('combobox', { name: 'Scenario' }).focus();
  await story.press('PageDown', 4, 5);
  await story.scope.cell('S1, instance 0').focus();
  await story.press('PageUp', 3, 5);
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('hole-and-no-op');
  await expect(story.caption).toContainText('instance 0 is a hole');
});

test('a story can be left for its events at any moment, and taken up again', async ({ page }) => {
  const story = new Story(page);
  await story.scope.openPaused('life-of-an-append');
  const byBeats = story.scope.button('Step by beats');
  await expect(byBeats).toHaveAttribute('aria-pressed', 'true');
  await story.press('PageDown', 2, BEATS);
  const at = Number(await story.scope.position.inputValue());
  await page.keyboard.press('Shift+ArrowRight');
  await expect(story.scope.position).toHaveValue(String(at + 1));
  await story.scope.button('Step back').click();
  await expect(story.scope.position).toHaveValue(String(at));
  await page.keyboard.press('Escape');
  await expect(byBeats).toHaveAttribute('aria-pressed', 'false');
  await expect(story.scope.position).toHaveValue(String(at));
  await page.keyboard.press('ArrowRight');
  await expect(story.scope.position).toHaveValue(String(at + 1));
  await byBeats.click();
  await page.keyboard.press('ArrowRight');
  await expect(story.place).toContainText(`Beat 3 of ${BEATS}`);
});

test('a story waits for its teller, while other scenarios play by themselves', async ({ page }) => {
  const story = new Story(page);
  await page.goto('./');
  await expect(story.scope.button('Pause')).toBeVisible();
  await expect(story.scope.button('Step by beats')).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('life-of-an-append');
  await expect(story.caption).toContainText('C1 wants x appended to k.');
  await expect(story.scope.button('Play')).toBeVisible();
  await expect(story.place).toContainText(`Beat 1 of ${BEATS}`);
});

/** Where everything stands that must not move when the beat does. */
async function places(page: Page): Promise<string> {
  const boxes = await Promise.all(
    ['.caption-place', '.app-regions', '.beats', '.playback-position', '.playback-clock'].map(
      async (part) => `${part} ${JSON.stringify(await page.locator(part).boundingBox())}`,
    ),
  );
  return boxes.join('\n');
}

for (const [theme, width, height] of [
  ['light', 1280, 720],
  ['projector', 1280, 720],
  ['dark', 1024, 768],
  ['light', 390, 844],
] as const) {
  test(`nothing jumps between beats, and axe finds nothing: ${theme}, ${width}x${height}`, async ({
    page,
  }) => {
    // The whole page is read, every contrast measured.
    test.slow();
    await page.setViewportSize({ width, height });
    await page.goto(`./#paused&scenario=life-of-an-append&theme=${theme}`);
    const story = new Story(page);
    await expect(story.place).toContainText(`Beat 1 of ${BEATS}`);
    await page.evaluate(() => document.fonts.ready);
    const first = await places(page);
    for (let beat = 2; beat <= BEATS; beat++) {
      await story.press('PageDown', beat, BEATS);
      expect(await places(page), `beat ${beat}`).toBe(first);
    }
    const scrolls = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth;
    });
    expect(scrolls).toBe(false);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([]);
  });
}
