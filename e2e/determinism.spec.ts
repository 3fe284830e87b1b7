import { execFileSync } from 'node:child_process';
import { Paxoscope } from './paxoscope';
import { expect, test } from './test';

/** The command line's verdict on a scenario that comes with the page. */
function hashInNode(id: string): string {
  const cli = ['--import', 'tsx', 'src/scenarios/cli/scenario.ts'];
  const line = execFileSync(process.execPath, [...cli, `public/scenarios/${id}.json`, '--json']);
  return (JSON.parse(line.toString()) as { hash: string }).hash;
}

for (const id of ['opening', 'mit-paxos/t-p10-many-unreliable', 'mit-kvpaxos/t-k03-partition']) {
  test(`${id} has the same event log in Node and in the browser`, async ({ page }) => {
    const scope = new Paxoscope(page);
    await scope.openPaused(id);
    await scope.button('Help').click();
    await scope.button('Fingerprint of this one').click();
    await expect(page.getByLabel('Fingerprint', { exact: true })).toHaveText(hashInNode(id));
  });
}
