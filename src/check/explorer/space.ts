/**
 * What a search walks through: states as rows of integers and the coded steps between them. Made from an actor system
 * (`actorSpace.ts`) or from a row model (`modelSpace.ts`). A search asks for the list of steps out of a state, looks at
 * their fingerprints, and has only those steps carried out that lead to something new.
 */
export interface Space<A> {
  readonly roots: number;
  /** Writes the numbered initial state. */
  root(index: number, out: Row): void;
  /** Everything that can happen in a state. The list is overwritten by the next call. */
  list(row: Row): Steps;
  /** Writes the state behind a step of the list just made. `row` is the state it was made for. */
  take(row: Row, step: number, out: Row): void;
  fingerprint(row: Row): Fingerprint;
  /** The number of what is to be said about a state, see {@link verdict}; 0: nothing. */
  judge(row: Row): number;
  verdict(id: number): Verdict;
  /** The property that {@link Steps.broken} numbers. */
  property(id: number): string;
  /** The step in words of the system. */
  action(code: number): A;
  /** The code of a step; -1 for one that never was possible anywhere so far. */
  code(action: A): number;
  /** Bounds of the model that cut off steps so far. */
  readonly cuts: ReadonlySet<Cut>;
  /** What the tables of the space take, without the search's own. */
  readonly bytes: number;
  readonly coverage: SpaceCoverage;
}

/** The kinds of steps, in the order of their numbers. */
export const STEP_KINDS = [
  'deliver',
  'lose',
  'duplicate',
  'timeout',
  'crash',
  'restart',
  'call',
  'step',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

const KIND_BITS = 3;
/** The bits of a code that hold its kind. */
export const KIND_MASK = (1 << KIND_BITS) - 1;

/** A code is the kind and a number of its own: a wire's, a move's, or which of the successors it is. */
export function codeOf(kind: StepKind, id: number): number {
  return (id << KIND_BITS) | STEP_KINDS.indexOf(kind);
}

export function kindOf(code: number): StepKind {
  return STEP_KINDS[code & KIND_MASK] as StepKind;
}

export function idOf(code: number): number {
  return code >>> KIND_BITS;
}

/** A bound of the model, not of the search: the greatest node (`within`), or a number of faults. */
export type Cut = 'within' | Budget;
export type Budget = 'crashes' | 'losses' | 'duplications' | 'timeouts' | 'calls';

/** A state; only the first `length` of the integers count. Reused from state to state. */
export interface Row {
  ids: Uint32Array;
  length: number;
}

export function createRow(): Row {
  return { ids: new Uint32Array(64), length: 0 };
}

/** Makes room for a row of this length; what stood there is lost when it has to grow. */
export function setLength(row: Row, length: number): void {
  if (row.ids.length < length) row.ids = new Uint32Array(2 * length);
  row.length = length;
}

/** A 64-bit fingerprint: two 32-bit lanes, as signed integers. Never both 0. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** The steps out of a state, column by column; only the first `count` count. */
export interface Steps {
  count: number;
  codes: Int32Array;
  /** Fingerprint of the state behind the step. */
  highs: Int32Array;
  lows: Int32Array;
  /** What the step itself breaks, as for {@link Space.property}; 0: nothing. */
  broken: Int32Array;
}

export interface Verdict {
  readonly broken: string | null;
  readonly isGoal: boolean;
  readonly isPruned: boolean;
  readonly facts: readonly string[];
}

export const NOTHING_TO_SAY: Verdict = {
  broken: null,
  isGoal: false,
  isPruned: false,
  facts: [],
};

export interface SpaceCoverage {
  /** Handlers run so far: each node with each message or move once. 0 for a row model. */
  readonly handlerCalls: number;
  /** Different nodes, messages with sender and receiver, and ghosts seen. */
  readonly nodes: number;
  readonly wires: number;
  readonly ghosts: number;
}
