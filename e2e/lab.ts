import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect } from './test';

/** The bug lab and the explorer, by the words that they say. */
export class Lab {
  readonly page: Page;
  readonly scope: Paxoscope;

  constructor(page: Page) {
    this.page = page;
    this.scope = new Paxoscope(page);
  }

  async open(tab: 'Bugs' | 'Explore'): Promise<void> {
    const place = this.page.getByRole('tab', { name: 'Safety' });
    // With clerks, and on a phone, the region shares its place.
    if ((await place.count()) > 0) await place.click();
    await this.page.getByRole('tab', { name: tab, exact: true }).click();
  }

  /** The switch of a wrong rule. */
  rule(title: string): Locator {
    return this.page.getByRole('switch', { name: title, exact: true });
  }

  /** What says on screen that rules are wrong on purpose. */
  get badge(): Locator {
    return this.page.getByRole('list', { name: 'Rules that are wrong on purpose' });
  }

  get branches(): Locator {
    return this.page.getByRole('button', { name: /^Branches \d+, shown: / });
  }

  /** What a search came to. */
  verdict(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async violations(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }

  /**
   * CS 505's cycling leaders, with the right rules, where the P2As of S4's first reign are still under way while S4 leads
   * again: one step before a late rejection can come.
   */
  async whereARejectionIsLate(): Promise<void> {
    await this.scope.openPaused('multi/late-rejections');
    for (let beat = 0; beat < 3; beat++) await this.scope.button('Next beat').click();
    await expect(this.page.locator('.caption')).toContainText('S4 leads again');
  }
}

export const LATE = 'Late rejections count';
