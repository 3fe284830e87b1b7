import { parseArgs } from 'node:util';
import type { Bounds, ExploreRequest, Finding } from '../explore/contract';
import { counterexample } from '../explore/counterexample';
import { startExploration } from '../explore/exploration';
import type { Scenario } from '../format';
import { fileOfScenario } from '../format/encode';
import { createRun, type Moment } from '../run';
import { readScenarioFile } from './scenarioFile';

/**
 * `npm run --silent explore -- FILE… [bounds] [--json]`: plays the script, then explores every order of what can happen
 * from there.
 */

const EXIT = { exhausted: 0, bounded: 0, goal: 0, violation: 1, invalid: 2 } as const;
const BOUNDS = [
  'depth',
  'states',
  'seconds',
  'crashes',
  'losses',
  'duplications',
  'timeouts',
  'dones',
  'rounds',
] as const satisfies readonly (keyof Bounds)[];
const USAGE = `usage: npm run --silent explore -- FILE… ${BOUNDS.map((name) => `[--${name} N]`).join(' ')} [--json]`;

/** Unless it is told otherwise: what never arrives is as good as lost, so losses are no steps of their own. */
const DEFAULTS: Bounds = { seconds: 60, timeouts: 2 };
/** Events of a script before the search; an endless one is cut off. */
const MOST_EVENTS = 1_000_000;
const SLICE_MS = 200;

interface Line {
  readonly file: string;
  readonly verdict: Finding['verdict'] | 'invalid';
  readonly message?: string;
  readonly states?: number;
  readonly transitions?: number;
  readonly depth?: number;
  readonly seconds?: number;
  readonly boundedBy?: string;
  readonly bounds?: Bounds;
  readonly violated?: string;
  readonly counterexample?: Record<string, unknown>;
}

interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly bounds: Bounds;
}

function parseArguments(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        ...Object.fromEntries(BOUNDS.map((name) => [name, { type: 'string' } as const])),
      },
    });
    const given: Record<string, string | boolean | undefined> = values;
    const bounds: Record<string, number> = {};
    for (const name of BOUNDS) {
      const text = given[name];
      if (text === undefined) continue;
      const number = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
      if (!(number >= 0) || (name !== 'seconds' && !Number.isInteger(number)))
        return `--${name}: expected a ${name === 'seconds' ? '' : 'whole '}number from 0`;
      bounds[name] = number;
    }
    if (positionals.length === 0) return USAGE;
    return { files: positionals, json: values.json === true, bounds: { ...DEFAULTS, ...bounds } };
  } catch (error) {
    return `${(error as Error).message}\n${USAGE}`;
  }
}

/** The moment at which the script ends, or at which it broke something. */
function played(scenario: Scenario): Moment | string {
  const run = createRun(scenario);
  let moment = run.initial;
  for (let i = 0; i < MOST_EVENTS && !run.isThrough(moment); i++) {
    const event = run.next(moment);
    if (event === null || moment.violations.length > 0) break;
    moment = run.step(moment, event).state;
  }
  const { failure } = moment.cue;
  return failure ? `the script fails at step ${failure.step}: ${failure.message}` : moment;
}

function explore(file: string, bounds: Bounds): Line {
  const scenario = readScenarioFile(file);
  if (typeof scenario === 'string') return { file, verdict: 'invalid', message: scenario };
  const moment = played(scenario);
  if (typeof moment === 'string') return { file, verdict: 'invalid', message: moment };
  const [broken] = moment.violations;
  if (broken) {
    const nothing = { states: 1, transitions: 0, depth: 0, seconds: 0 };
    return { file, verdict: 'violation', ...nothing, ...inTheScript(scenario, broken.property) };
  }
  const request: ExploreRequest = {
    ...{ scenario, moment, bounds },
    ...{ aim: { kind: 'violation' }, shortest: true },
  };
  const finding = searched(request);
  return { file, ...told(finding), bounds, ...found(request, finding) };
}

function searched(request: ExploreRequest): Finding {
  const exploration = startExploration(request, () => performance.now());
  while (!exploration.run({ ms: SLICE_MS }));
  return exploration.result;
}

function told({ verdict, states, transitions, depth, seconds, boundedBy }: Finding) {
  const rounded = Math.round(seconds * 1000) / 1000;
  return { verdict, states, transitions, depth, seconds: rounded, ...(boundedBy && { boundedBy }) };
}

function found({ scenario, moment }: ExploreRequest, { violated, run }: Finding) {
  if (violated === undefined || !run) return {};
  const end = { verb: 'expect', arg: { violated } } as const;
  const shown = counterexample(createRun(scenario), moment, run, end);
  return { violated, counterexample: fileOfScenario(shown) };
}

function inTheScript(scenario: Scenario, violated: string) {
  return { violated, counterexample: fileOfScenario(scenario) };
}

function inWords(line: Line): string {
  const { file, verdict, states, transitions, depth, seconds } = line;
  if (verdict === 'invalid') return `invalid  ${file}  ${line.message}`;
  const size = `${states} states, ${transitions} transitions, depth ${depth}, ${seconds} s`;
  const why = line.boundedBy ? `  by ${line.boundedBy}: no proof` : '';
  const shown = line.counterexample
    ? `  ${line.violated}\n${JSON.stringify(line.counterexample)}`
    : '';
  return `${verdict}  ${file}  ${size}${why}${shown}`;
}

function main(): number {
  const options = parseArguments(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    return EXIT.invalid;
  }
  let worst: number = EXIT.exhausted;
  for (const file of options.files) {
    const line = explore(file, options.bounds);
    console.log(options.json ? JSON.stringify(line) : inWords(line));
    worst = Math.max(worst, EXIT[line.verdict]);
  }
  return worst;
}

process.exitCode = main();
