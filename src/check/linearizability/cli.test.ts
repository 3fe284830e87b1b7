import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { append, cas, get, put } from './histories.testkit';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMMAND = 'src/scenarios/cli/linearizable.ts';

interface Run {
  readonly status: number;
  readonly lines: readonly string[];
  readonly errors: string;
}

function linearizable(...args: string[]): Promise<Run> {
  const command = ['--import', 'tsx', COMMAND, ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { cwd: ROOT }, (_error, out, errors) => {
      const lines = out.split('\n').slice(0, -1);
      resolve({ status: child.exitCode ?? -1, lines, errors });
    });
  });
}

let folder = '';
const file = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFileSync(file(name), text);
const history = (operations: readonly unknown[]) =>
  operations.map((it) => `${JSON.stringify(it)}\n`).join('');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linearizable-'));
  const two = [put('C1', 'x', '1', [0, 1]), put('C1', 'x', '2', [2, 3])];
  write('good', history([...two, get('C2', 'x', '2', [4, 5])]));
  write('bad', history([...two, get('C2', 'x', '1', [4, 5])]));
  const appends = [append('C1', 'x', 'a', [0, 1], 'a'), append('C2', 'x', 'b', [2, 3], 'b')];
  write('told', history(appends));
  // A walk over every edge of a graph once; see load.test.ts.
  const nodes = [...'abcdefg'];
  const edges = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => [from, to]));
  const walk = [...edges, ['a', 'b'], ['a', 'c']] as [string, string][];
  const swaps = walk.map((edge, i) => cas(`C${i}`, 'x', edge, true, [2, 9]));
  write('hard', history([put('C0', 'x', 'a', [0, 1]), ...swaps]));
  write('broken', `${history(two)}{"client":"C1"}\n`);
  writeFileSync(file('binary'), Buffer.from([0x22, 0xff, 0x22]));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run linearizable', () => {
  test.each([
    ['good', 0, /^linearizable {2}\S+good {2}3 operations, [\d.]+ s$/],
    [
      'bad',
      1,
      /^not linearizable {2}\S+bad {2}3 operations, [\d.]+ s {2}key "x": C2 get "x" → "1"/,
    ],
    [
      'told',
      1,
      /: C2 append "x" "b" → "b", call 2, return 3: cannot be placed; before it 1 can be, which leave "a"$/,
    ],
    ['hard', 3, /^unknown {2}\S+hard {2}45 operations, [\d.]+ s {2}key "x": ran out of time$/],
    ['broken', 2, /^invalid {2}\S+broken {2}line 3: missing "op"$/],
    ['binary', 2, /^invalid {2}\S+binary {2}cannot be read: /],
    ['missing', 2, /^invalid {2}\S+missing {2}cannot be read: ENOENT/],
  ])('%s: status %i', async (name, status, line) => {
    const run = await linearizable(file(name), '--seconds', '0.5');
    expect(run).toEqual({ status, lines: [expect.stringMatching(line)], errors: '' });
  });

  test('several files as JSON: one line each, and the highest status', async () => {
    const files = ['broken', 'hard', 'bad', 'good'].map(file);
    const { status, lines } = await linearizable('--json', ...files, '--seconds', '0.5');
    expect(status).toBe(3);
    const seconds = expect.any(Number);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        file: files[0],
        verdict: 'invalid',
        operations: 0,
        seconds,
        message: 'line 3: missing "op"',
      },
      {
        file: files[1],
        verdict: 'unknown',
        operations: 45,
        seconds,
        key: 'x',
        message: 'ran out of time',
      },
      {
        file: files[2],
        verdict: 'not linearizable',
        operations: 3,
        seconds,
        key: 'x',
        message:
          'C2 get "x" → "1", call 4, return 5: cannot be placed; before it 2 can be, which leave "2"',
      },
      { file: files[3], verdict: 'linearizable', operations: 3, seconds },
    ]);
  });

  test.each([
    [['good', 'bad'], 1],
    [['broken', 'bad', 'good'], 2],
  ])('%j: status %i', async (names, status) => {
    expect((await linearizable(...names.map(file))).status).toBe(status);
  });

  test('a device without end is refused', async () => {
    const { status, lines } = await linearizable('/dev/zero');
    expect(status).toBe(2);
    expect(lines).toEqual(['invalid  /dev/zero  expected at most 5 MiB']);
  });

  test.each([[[]], [['--seconds']], [['good', '--seconds', 'soon']], [['good', '--what']]])(
    'usage: %j',
    async (args) => {
      const run = await linearizable(...args);
      expect(run).toEqual({ status: 2, lines: [], errors: expect.stringMatching(/^usage: /) });
    },
  );
});
