import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Download, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function take(page: Page, name: string): Promise<{ file: Download; path: string }> {
  const started = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Share' }).getByRole('button', { name }).click();
  const file = await started;
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return { file, path };
}

/** What of a file would reach for something outside of it, and how it was parsed. */
async function inspect(page: Page, text: string) {
  return page.evaluate((source) => {
    const picture = new DOMParser().parseFromString(source, 'image/svg+xml');
    const elements = [...picture.querySelectorAll('*')];
    const values = elements.flatMap((element) =>
      element.getAttributeNames().map((name) => [name, element.getAttribute(name) ?? ''] as const),
    );
    return {
      wellFormed: picture.querySelector('parsererror') === null,
      root: picture.documentElement.localName,
      active: elements.filter(({ localName }) =>
        /^(script|foreignObject|a|use|image|animate|set)$/.test(localName),
      ).length,
      reaching: values.filter(
        ([name, value]) => /^(on|href|xlink|src|class)/.test(name) || /url\((?!#)/.test(value),
      ).length,
      addresses: [
        ...(picture.querySelector('style')?.textContent ?? '').matchAll(/url\(([^)]{0,15})/g),
      ].map(([, address]) => address),
      messages: picture.querySelectorAll('[data-message]').length,
      texts: [...picture.querySelectorAll('text')].map((element) => element.textContent ?? ''),
    };
  }, text);
}

for (const theme of ['light', 'dark'] as const) {
  test(`timeline and log as SVG and PNG, ${theme}`, async ({ page, context }) => {
    test.slow();
    const scope = new Paxoscope(page);
    await page.emulateMedia({ colorScheme: theme });
    await scope.openPaused();
    await scope.step(8);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const sentence = (await scope.narration.textContent()) ?? '';
    const drawn = await scope.region('Timeline').locator('.tl-message').count();
    expect(drawn).toBeGreaterThan(4);
    const cells = await scope.region('Log').locator('.log-cell .log-text').allTextContents();

    // A page of its own, without the policy: there the files must be harmless and whole as well.
    const alone = await context.newPage();
    const asked: string[] = [];
    alone.on('request', (request) => asked.push(request.url()));

    await scope.button('Share').click();
    const timeline = await take(page, 'Timeline as SVG');
    expect(timeline.file.suggestedFilename()).toMatch(/^paxoscope-timeline-[a-z-]+\.svg$/);
    const found = await inspect(alone, await readFile(timeline.path, 'utf8'));
    expect(found).toMatchObject({ wellFormed: true, root: 'svg', active: 0, reaching: 0 });
    // Both of the page's fonts are inside.
    expect(found.addresses).toEqual(['data:font/woff2', 'data:font/woff2']);
    expect(found.messages).toBe(drawn);
    expect(found.texts.join(' ')).toContain(sentence);
    expect(found.texts).toContain('S1');

    const log = await take(page, 'Log as SVG');
    const grid = await inspect(alone, await readFile(log.path, 'utf8'));
    expect(grid).toMatchObject({ wellFormed: true, root: 'svg', active: 0, reaching: 0 });
    for (const text of ['S1', 'Min', 'promised', ...cells]) expect(grid.texts).toContain(text);

    // As a person would open it: the file needs nothing but itself.
    for (const { path } of [timeline, log]) {
      await alone.goto(pathToFileURL(path).href);
      expect(await alone.evaluate(() => document.documentElement.localName)).toBe('svg');
      expect(await alone.evaluate(() => document.fonts.check('12px "Inter Variable"'))).toBe(true);
      await alone.screenshot({ path: `${path}.png` });
    }
    await alone.goto('about:blank');
    for (const [name, vector] of [
      ['Timeline as PNG', timeline],
      ['Log as PNG', log],
    ] as const) {
      const { path } = await take(page, name);
      const bytes = await readFile(path);
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      const width = Number(/ width="(\d+)"/.exec(await readFile(vector.path, 'utf8'))?.[1]);
      expect(bytes.readUInt32BE(16)).toBe(2 * width);
      const { ground, inks } = await coloursIn(alone, bytes.toString('base64'));
      expect(ground).toBe(theme === 'light' ? '255,255,255' : '24,29,37');
      expect(inks).toBeGreaterThan(20);
    }
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  });
}

/** The colour of the corner, and how many there are. */
function coloursIn(page: Page, base64: string): Promise<{ ground: string; inks: number }> {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data: dots } = context.getImageData(0, 0, image.width, image.height);
    const colours = new Set<string>();
    for (let i = 0; i < dots.length; i += 4)
      colours.add(`${dots[i]},${dots[i + 1]},${dots[i + 2]}`);
    return { ground: `${dots[0]},${dots[1]},${dots[2]}`, inks: colours.size };
  }, base64);
}
