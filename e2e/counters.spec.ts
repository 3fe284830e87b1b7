import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const STORY = 'multi/stable-leader';

/** The counters and the comparison, by the words that they say. */
class Costs {
  readonly page: Page;
  readonly scope: Paxoscope;

  constructor(page: Page) {
    this.page = page;
    this.scope = new Paxoscope(page);
  }

  get counters(): Locator {
    return this.page.getByRole('group', { name: 'Counters' });
  }

  get kinds(): Locator {
    return this.page.getByRole('dialog', { name: 'Messages by kind' });
  }

  async openKinds(): Promise<void> {
    await this.counters.getByRole('button', { name: /^messages between servers: \d+$/ }).click();
    await expect(this.kinds).toBeVisible();
  }

  /** What the counters say, number by number. */
  async said(): Promise<string[]> {
    return this.counters.locator('.visually-hidden').allTextContents();
  }

  async messages(): Promise<number> {
    return Number((await this.said())[0]?.replace(/^.*: /, ''));
  }

  async compare(): Promise<void> {
    await this.counters.getByRole('button', { name: 'Compare…' }).click();
  }

  get table(): Locator {
    return this.page.getByRole('dialog').getByRole('table');
  }

  /** The texts of a row, once all rows are there. */
  async row(name: string): Promise<string[]> {
    await expect(this.page.getByText('The comparison is complete.')).toBeAttached();
    return this.table.getByRole('row').filter({ hasText: name }).locator('td').allTextContents();
  }
}

const WAYS = [
  'One Paxos per instance',
  'Stable leader',
  'Leader with pauses',
  'Leader without patience',
];

/** What the script itself expects to have been sent, kind by kind, where it stands with its fifth beat. */
function expectedByScript(): readonly (readonly [kind: string, count: number])[] {
  const file = JSON.parse(readFileSync(`public/scenarios/${STORY}.json`, 'utf8'));
  const conditions = file.script.flatMap((step: { expect?: { all?: unknown[] } }) => {
    return step.expect?.all ?? [];
  }) as { sent?: { kind: string; is: number } }[];
  return conditions.flatMap(({ sent }) => (sent ? [[sent.kind, sent.is] as const] : []));
}

test('the counters say what the script’s own expectation says', async ({ page }) => {
  const costs = new Costs(page);
  await costs.scope.openPaused(STORY);
  expect(await costs.said()).toEqual([
    'messages between servers: 0',
    'messages per decided command: –',
    'times that a server began phase 1: 0',
    'the last takeover lasted: none so far',
  ]);
  await costs.openKinds();
  const beats = page.getByRole('group', { name: 'Beats' });
  for (let beat = 2; beat <= 5; beat++) {
    await costs.scope.button('Next beat').click();
    await expect(beats).toContainText(`Beat ${beat} of`);
  }

  // They stay open while one steps.
  const expected = expectedByScript();
  expect(expected.map(([kind]) => kind)).toEqual(['p1a', 'p2a', 'p2b']);
  for (const [kind, count] of [...expected, ['p1b', 2] as const])
    await expect(
      costs.kinds.getByRole('row', { name: `${kind} ${count}`, exact: true }),
    ).toBeVisible();
  expect(await costs.said()).toEqual([
    'messages between servers: 20',
    'messages per decided command: 5.0',
    'times that a server began phase 1: 1',
    'the last takeover lasted: none so far',
  ]);
});

test('they follow the cursor and keep their places', async ({ page }) => {
  const costs = new Costs(page);
  await costs.scope.openPaused(STORY);
  const compare = costs.counters.getByRole('button', { name: 'Compare…' });
  const places = async () => [
    await compare.boundingBox(),
    ...(await costs.counters.locator('.figure').evaluateAll((figures) => {
      return figures.map((figure) => figure.getBoundingClientRect().x);
    })),
  ];
  const atStart = await places();
  await costs.scope.button('Go to end').click();
  expect(await places()).toEqual(atStart);
  const end = await costs.messages();
  const saidAtEnd = await costs.said();
  expect(saidAtEnd[3]).toMatch(/^the last takeover lasted: \d+\sms$/);

  let last = end;
  for (let i = 0; i < 20 && last === end; i++) {
    await costs.scope.stepBack();
    last = await costs.messages();
  }
  expect(last).toBeLessThan(end);
  await costs.scope.button('Go to start').click();
  expect(await costs.messages()).toBe(0);
  await costs.scope.button('Go to end').click();
  expect(await costs.said()).toEqual(saidAtEnd);
});

test('the same run in four ways: without a leader a command needs more messages', async ({
  page,
}) => {
  const costs = new Costs(page);
  await costs.scope.openPaused(STORY);
  await costs.scope.button('Go to end').click();
  const said = await costs.said();
  await costs.compare();
  const rows = new Map<string, string[]>();
  for (const way of WAYS) rows.set(way, await costs.row(way));
  await expect(costs.table.getByRole('row')).toHaveCount(1 + WAYS.length);
  for (const [way, texts] of rows) {
    expect(texts, way).toHaveLength(7);
    for (const text of texts) expect(text, way).toMatch(/\d/);
  }
  const perCommand = (way: string) => Number(rows.get(way)?.[0]);
  expect(perCommand('One Paxos per instance')).toBeGreaterThan(1.5 * perCommand('Stable leader'));

  // The run on screen is among them, with the very numbers that the counters say.
  const present = costs.table.getByRole('row').filter({ hasText: 'this run' });
  await expect(present).toContainText('Stable leader');
  expect(said[0]).toBe(`messages between servers: ${rows.get('Stable leader')?.[1]}`);
  expect(said[1]).toBe(`messages per decided command: ${rows.get('Stable leader')?.[0]}`);
  await expect(costs.table.getByRole('row').filter({ hasText: 'One Paxos' })).toContainText(
    '2 acts are left out',
  );

  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('another way runs here from its row', async ({ page }) => {
  const costs = new Costs(page);
  await costs.scope.openPaused(STORY);
  await costs.scope.button('Go to end').click();
  await costs.compare();
  await costs.row('Stable leader');
  const run = (way: string) => costs.scope.button(`Run it here: ${way}`);
  await expect(run('One Paxos per instance')).toBeDisabled();
  await run('Leader without patience').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'When preempted' })).toHaveValue('retry');
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue(STORY);
  expect(await costs.messages()).toBe(0);
});

test('where no client calls, a story can be opened that has some', async ({ page }) => {
  const costs = new Costs(page);
  await costs.scope.openPaused();
  await costs.scope.step(30);
  expect(await costs.messages()).toBeGreaterThan(0);
  await costs.compare();
  await expect(page.getByRole('dialog')).toContainText('There is nothing to compare here');
  await costs.scope.button('A duel without end').click();
  expect((await costs.row('Leader without patience'))[0]).toBe('none decided');
  expect((await costs.row('Stable leader'))[6]).toBe('2 of 2');
});

test('a link runs a scenario under another protocol, as the control does', async ({ page }) => {
  const costs = new Costs(page);
  const protocol = page.getByRole('combobox', { name: 'Protocol' });
  await costs.scope.openPaused('dslabs/d06-healed&protocol=basic');
  await expect(protocol).toHaveValue('basic');
  await expect(page.getByRole('combobox', { name: 'When preempted' })).toHaveCount(0);
  await protocol.selectOption('multi');
  await expect(page.getByRole('combobox', { name: 'When preempted' })).toHaveValue('wait');
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('dslabs/d06-healed');
});

test('on a phone the counters and the comparison can be reached', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const costs = new Costs(page);
  await costs.scope.openPaused(STORY);
  await costs.scope.button('Go to end').click();
  for (const figure of await costs.counters.locator('.figure').all())
    await expect(figure).toBeInViewport({ ratio: 1 });
  await costs.compare();
  await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
  expect((await costs.row('Stable leader'))[1]).toBe('26');
});
