import { ruleIds } from '../bugLab';
import { isObject } from './atoms';
import { checkCluster, completeCluster } from './cluster';
import { FORMAT, file } from './file';
import { parseJson } from './guard';
import { parsed, Refusal, shown } from './refusal';
import { readSteps } from './script';
import type { Cluster, Scenario, Step } from './types';
import { unroll } from './unroll';

export type Decoded =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly pointer: string; readonly reason: string };

/**
 * The one door for scenario files, links and pasted text: bounded, strict, never evaluated, and it never throws.
 * A refusal names the place as a JSON pointer into the text as it was given.
 */
export function decodeScenario(input: string): Decoded {
  try {
    return { ok: true, scenario: read(parseJson(input)) };
  } catch (error) {
    if (error instanceof Refusal)
      return { ok: false, pointer: error.pointer, reason: error.reason };
    throw error;
  }
}

function read(raw: unknown): Scenario {
  checkFormat(raw);
  const { title, summary, playback, ...rest } = parsed(file, raw, '');
  checkCluster(rest.cluster);
  const told = completeCluster(rest.cluster);
  const cluster = { ...told, broken: ruleIds(told.protocol, told.broken) };
  const steps = unroll(rest.script, '/script');
  return {
    title,
    ...(summary === undefined ? {} : { summary }),
    cluster,
    script: readSteps(steps, cluster).map((step) => withRuleIds(step, cluster)),
    origin: steps.map((step) => step.pointer),
    ...(playback && { playback }),
  };
}

/** A wrong rule may be asked for by any of its names; in a run it goes by its id. */
function withRuleIds(step: Step, { protocol }: Cluster): Step {
  return step.verb === 'broken'
    ? { ...step, arg: { rules: ruleIds(protocol, step.arg.rules) } }
    : step;
}

/** First of all, so that a file of another version is not blamed for its keys. */
function checkFormat(raw: unknown): void {
  if (!isObject(raw)) throw new Refusal('', `expected a scenario, an object, found ${shown(raw)}`);
  if (raw.format === undefined) throw new Refusal('', `missing "format": "${FORMAT}"`);
  if (raw.format !== FORMAT)
    throw new Refusal('/format', `expected "${FORMAT}", found ${shown(raw.format)}`);
}
