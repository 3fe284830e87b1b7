/** What one room of `src` may know. */
export interface Room {
  /** Rooms it may import from. Its own room goes without saying. */
  readonly imports: readonly string[];
  /** Packages it may use; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** Packages and rooms of which it may import types, on top of the above. */
  readonly types?: readonly string[];
  /** True where a run must replay from its choices alone: no clock, no unseeded dice. */
  readonly deterministic?: true;
}

const EVERY_ROOM = ['base', 'protocol', 'kv', 'sim', 'check', 'scenarios', 'store', 'views'];

/**
 * The arrows of the architecture. A path below a room (`check/explorer`) is a room inside a room and
 * the longest match counts.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  base: { imports: [], packages: ['xstate'], deterministic: true },
  protocol: { imports: ['base'], packages: ['xstate'], deterministic: true },
  kv: { imports: ['base', 'protocol'], packages: ['xstate'], deterministic: true },

  // The kernel moves actors of any kind. It is taught and tested with a toy.
  sim: { imports: ['base'], packages: [], deterministic: true },

  // Properties speak about Paxos; searching and linearizability work for any protocol.
  check: { imports: ['base', 'protocol', 'kv', 'sim'], packages: [], deterministic: true },
  'check/explorer': { imports: ['base', 'sim'], packages: [], deterministic: true },
  'check/explorer/worker': {
    imports: ['base', 'protocol', 'kv', 'sim'],
    packages: [],
    deterministic: true,
  },
  'check/linearizability': { imports: ['base', 'sim'], packages: [], deterministic: true },

  scenarios: { imports: ['base', 'protocol', 'kv', 'sim', 'check'], packages: ['valibot'] },
  // Writes the JSON schema that is published beside the page; never part of the page.
  'scenarios/format/publishedSchema': {
    imports: ['base', 'protocol', 'kv', 'sim', 'check'],
    packages: ['valibot', '@valibot/to-json-schema'],
  },
  'scenarios/cli': {
    imports: ['base', 'protocol', 'kv', 'sim', 'check'],
    packages: ['valibot', 'node:'],
  },

  store: {
    imports: ['base', 'protocol', 'kv', 'sim', 'check', 'scenarios'],
    packages: ['valibot', 'zustand'],
    types: ['xstate'],
  },

  // Views read the moment under the cursor and draw it; of all else they see only the shape.
  views: {
    imports: ['scenarios', 'store'],
    packages: [
      'd3',
      'lucide-react',
      'radix-ui',
      'react',
      'react-dom',
      'react-resizable-panels',
      'uqr',
      'zustand',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
    types: [...EVERY_ROOM, 'xstate'],
  },
};

/** What may lie in `src` outside the rooms. `main.tsx` wires everything and may import everything. */
export const OUTSIDE_ROOMS = ['main.tsx', 'architecture.test.ts', 'vite-env.d.ts'];

/** What a role needs to write down its machine. Running a machine is the stepper's business. */
export const MACHINE_WORDS = ['setup', 'assign', 'enqueueActions', 'and', 'or', 'not'];

/** Only the one stepper in `base` may call these: all that runs machines runs them the same way. */
export const STEPPING_CALLS = ['transition', 'initialTransition', 'getNextSnapshot', 'createActor'];

export const CLOCK_AND_DICE = ['Math.random', 'Date.now', 'performance.now', 'Date'];
