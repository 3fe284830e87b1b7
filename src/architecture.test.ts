import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findings, type Sources, steppers } from '../scripts/architecture/findings';

// Who may import whom is a table: scripts/architecture/rooms.ts.

describe('the source tree', () => {
  const sources = readSources(fileURLToPath(new URL('.', import.meta.url)));

  test('keeps to the arrows between rooms', () => {
    expect(findings(sources)).toEqual([]);
  });

  test('steps its machines in one place', () => {
    expect(steppers(sources)).toHaveLength(1);
  });
});

describe('a planted fault is caught:', () => {
  test.each<[fault: string, file: string, text: string]>([
    ['the kernel knows Paxos', 'sim/kernel.ts', "import { a } from '../protocol/ballot';"],
    ['even as a type', 'sim/kernel.ts', "import type { A } from '../protocol/ballot';"],
    ['even by re-export', 'sim/kernel.ts', "export * from '../protocol/ballot';"],
    ['even when loaded later', 'sim/deep/x.ts', "const a = await import('../../protocol/a');"],
    ['even as the type of a type', 'sim/x.ts', "type A = import('../kv/a').A;"],
    ['even as a worker', 'sim/x.ts', "new Worker(new URL('../kv/w.ts', import.meta.url));"],
    ['even in a test', 'sim/kernel.test.ts', "import { a } from '../protocol/ballot';"],
    ['a protocol simulates', 'protocol/basic/a.ts', "import { step } from '../../sim/kernel';"],
    ['a scenario draws', 'scenarios/run.ts', "import { Log } from '../views/Log';"],
    ['a view steps the world', 'views/Log.tsx', "import { step } from '../sim/kernel';"],
    ['the search knows Paxos', 'check/explorer/a.ts', "import { a } from '../../protocol/a';"],
    ['a room reaches out of src', 'store/a.ts', "import { a } from '../../scripts/a';"],
    ['the store uses React', 'store/cursor.ts', "import { useState } from 'react';"],
    ['the simulator uses D3', 'sim/a.ts', "import { scaleLinear } from 'd3';"],
    ['a module of a package', 'store/cursor.ts', "import { create } from 'react-dom/client';"],
    ['a page module reads files', 'scenarios/load.ts', "import { readFile } from 'node:fs';"],
    ['a role runs a machine', 'protocol/a.ts', "import { createActor } from 'xstate';"],
    ['a role takes all of XState', 'protocol/a.ts', "import * as x from 'xstate';"],
    ['a second stepper', 'protocol/a.ts', 'machine.transition(state, event);'],
    ['another way to step', 'sim/a.ts', 'createActor(machine).start();'],
    ['unseeded dice', 'protocol/a.ts', 'const x = Math.random();'],
    ['dice passed on', 'kv/a.ts', 'const dice = Math.random;'],
    ['a wall clock', 'sim/a.ts', 'const now = Date.now();'],
    ['a stop watch', 'check/a.ts', 'const now = performance.now();'],
    ['a date', 'base/a.ts', 'const now = new Date();'],
    ['a new room', 'utils/a.ts', 'export const a = 1;'],
    ['a stray file', 'helpers.ts', 'export const a = 1;'],
  ])('%s', (_fault, file, text) => {
    expect(findings({ [file]: text })).toHaveLength(1);
  });

  test('two steppers', () => {
    const stepper = "import { createEmptyActor } from 'xstate';";
    expect(steppers({ 'base/a.ts': stepper, 'base/b.ts': stepper })).toHaveLength(2);
  });
});

describe('what is allowed passes:', () => {
  test.each<[what: string, file: string, text: string]>([
    ['a role describes its machine', 'protocol/a.ts', "import { assign, setup } from 'xstate';"],
    ['a role names a type', 'protocol/a.ts', "import type { AnyStateMachine } from 'xstate';"],
    ['a view sees a shape', 'views/Log.tsx', "import type { World } from '../sim/world';"],
    ['a shape among values', 'views/a.ts', "import { type World } from '../sim/world';"],
    ['a view uses D3', 'views/zoom.ts', "import { zoom } from 'd3'; zoom().transition();"],
    ['a neighbour', 'sim/kernel.ts', "import { a } from './world'; import b from '../sim/b';"],
    ['a property knows Paxos', 'check/properties/a.ts', "import { a } from '../../protocol/a';"],
    ['the command line reads files', 'scenarios/cli/a.ts', "import { open } from 'node:fs';"],
    ['a test measures', 'sim/a.test.ts', "import { test } from 'vitest'; Date.now();"],
    ['words in comments', 'sim/a.ts', "// import { a } from '../views/a'; Math.random()"],
    ['the main module wires all', 'main.tsx', "import { step } from './sim/kernel';"],
  ])('%s', (_what, file, text) => {
    expect(findings({ [file]: text })).toEqual([]);
  });
});

function readSources(root: string): Sources {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => ['.ts', '.tsx'].includes(extname(file)));
  return Object.fromEntries(
    sources.map((file) => [file.split(sep).join('/'), readFileSync(join(root, file), 'utf8')]),
  );
}
