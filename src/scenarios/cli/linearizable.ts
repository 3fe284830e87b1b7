import { closeSync, openSync, readSync } from 'node:fs';
import { type Answer, checkHistory } from '../../check/linearizability/check';
import type { Operation } from '../../check/linearizability/history';
import { MAX_BYTES, readJsonLines } from '../../check/linearizability/jsonLines';
import { operationInWords, quoted } from '../../check/linearizability/words';

/** `npm run --silent linearizable -- FILE… [--json] [--seconds N]`: judges each file's history of calls. */

interface Line {
  readonly file: string;
  readonly verdict: Answer['verdict'] | 'invalid';
  readonly operations: number;
  readonly seconds: number;
  readonly key?: string;
  readonly message?: string;
}

/** The status is the highest number of all files', so an unknown outweighs an invalid one. */
const EXIT = { linearizable: 0, 'not linearizable': 1, invalid: 2, unknown: 3 } as const;
const USAGE = 'usage: npm run --silent linearizable -- FILE… [--json] [--seconds N]';
/** For each file. */
const DEFAULT_SECONDS = 30;

interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly seconds: number;
}

function parseArguments(args: readonly string[]): Options | null {
  const files: string[] = [];
  let json = false;
  let seconds = DEFAULT_SECONDS;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--json') json = true;
    else if (arg === '--seconds') seconds = secondsOf(args[++i]);
    else if (arg.startsWith('--')) return null;
    else files.push(arg);
  }
  return files.length > 0 && Number.isFinite(seconds) && seconds >= 0
    ? { files, json, seconds }
    : null;
}

function secondsOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

/** Seconds that passed since `start`, by a clock that is never set back. */
function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Reads one byte more than is allowed at most, so that a device without end is refused too. */
function readBytes(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(handle, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

function load(file: string): readonly Operation[] | string {
  let text: string;
  try {
    const bytes = readBytes(file);
    if (bytes.length > MAX_BYTES) return 'expected at most 5 MiB';
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
  const read = readJsonLines(text);
  if (read.ok) return read.operations;
  return read.line > 0 ? `line ${read.line}: ${read.reason}` : read.reason;
}

function judge(file: string, seconds: number): Line {
  const start = process.hrtime.bigint();
  const history = load(file);
  if (typeof history === 'string') {
    const verdict = 'invalid';
    return {
      file,
      verdict,
      operations: 0,
      seconds: rounded(secondsSince(start)),
      message: history,
    };
  }
  const isOutOfTime = () => secondsSince(start) >= seconds;
  const answer = checkHistory(history, { steps: Number.POSITIVE_INFINITY, isOutOfTime });
  const spent = rounded(secondsSince(start));
  return {
    file,
    verdict: answer.verdict,
    operations: history.length,
    seconds: spent,
    ...why(answer, history),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function why(answer: Answer, history: readonly Operation[]): { key?: string; message?: string } {
  switch (answer.verdict) {
    case 'linearizable':
      return {};
    case 'not linearizable': {
      const stuck = operationInWords(history[answer.stuck] as Operation);
      const rest = `before it ${answer.prefix.length} can be, which leave ${quoted(answer.holds)}`;
      return { key: answer.key, message: `${stuck}: cannot be placed; ${rest}` };
    }
    case 'unknown':
      return { key: answer.key, message: `ran out of ${answer.ranOutOf}` };
  }
}

function inWords({ verdict, file, operations, seconds, key, message }: Line): string {
  if (verdict === 'invalid') return `invalid  ${file}  ${message}`;
  const reason = key === undefined ? '' : `  key ${quoted(key)}: ${message}`;
  return `${verdict}  ${file}  ${operations} operations, ${seconds} s${reason}`;
}

function main(): number {
  const options = parseArguments(process.argv.slice(2));
  if (!options) {
    console.error(USAGE);
    return EXIT.invalid;
  }
  let highest: number = EXIT.linearizable;
  for (const file of options.files) {
    const line = judge(file, options.seconds);
    console.log(options.json ? JSON.stringify(line) : inWords(line));
    highest = Math.max(highest, EXIT[line.verdict]);
  }
  return highest;
}

process.exitCode = main();
