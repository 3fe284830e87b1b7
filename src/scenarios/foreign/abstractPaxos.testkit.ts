import { createDice, type Dice } from '../../check/linearizability/histories.testkit';
import { encodeItf, type ItfRecord, type ItfValue, map, record, set } from '../exports/itf/values';

// Lamport's abstract Paxos (CHECKING 2.2) and its mutants, walked at random and written as Apalache writes a trace.

/** One rule of the model that is broken. */
export type Mutant =
  | 'ignores votes'
  | 'hides its vote'
  | 'votes below its promise'
  | 'forgets its promise'
  | 'asks twice'
  | 'quorum of one';

interface Message {
  readonly type: '1a' | '1b' | '2a' | '2b';
  readonly bal: number;
  readonly acc?: number;
  readonly mbal?: number;
  readonly mval?: string | null;
  readonly val?: string;
}

interface State {
  readonly maxBal: readonly number[];
  readonly maxVBal: readonly number[];
  readonly maxVal: readonly (string | null)[];
  readonly msgs: readonly Message[];
}

const ACCEPTORS = [0, 1, 2];
const VALUES = ['v1', 'v2'];
const MAJORITY = 2;

const isSame = (a: Message, b: Message) => JSON.stringify(a) === JSON.stringify(b);

function withMessage(state: State, message: Message): State {
  if (state.msgs.some((known) => isSame(known, message))) return state;
  return { ...state, msgs: [...state.msgs, message] };
}

/** All that can happen next. */
function next(state: State, ballots: readonly number[], mutant: Mutant | null): State[] {
  const asked = state.msgs.filter(({ type }) => type === '1a');
  const proposed = state.msgs.filter(({ type }) => type === '2a');
  return [
    ...ballots.map((bal) => withMessage(state, { type: '1a', bal })),
    ...ACCEPTORS.flatMap((acc) => asked.flatMap(({ bal }) => promise(state, acc, bal, mutant))),
    ...ballots.flatMap((bal) => VALUES.flatMap((val) => propose(state, bal, val, mutant))),
    ...ACCEPTORS.flatMap((acc) => proposed.flatMap((message) => vote(state, acc, message, mutant))),
  ].filter((after) => after !== state);
}

function promise(state: State, acc: number, bal: number, mutant: Mutant | null): State[] {
  if (bal <= (state.maxBal[acc] ?? -1)) return [];
  const hides = mutant === 'hides its vote';
  const mbal = hides ? -1 : (state.maxVBal[acc] ?? -1);
  const mval = hides ? null : (state.maxVal[acc] ?? null);
  const said = withMessage(state, { type: '1b', acc, bal, mbal, mval });
  return [
    mutant === 'forgets its promise' ? said : { ...said, maxBal: said.maxBal.with(acc, bal) },
  ];
}

function propose(state: State, bal: number, val: string, mutant: Mutant | null): State[] {
  const asked = state.msgs.filter((message) => message.type === '2a' && message.bal === bal);
  if (asked.length > 0 && mutant !== 'asks twice') return [];
  const promises = state.msgs.filter((message) => message.type === '1b' && message.bal === bal);
  const may = quorums(mutant).some((quorum) => {
    const said = quorum.map((acc) => promises.find((message) => message.acc === acc));
    const given = said.filter((message) => message !== undefined);
    return given.length === quorum.length && isAllowed(given, val, mutant);
  });
  return may ? [withMessage(state, { type: '2a', bal, val })] : [];
}

function quorums(mutant: Mutant | null): number[][] {
  if (mutant === 'quorum of one') return ACCEPTORS.map((acc) => [acc]);
  return [
    [0, 1],
    [0, 2],
    [1, 2],
  ];
}

function isAllowed(said: readonly Message[], val: string, mutant: Mutant | null): boolean {
  const votes = said.filter(({ mbal = -1 }) => mbal >= 0);
  if (votes.length === 0 || mutant === 'ignores votes') return true;
  const highest = Math.max(...votes.map(({ mbal = -1 }) => mbal));
  return votes.some(({ mbal, mval }) => mbal === highest && mval === val);
}

function vote(
  state: State,
  acc: number,
  { bal, val = '' }: Message,
  mutant: Mutant | null,
): State[] {
  if (bal < (state.maxBal[acc] ?? -1) && mutant !== 'votes below its promise') return [];
  const said = withMessage(state, { type: '2b', acc, bal, val });
  return [
    {
      ...said,
      maxBal: said.maxBal.with(acc, bal),
      maxVBal: said.maxVBal.with(acc, bal),
      maxVal: said.maxVal.with(acc, val),
    },
  ];
}

/** Whether a majority has voted for two values, each in one ballot: what must never be. */
export function isSplit({ msgs }: State): boolean {
  const isChosen = (val: string) =>
    msgs.some(({ type, bal }) => {
      const votes = msgs.filter((m) => m.type === '2b' && m.bal === bal && m.val === val);
      return type === '2a' && votes.length >= MAJORITY;
    });
  return VALUES.every(isChosen);
}

/** A random walk of so many steps at the most. */
export function walk(
  seed: number,
  mutant: Mutant | null,
  steps = 40,
  ballots = [0, 1, 2, 3],
): State[] {
  const dice: Dice = createDice(seed);
  const none = ACCEPTORS.map(() => -1);
  const states: State[] = [
    { maxBal: none, maxVBal: none, maxVal: ACCEPTORS.map(() => null), msgs: [] },
  ];
  for (let i = 0; i < steps; i++) {
    const choices = next(states.at(-1) as State, ballots, mutant);
    if (choices.length === 0) break;
    states.push(dice.oneOf(choices));
  }
  return states;
}

// ---- as a file -------------------------------------------------------------------------------------------------------

/** Apalache types its constants by their names. */
const nameOf = (acc: number) => `a${acc + 1}_OF_ACCEPTOR`;
const valueOrNone = (value: string | null) => value ?? 'None';

function messageValue({ type, bal, acc, mbal, mval, val }: Message): ItfRecord {
  return record({
    type,
    bal: BigInt(bal),
    ...(acc === undefined ? {} : { acc: nameOf(acc) }),
    ...(mbal === undefined ? {} : { mbal: BigInt(mbal), mval: valueOrNone(mval ?? null) }),
    ...(val === undefined ? {} : { val }),
  });
}

function stateValue({ maxBal, maxVBal, maxVal, msgs }: State): Record<string, ItfValue> {
  const byAcceptor = (held: (acc: number) => ItfValue) =>
    map(ACCEPTORS.map((acc) => [nameOf(acc), held(acc)] as const));
  return {
    maxBal: byAcceptor((acc) => BigInt(maxBal[acc] ?? -1)),
    maxVBal: byAcceptor((acc) => BigInt(maxVBal[acc] ?? -1)),
    maxVal: byAcceptor((acc) => valueOrNone(maxVal[acc] ?? null)),
    msgs: set(msgs.map(messageValue)),
  };
}

export function itfOf(states: readonly State[]): string {
  const vars = ['maxBal', 'maxVBal', 'maxVal', 'msgs'];
  return JSON.stringify({
    '#meta': { source: 'Paxos.tla' },
    vars,
    states: states.map((state, index) => {
      const values = Object.entries(stateValue(state)).map(([name, value]) => [
        name,
        encodeItf(value),
      ]);
      return { '#meta': { index }, ...Object.fromEntries(values) };
    }),
  });
}
