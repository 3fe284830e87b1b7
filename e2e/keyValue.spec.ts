import type { Locator } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The Key/value region: rows of replicas, and a form to call by hand. */
class KeyValue {
  readonly region: Locator;

  constructor(scope: Paxoscope) {
    this.region = scope.region('Key/value');
  }

  replica(name: string): Locator {
    return this.region.getByRole('row', { name });
  }

  async call(clerk: string, op: string, key: string, value: string, first: string): Promise<void> {
    await this.region.getByLabel('Clerk', { exact: true }).selectOption(clerk);
    await this.region.getByLabel('Operation').selectOption(op);
    await this.region.getByLabel('Key', { exact: true }).fill(key);
    if (op !== 'get') await this.region.getByLabel('Value', { exact: true }).fill(value);
    await this.region.getByLabel('Asks').selectOption(first);
    await this.region.getByRole('button', { name: 'Call' }).click();
  }
}

test('put, append and get through different servers', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('life-of-an-append');
  await scope.button('Go to end').click();
  const service = new KeyValue(scope);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await service.call('C1', 'put', 'm', 'one', 'S1 first');
  await scope.button('Play').click();
  await expect(service.region.getByText('put(m, one) → done')).toBeVisible();
  await service.call('C2', 'append', 'm', 'two', 'S2 first');
  await expect(service.region.getByText('append(m, two) → done')).toBeVisible();
  await service.call('C1', 'get', 'm', '', 'S3 first');
  await expect(service.region.getByText('get(m) → onetwo')).toBeVisible();
});

test('a clerk whose reply is dropped by a click asks again, and the append happens once', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('life-of-an-append');
  await scope.button('Go to end').click();
  const service = new KeyValue(scope);
  await service.call('C2', 'append', 'z', 'once', 'S1 first');
  const reply = scope.region('Cluster').getByRole('button', { name: /^reply C2\.\d+, S1 to C2$/ });
  for (let i = 0; i < 120 && (await reply.count()) === 0; i++) await scope.step();
  await reply.click();
  await expect(reply).toHaveCount(0);
  await scope.stepUntil(/C2 heard nothing from S1/);
  await scope.stepUntil(/C2 gets its answer/);
  await scope.step(12);
  for (const name of ['S1', 'S2', 'S3']) {
    await expect(service.replica(name)).not.toContainText('onceonce');
  }
  await expect(service.replica('S1')).toContainText('z=once');
});

test('a server in a minority does not answer a get until it is healed', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('life-of-an-append');
  await scope.button('Go to end').click();
  const service = new KeyValue(scope);
  await scope.server('S3, up').focus();
  await page.keyboard.press('i');
  await service.call('C2', 'get', 'k', '', 'only S3');
  await scope.step(40);
  await expect(service.region.getByText('get(k) → x')).toHaveCount(0);
  await scope.region('Cluster').getByRole('button', { name: /Heal/ }).click();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await scope.button('Play').click();
  await expect(service.region.getByText('get(k) → x')).toBeVisible();
});

test('a hole appears, application visibly waits, the no-op fills it, the map moves on', async ({
  page,
}) => {
  const scope = new Paxoscope(page);
  test.slow();
  await scope.openPaused('hole-and-no-op');
  const service = new KeyValue(scope);
  const waits = service.replica('S2').getByRole('button', { name: 'waits for the hole 0' });
  for (let i = 0; i < 80 && (await waits.count()) === 0; i++) await scope.step();
  await expect(waits).toBeVisible();
  await expect(scope.cell('S2, instance 0')).toHaveAccessibleName(/hole/);
  await expect(service.replica('S2')).not.toContainText('b=2');
  await scope.stepUntil(/proposes a no-op/);
  await scope.stepUntil(/S2 applies instance 0: no-op/);
  await expect(waits).toHaveCount(0);
  await expect(service.replica('S2')).toContainText('b=2');
  await expect(scope.cell('S2, instance 0, decided: no-op')).toBeVisible();
});

test('what every replica has applied is forgotten on every peer', async ({ page }) => {
  const scope = new Paxoscope(page);
  await scope.openPaused('mit-kvpaxos/t-k01-basic');
  await scope.button('Go to end').click();
  await scope.firstInstances();
  for (const name of ['S1', 'S2', 'S3']) {
    await expect(scope.cell(`${name}, instance 0, forgotten`)).toBeVisible();
  }
});
