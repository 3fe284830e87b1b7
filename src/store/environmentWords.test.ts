import { expect, test } from 'vitest';
import { decodeScenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { createBranch } from './branch';
import { LATE_REJECTION, TAKEOVER } from './takeover.testkit';

/** The headline of every event, and all that was said, in order. */
function told(script: readonly unknown[], peers = 3) {
  const cluster = { protocol: 'multi', peers, delivery: 'manual' };
  const decoded = decodeScenario(
    JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster, script }),
  );
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const branch = createBranch(createRun(decoded.scenario));
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  expect(branch.moment.cue.failure).toBeNull();
  return Array.from({ length: branch.length }, (_, i) => branch.narrationAt(i + 1));
}

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });

test('a check that finds the leader alive says so, and so does a leader’s own', () => {
  expect(told(LATE_REJECTION, 5)[10]?.headline).toBe(
    'S4 has heard from S5 since its last check, and goes on following it.',
  );
  expect(told([...TAKEOVER, check('S3')]).at(-1)?.headline).toBe(
    'S3 leads: its check has nobody to wait for.',
  );
});

test('a leader that asks tells of the request, not of its own vote', () => {
  expect(told(TAKEOVER)[4]?.headline).toBe(
    'S1 leads, so it asks for A in slot 1 under 1.S1 without another phase 1.',
  );
});

test('what is lost is named with its slot', () => {
  const [, , , , asked] = told([
    ...TAKEOVER.slice(0, 4),
    { partition: [['S1'], ['S2', 'S3']] },
    ...TAKEOVER.slice(4, 6),
  ]).slice(1);
  expect(asked?.details.map(({ text }) => text)).toContain(
    'p2a 1.S1 of slot 1 to S2 is lost: the link from S1 to S2 is cut.',
  );
});
