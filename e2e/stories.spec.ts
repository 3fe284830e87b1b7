import { difference } from './paxoscope';
import { Story } from './story';
import { expect, test } from './test';

// The walk-throughs of Multi-Paxos, given with a clicker alone: PageDown and PageUp, and nothing else.

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const STORIES: readonly (readonly [id: string, beats: number, last: RegExp])[] = [
  ['multi/hole-takeover', 10, /^And A\?/],
  ['multi/hole-slides', 14, /^13 of 13/],
  ['multi/late-rejections', 9, /One field did it/],
];

for (const [id, beats, last] of STORIES) {
  test(`${id} is told forwards and backwards`, async ({ page }) => {
    test.slow();
    const story = new Story(page);
    await story.scope.openPaused(id);
    await expect(story.place).toContainText(`Beat 1 of ${beats}`);
    const forth = [await story.seen()];
    for (let beat = 2; beat <= beats; beat++) {
      await story.press('PageDown', beat, beats);
      forth.push(await story.seen());
    }
    expect(forth.at(-1)?.said).toMatch(last);
    expect(new Set(forth.map(({ said }) => said)).size).toBe(beats);
    for (let beat = beats - 1; beat >= 1; beat--) {
      await story.press('PageUp', beat, beats);
      const { said, picture } = await story.seen();
      expect(said).toBe(forth[beat - 1]?.said);
      expect(difference(picture, forth[beat - 1]?.picture ?? ''), `beat ${beat}`).toBe('');
    }
  });
}

test('the story with a wrong rule: one slot, two decisions', async ({ page }) => {
  test.slow();
  const story = new Story(page);
  const { scope } = story;
  await scope.openPaused('multi/late-rejections-wrong');
  for (let beat = 2; beat <= 7; beat++) await story.press('PageDown', beat, 10);
  await expect(story.caption).toContainText('not chosen');
  await expect(scope.cell('S4, slot 1, chosen: A')).toBeVisible();
  await expect(scope.cell('S2, slot 1, empty')).toBeVisible();
  for (let beat = 8; beat <= 10; beat++) await story.press('PageDown', beat, 10);
  await expect(scope.cell('S3, slot 1, chosen: B')).toBeVisible();
  await expect(scope.cell('S4, slot 1, chosen: A')).toBeVisible();
});
