import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeScenario } from '../format';
import { runToVerdict } from '../verdict';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMMAND = 'src/scenarios/cli/explore.ts';

interface Told {
  readonly status: number;
  readonly lines: readonly string[];
  readonly errors: string;
}

function explore(...args: string[]): Promise<Told> {
  const command = ['--import', 'tsx', COMMAND, ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { cwd: ROOT }, (_error, out, errors) => {
      const lines = out.split('\n').slice(0, -1);
      resolve({ status: child.exitCode ?? -1, lines, errors });
    });
  });
}

const STARTS = [
  { start: { peer: 'S1', seq: 0, value: 'a' } },
  { start: { peer: 'S2', seq: 0, value: 'b' } },
];

let folder = '';
const file = (name: string) => join(folder, name);

function write(name: string, script: readonly unknown[], broken: readonly string[] = []): void {
  const cluster = { protocol: 'basic', peers: 3, delivery: 'manual', broken };
  const text = JSON.stringify({ format: 'paxoscope/1', title: name, cluster, script });
  writeFileSync(file(name), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explore-'));
  write('right', STARTS);
  write('wrong', STARTS, ['keep-own-value']);
  write('stuck', [...STARTS, { expect: { decided: { seq: 0, peers: 1 } } }]);
  write('strange', STARTS, ['none-such']);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run explore', () => {
  test('says what was seen of what can happen, and within which bounds', async () => {
    const { status, lines } = await explore(file('right'), '--timeouts', '0', '--json');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        file: file('right'),
        verdict: 'exhausted',
        states: 19_231,
        transitions: 56_967,
        depth: 16,
        seconds: expect.any(Number),
        bounds: { seconds: 60, timeouts: 0 },
      },
    ]);
    expect(status).toBe(0);
  });

  test('is honest about what it did not see', async () => {
    const { status, lines } = await explore(file('right'), '--states', '500');
    expect(lines).toEqual([
      expect.stringMatching(/^bounded .* by the number of states: no proof$/),
    ]);
    expect(status).toBe(0);
  });

  test('gives a counterexample that is a scenario, and shows the violation', async () => {
    const { status, lines } = await explore(file('right'), file('wrong'), '--json', '--depth', '6');
    const told = lines.map((line) => JSON.parse(line));
    expect(told.map(({ verdict }) => verdict)).toEqual(['bounded', 'violation']);
    const read = decodeScenario(JSON.stringify(told[1].counterexample));
    expect(read.ok && runToVerdict(read.scenario)).toMatchObject({ verdict: 'pass' });
    expect(read.ok && read.scenario.script.at(-1)).toMatchObject({
      arg: { violated: told[1].violated },
    });
    expect(status).toBe(1);
  });

  test.each([
    ['strange', /^invalid .*\/cluster\/broken\/0: no wrong rule "none-such"$/],
    ['stuck', /^invalid .*the script fails at step 2: /],
    ['missing', /^invalid .*cannot be read: /],
  ])('%s: no search', async (name, message) => {
    const { status, lines } = await explore(file(name));
    expect(lines).toEqual([expect.stringMatching(message)]);
    expect(status).toBe(2);
  });

  test.each([
    [['--depth', 'x'], /--depth: expected a whole number from 0/],
    [['--what'], /usage: npm run --silent explore/],
    [[], /usage: npm run --silent explore/],
  ])('%j: how it is to be used', async (args, message) => {
    const { status, errors } = await explore(
      ...(args.length > 1 ? [file('right'), ...args] : args),
    );
    expect(errors).toMatch(message);
    expect(status).toBe(2);
  });
});
