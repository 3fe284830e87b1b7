import { sameJson } from '../../base/json';
import { completeCluster, type RawCluster } from './cluster';
import { FORMAT } from './file';
import type { Cluster, Scenario } from './types';
import { untagStep } from './untag';

/** A scenario as the data of a file, with every repeat written out; what is the format's default is left out. */
export function fileOfScenario(scenario: Scenario): Record<string, unknown> {
  const { title, summary, cluster, playback, script } = scenario;
  return {
    format: FORMAT,
    title,
    ...(summary === undefined ? {} : { summary }),
    cluster: rawCluster(cluster),
    ...(playback && { playback }),
    script: script.map(untagStep),
  };
}

/** A scenario as the text of a file that reads back as the same scenario: one step a line. */
export function encodeScenario(scenario: Scenario): string {
  const { script, ...head } = fileOfScenario(scenario);
  const lines = (script as readonly unknown[]).map((step) => `\n    ${inOneLine(step)}`);
  const opening = JSON.stringify(head, null, 2).slice(0, -2);
  return `${opening},\n  "script": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** Line breaks inside of texts are escaped, so those that are left are the layout's. */
function inOneLine(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/\n */g, ' ');
}

/** What differs from the format's defaults, and what every cluster has to say. */
function rawCluster({ protocol, peers, ...rest }: Cluster): RawCluster {
  const usual = completeCluster({ protocol, peers });
  const said = Object.entries(rest).filter(
    ([name, value]) => !sameJson(value, usual[name as keyof Cluster]),
  );
  return { protocol, peers, ...Object.fromEntries(said) };
}
