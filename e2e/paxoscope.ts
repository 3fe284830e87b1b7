import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person uses it: names, not selectors. */
export class Paxoscope {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a scenario at its beginning, standing still. */
  async openPaused(scenario = 'opening'): Promise<void> {
    await this.page.goto(`./#paused&scenario=${scenario}`);
    await expect(this.region('Cluster')).toBeVisible();
    await this.page.evaluate(() => document.fonts.ready);
    await expect(this.button('Play')).toBeVisible();
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get position(): Locator {
    return this.page.getByRole('slider', { name: 'Position' });
  }

  /** The one sentence in the header. */
  get narration(): Locator {
    return this.page.locator('.narration');
  }

  server(name: string): Locator {
    return this.region('Cluster').getByRole('button', { name });
  }

  /** A message under way, in the cluster. */
  message(name: string): Locator {
    return this.region('Cluster').getByRole('button', { name, exact: true });
  }

  onTimeline(name: string | RegExp): Locator {
    return this.region('Timeline').getByRole('button', { name });
  }

  /** A cell of the log by the beginning of its name, "S1, instance 0, decided". */
  cell(name: string): Locator {
    return this.region('Log').getByRole('gridcell', { name });
  }

  decidedCells(instance: number): Locator {
    return this.region('Log').getByRole('gridcell', {
      name: new RegExp(`^S\\d, instance ${instance}, decided`),
    });
  }

  /** Scrolls the log back to its first instances, as Ctrl+Home in the grid does. */
  async firstInstances(): Promise<void> {
    await this.region('Log').locator('[tabindex="0"]').first().focus();
    await this.page.keyboard.press('Control+Home');
  }

  async step(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.button('Step').click();
  }

  async stepBack(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.button('Step back').click();
  }

  /** Steps until the sentence in the header matches. */
  async stepUntil(sentence: RegExp, most = 120): Promise<void> {
    for (let i = 0; i < most; i++) {
      if (sentence.test((await this.narration.textContent()) ?? '')) return;
      await this.step();
    }
    throw new Error(`no sentence like ${sentence} within ${most} events`);
  }

  /**
   * What is seen in the regions that draw the cluster, as text that two equal pictures share. Some parts are placed a
   * frame after others: it is looked at once it stays as it is.
   */
  async picture(): Promise<string> {
    for (let before = await this.drawn(); ; ) {
      await this.page.evaluate(
        () => new Promise((wake) => requestAnimationFrame(() => requestAnimationFrame(wake))),
      );
      const now = await this.drawn();
      if (now === before) return now;
      before = now;
    }
  }

  private async drawn(): Promise<string> {
    const parts = ['Cluster', 'Timeline', 'Log'].map((name) => {
      return this.region(name).evaluate((element) => {
        // As `outerHTML` has it, but for the order in which an element got its attributes: nobody sees that.
        const written = (node: Node): string => {
          if (!(node instanceof Element)) return node.textContent ?? '';
          const attributes = [...node.attributes].map((one) => `${one.name}="${one.value}"`);
          const inside = [...node.childNodes].map(written).join('');
          return `<${[node.localName, ...attributes.sort()].join(' ')}>${inside}</${node.localName}>`;
        };
        return written(element).replaceAll(/radix-[^"]*/g, '');
      });
    });
    return (await Promise.all(parts)).join('\n');
  }

  /** The values that the cells of an instance show as decided, one each. */
  async decidedValues(instance: number): Promise<string[]> {
    const names = await this.decidedCells(instance).evaluateAll((cells) => {
      return cells.map((cell) => cell.getAttribute('aria-label') ?? cell.textContent ?? '');
    });
    return names.map((name) => name.replace(/^.*decided: /, '').replace(/,.*$/, ''));
  }
}

/** Where two pictures begin to differ, in few words; a picture is long. Empty when they are the same. */
export function difference(a: string, b: string): string {
  if (a === b) return '';
  let at = 0;
  while (a[at] === b[at]) at++;
  const around = (picture: string) => picture.slice(Math.max(0, at - 120), at + 120);
  return `${around(a)}\n— is not —\n${around(b)}`;
}
