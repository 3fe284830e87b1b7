import { runToVerdict, type Verdict } from '../verdict';
import { readScenarioFile } from './scenarioFile';

/** `npm run --silent scenario -- FILE… [--json] [--seeds N]`: runs each file to its end and reports a verdict. */

type Line =
  | ({ file: string; seed?: number } & Verdict)
  | { file: string; verdict: 'invalid'; message: string };

const EXIT = { pass: 0, fail: 1, invalid: 2 } as const;
const USAGE = 'usage: npm run --silent scenario -- FILE… [--json] [--seeds N]';

interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  /** Run each file with this many seeds: its own, and the ones after it. */
  readonly seeds: number;
}

function parseArguments(args: readonly string[]): Options | null {
  const files: string[] = [];
  let json = false;
  let seeds = 1;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--json') json = true;
    else if (arg === '--seeds') seeds = Number(args[++i]);
    else if (arg.startsWith('--')) return null;
    else files.push(arg);
  }
  return files.length > 0 && Number.isInteger(seeds) && seeds > 0 ? { files, json, seeds } : null;
}

function* linesOf(file: string, seeds: number): Generator<Line> {
  const loaded = readScenarioFile(file);
  if (typeof loaded === 'string') {
    yield { file, verdict: 'invalid', message: loaded };
    return;
  }
  for (let i = 0; i < seeds; i++) {
    const seed = (loaded.cluster.seed + i) >>> 0;
    const verdict = runToVerdict({ ...loaded, cluster: { ...loaded.cluster, seed } });
    yield { file, ...(seeds > 1 && { seed }), ...verdict };
  }
}

function inWords(line: Line): string {
  if (line.verdict === 'invalid') return `invalid  ${line.file}  ${line.message}`;
  const seed = line.seed === undefined ? '' : `  seed ${line.seed}`;
  const where = line.verdict === 'fail' ? `  step ${line.step}: ${line.message}` : '';
  return `${line.verdict}  ${line.file}${seed}  ${line.events} events, ${line.virtualMs} ms, ${line.hash}${where}`;
}

function main(): number {
  const options = parseArguments(process.argv.slice(2));
  if (!options) {
    console.error(USAGE);
    return EXIT.invalid;
  }
  let worst: number = EXIT.pass;
  for (const file of options.files) {
    for (const line of linesOf(file, options.seeds)) {
      console.log(options.json ? JSON.stringify(line) : inWords(line));
      worst = Math.max(worst, EXIT[line.verdict]);
    }
  }
  return worst;
}

process.exitCode = main();
