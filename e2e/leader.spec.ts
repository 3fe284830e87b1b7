import type { Locator, Page } from '@playwright/test';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** A message of the leader that is on its way in the cluster: dropped by a click. */
async function drop(scope: Paxoscope, name: string): Promise<void> {
  const message = scope.message(name);
  await message.click();
  await expect(message).toHaveCount(0);
}

/** Steps until this is on the page. */
async function stepUntilSeen(scope: Paxoscope, what: Locator, most = 150): Promise<void> {
  for (let i = 0; i < most; i++) {
    if ((await what.count()) > 0) return;
    await scope.step();
  }
  await expect(what.first()).toBeVisible();
}

/** S1 leads, the P2As of slot 2 are dropped, that of slot 3 has reached S2, and S1 is killed by a click. */
async function leaveAHole(page: Page): Promise<Paxoscope> {
  const scope = new Paxoscope(page);
  await scope.openPaused('multi/kill-the-leader');
  await stepUntilSeen(scope, scope.message('p2a 1.S1, S1 to S2, slot 2'));
  await drop(scope, 'p2a 1.S1, S1 to S2, slot 2');
  await drop(scope, 'p2a 1.S1, S1 to S3, slot 2');
  await stepUntilSeen(scope, scope.cell('S2, slot 3, accepted 1.S1'));
  await scope.server('S1, up').click();
  await expect(scope.server('S1, crashed')).toBeVisible();
  return scope;
}

test('the leader is killed by a click, and the next one fills the hole it left', async ({
  page,
}) => {
  test.slow();
  const scope = await leaveAHole(page);
  await scope.stepUntil(/^S[23] leads with/, 400);
  const leader = (await scope.narration.textContent())?.slice(0, 2) ?? '';
  // Nobody of its majority voted in slot 2, so a no-op goes there; slot 3 must be finished.
  await stepUntilSeen(scope, scope.cell(`${leader}, slot 2, chosen: no-op`));
  await stepUntilSeen(scope, scope.cell(`${leader}, slot 3, chosen`));
  // The log goes on: the client whose command was lost asks again and gets a slot of its own.
  await stepUntilSeen(scope, scope.cell(`${leader}, slot 4, chosen`), 400);
  const service = scope.region('Key/value');
  await stepUntilSeen(scope, service.getByText('append(a, 2) → 12'), 400);
  await stepUntilSeen(scope, service.getByText('put(b, x) → done'), 400);

  // Nothing may be cleared while S1 has not executed it.
  await scope.step(40);
  await scope.firstInstances();
  await expect(scope.cell(`${leader}, slot 2, chosen: no-op`)).toBeVisible();

  // The old leader comes back with its disk, follows, catches up; then everybody clears.
  await scope.server('S1, crashed').click();
  await expect(scope.server('S1, up')).toBeVisible();
  await stepUntilSeen(scope, scope.cell('S1, slot 4, c'), 400);
  for (const name of ['S1', 'S2', 'S3']) {
    await stepUntilSeen(scope, scope.cell(`${name}, slot 4, cleared`), 400);
  }
});

test('a leader that was cut off steps down and catches up when it hears of the new one', async ({
  page,
}) => {
  test.slow();
  const scope = new Paxoscope(page);
  await scope.openPaused('multi/kill-the-leader');
  await stepUntilSeen(scope, scope.cell('S3, slot 1, c'));
  await scope.server('S1, up').focus();
  await page.keyboard.press('i');
  await scope.stepUntil(/^S[23] leads with/, 400);
  const service = scope.region('Key/value');
  await stepUntilSeen(scope, service.getByText('append(a, 2) → 12'), 400);
  await expect(scope.cell('S1, slot 3, chosen')).toHaveCount(0);
  await scope.region('Cluster').getByRole('button', { name: /Heal/ }).click();
  await scope.stepUntil(/^S1 gives up 1\.S1/, 400);
  for (const slot of [2, 3]) {
    await stepUntilSeen(scope, scope.cell(`S1, slot ${slot}, c`), 400);
  }
});
