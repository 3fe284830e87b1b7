import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { firstKept, lastHeard, statusIn } from '../check/reading';
import { decodeScenario, type Scenario } from './format';
import type { Moment } from './run';
import { runToVerdict } from './verdict';

// The lab's library tests (CONFORMANCE 2.1), each under twenty seeds, and agreement watched at every moment without the
// help of src/check.

const SEEDS = 20;
const folder = fileURLToPath(new URL('../../public/scenarios/mit-paxos/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function load(name: string): Scenario {
  const decoded = decodeScenario(readFileSync(folder + name, 'utf8'));
  if (!decoded.ok) throw new Error(`${name} ${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

/** Remembers every decision ever seen, and throws when two of them differ. */
function createWatch(highestSeq: number): { see(moment: Moment): void; decisions(): number } {
  const decided = new Map<number, string>();
  return {
    see({ world }) {
      for (const { state } of world.nodes) {
        if (!state) continue;
        for (let seq = firstKept(state); seq <= Math.min(lastHeard(state), highestSeq); seq++) {
          const status = statusIn(state, seq);
          if (status.fate !== 'decided') continue;
          const known = decided.get(seq) ?? status.value;
          if (known !== status.value)
            throw new Error(`instance ${seq}: both ${known} and ${status.value}`);
          decided.set(seq, known);
        }
      }
    },
    decisions: () => decided.size,
  };
}

test('all twelve are here', () => {
  expect(files.map((name) => name.slice(0, 5))).toEqual(
    Array.from({ length: 12 }, (_, i) => `t-p${`${i + 1}`.padStart(2, '0')}`),
  );
});

describe.each(files)('%s', (name) => {
  const scenario = load(name);
  const seeds = Array.from({ length: SEEDS }, (_, i) => scenario.cluster.seed + i);

  test(`passes with ${SEEDS} seeds, and nobody ever disagrees`, () => {
    for (const seed of seeds) {
      const watch = createWatch(1000);
      const verdict = runToVerdict(
        { ...scenario, cluster: { ...scenario.cluster, seed } },
        watch.see,
      );
      expect({ seed, ...verdict }).toMatchObject({ verdict: 'pass' });
      expect(watch.decisions()).toBeGreaterThan(0);
    }
  });
});
