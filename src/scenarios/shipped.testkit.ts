import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeScenario, type Scenario } from './format';
import type { Moment } from './run';
import { runToVerdict } from './verdict';

/** The scenarios of one folder that come with the page, by their file names. */
export interface Shipped {
  readonly files: readonly string[];
  load(name: string): Scenario;
  /** Runs a file with another seed: it must pass. @returns its last moment. */
  play(name: string, seed: number, watch?: (moment: Moment) => void): Moment;
}

export function shippedIn(folder: string): Shipped {
  const path = fileURLToPath(new URL(`../../public/scenarios/${folder}/`, import.meta.url));

  function load(name: string): Scenario {
    const decoded = decodeScenario(readFileSync(path + name, 'utf8'));
    if (!decoded.ok) throw new Error(`${name} ${decoded.pointer}: ${decoded.reason}`);
    return decoded.scenario;
  }

  return {
    files: readdirSync(path).filter((name) => name.endsWith('.json')),
    load,
    play(name, seed, watch) {
      const scenario = load(name);
      let end: Moment | null = null;
      const seeded = { ...scenario, cluster: { ...scenario.cluster, seed } };
      const verdict = runToVerdict(seeded, (moment) => {
        end = moment;
        watch?.(moment);
      });
      if (verdict.verdict === 'fail')
        throw new Error(`${name}, seed ${seed}, step ${verdict.step}: ${verdict.message}`);
      return end as unknown as Moment;
    },
  };
}
