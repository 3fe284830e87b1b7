import AxeBuilder from '@axe-core/playwright';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const THEMES = ['light', 'dark', 'projector'];

/** Two clients, a server that reads from its own map, and a read that comes too late. */
const OLD_ANSWER = {
  format: 'paxoscope/1',
  title: 'An old answer',
  cluster: { protocol: 'basic', peers: 3, clerks: 2, seed: 3, broken: ['local-read'] },
  script: [
    {
      partition: [
        ['S1', 'S2', 'C1'],
        ['S3', 'C2'],
      ],
    },
    { call: { clerk: 'C1', op: 'put', key: 'x', value: '1', to: ['S1'], wait: 5000 } },
    { at: 1000, call: { clerk: 'C2', op: 'get', key: 'x', to: ['S3'], wait: 5000 } },
  ],
};

class Safety extends Paxoscope {
  get safety() {
    return this.region('Safety');
  }

  tab(name: string | RegExp) {
    return this.safety.getByRole('tab', { name });
  }

  /** With clients about, events and safety share one place. */
  async openBesideEvents(): Promise<void> {
    await this.page.getByRole('tab', { name: /^Safety/ }).click();
    await expect(this.safety).toBeVisible();
  }

  async paste(scenario: object): Promise<void> {
    await this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    }, JSON.stringify(scenario));
  }
}

test('properties say how they stand, and lead to the event that last put them to the test', async ({
  page,
}) => {
  const scope = new Safety(page);
  await scope.openPaused();
  await expect(scope.safety.getByRole('status')).toHaveText(/^\d+ properties are watched$/);
  await scope.button('Go to end').click();
  await expect(scope.safety.getByRole('status')).toHaveText(/^All \d+ properties hold$/);
  const rows = scope.safety.getByRole('region', { name: 'Each decision by itself' });
  const agreement = rows.getByRole('listitem').filter({ hasText: 'SD-agreement' });
  await expect(agreement).toContainText('holds');
  const link = agreement.getByRole('button', { name: /^last at event \d+/ });
  const event = /event (\d+)/.exec((await link.textContent()) ?? '')?.[1] ?? '';
  await link.click();
  await expect(scope.position).toHaveValue(event);
  const sometimes = scope.safety.getByRole('region', { name: /^So that this is not an empty run/ });
  await expect(
    sometimes.getByRole('listitem').filter({ hasText: 'Something was chosen.' }),
  ).toContainText(/reached at event \d+/);
});

test('the history of an append is bars with the points where they took effect', async ({
  page,
}) => {
  const scope = new Safety(page);
  await scope.openPaused('life-of-an-append');
  await scope.openBesideEvents();
  await scope.tab('History').click();
  await expect(scope.safety).toContainText('No client has called yet');
  await scope.button('Go to end').click();
  await expect(scope.safety.getByRole('status')).toHaveText('Linearizable: all 2 answers');
  const bars = scope.safety.getByRole('group', { name: /^Calls of the clients/ });
  await expect(bars.getByRole('button')).toHaveCount(2);
  await bars.getByRole('button', { name: /^C1 append\(k, x\): took effect as number 1/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(
    bars.getByRole('button', { name: 'C2 get(k): took effect as number 2; then k held “x”.' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(scope.safety.locator('.hist-told')).toContainText('took effect as number 2');
});

test('a property that breaks stops the run; its proof is shown, lit, and left again', async ({
  page,
}) => {
  test.slow();
  const scope = new Safety(page);
  await scope.openPaused('life-of-an-append');
  await scope.paste(OLD_ANSWER);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await scope.button('Play').click();
  const alert = page.getByRole('alert').filter({ hasText: 'A safety property is broken' });
  await expect(alert).toContainText('No longer true: “');
  await expect(scope.button('Play')).toBeVisible();
  await alert.getByRole('button', { name: 'Show the proof' }).click();
  await expect(alert).toHaveCount(0);
  const proof = scope.safety.getByRole('listitem').filter({ hasText: 'What happened.' });
  await expect(proof.getByRole('button', { name: 'Proof' })).toBeFocused();
  await expect(proof).toContainText('S3');
  await expect(page.locator('.tl-violation')).toHaveCount(1);
  await expect(page.locator('.playback-breaks rect')).toHaveCount(1);
  const broken = Number(await scope.position.inputValue());
  await proof.getByRole('button', { name: 'Go back before it' }).click();
  await expect(scope.position).toHaveValue(String(broken - 1));
  await expect(scope.safety).toContainText(`Later on this branch: broken at event ${broken}`);

  // The read comes back with what is no longer there.
  await scope.button('Go to end').click();
  await scope.tab('History').click();
  await expect(scope.safety.getByRole('status')).toHaveText('Not linearizable');
  await expect(scope.safety).toContainText(
    'get x → nothing by C2 cannot be placed: x holds “1” by then; put x=1 by C1 had returned before it began.',
  );
});

for (const theme of THEMES) {
  test(`axe finds nothing in the safety region, ${theme}`, async ({ page }) => {
    test.slow();
    const scope = new Safety(page);
    await page.goto(`./#paused&theme=${theme}&scenario=life-of-an-append`);
    await expect(scope.button('Step')).toBeVisible();
    await scope.paste(OLD_ANSWER);
    await scope.button('Go to end').click();
    await scope.openBesideEvents();
    await scope.safety.getByRole('button', { name: 'There is one order of all calls' }).click();
    await expect(scope.safety).toContainText('What happened.');
    const read = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
      );
    };
    expect(await read()).toEqual([]);
    await scope.tab('History').click();
    await expect(scope.safety.getByRole('status')).toHaveText('Not linearizable');
    expect(await read()).toEqual([]);
  });
}
