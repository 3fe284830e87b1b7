import { expect, type Locator, type Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';

/** A scenario as a lecturer tells it, with a clicker that has two keys. */
export class Story {
  readonly page: Page;
  readonly scope: Paxoscope;

  constructor(page: Page) {
    this.page = page;
    this.scope = new Paxoscope(page);
  }

  get caption(): Locator {
    return this.page.locator('.caption');
  }

  get place(): Locator {
    return this.page.getByRole('group', { name: 'Beats' });
  }

  /** Presses, and waits until the page says that it stands at this beat. */
  async press(key: 'PageDown' | 'PageUp', beat: number, beats: number): Promise<void> {
    await this.page.keyboard.press(key);
    await expect(this.place).toContainText(`Beat ${beat} of ${beats}`);
  }

  async seen(): Promise<{ said: string | null; picture: string }> {
    return { said: await this.caption.textContent(), picture: await this.scope.picture() };
  }
}
