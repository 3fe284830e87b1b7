import { describe, expect, test } from 'vitest';
import { emptyIntMap, setAt } from '../base/intMap';
import { BASIC_WRONG_RULES, type Peer } from '../protocol/basic';
import { varied } from '../protocol/wrongRule';
import { KV_WRONG_RULES } from './bugLab';
import { NO_OP, type Operation, type OperationKind, writeOperation } from './operation';
import type { ReplicaContext } from './replica';
import { emptyReplica } from './replicaActions';
import { REPLICA_RULES, type ReplicaRules } from './replicaRules';
import { kvServer } from './server';
import type { Session } from './store';

// What each wrong rule decides otherwise than the right one, asked directly.

const operation = (id: number, op: OperationKind = 'append', clerk = 101): Operation => {
  return { op, key: 'k', value: op === 'get' ? '' : 'x', clerk, id };
};
const session = (id: number, result: string | null = '', clerk = 101): Session => {
  return { clerk, id, result };
};
const replica = (known: Partial<ReplicaContext>): ReplicaContext => {
  return { ...emptyReplica(200), ...known };
};
const pending = (id: number, seq: number) => ({ operation: operation(id), seq, attempt: 0 });

const blank = kvServer.start({ address: 1, servers: [1, 2, 3], timers: {} }).state;

/** A peer that knows these decisions. */
function peer(min: number, decided: Readonly<Record<number, string>>): Peer {
  const started = kvServer.call(blank, { type: 'start', seq: 0, value: 'x' }).state;
  const made = started.instances.chunks[0]?.items[0];
  if (!made) throw new Error('Start makes a record');
  const instances = Object.entries(decided).reduce(
    (all, [seq, value]) =>
      setAt(all, Number(seq), { ...made, learner: { ...made.learner, context: { value } } }),
    emptyIntMap<typeof made>(),
  );
  return { ...blank, min, instances };
}

type Row = [id: string, asked: (rules: ReplicaRules) => unknown, right: unknown, wrong: unknown];

const ROWS: readonly Row[] = [
  [
    'local-read',
    (rules) => rules.knownAnswer(replica({ database: [['k', 'old']] }), operation(1, 'get')),
    null,
    session(1, 'old'),
  ],
  ['local-read', (rules) => rules.knownAnswer(replica({}), operation(1, 'put')), null, null],
  [
    'decided-is-mine',
    (rules) =>
      [operation(1, 'append', 102), operation(1)].map((entry) =>
        rules.isOutcome(pending(1, 7), 7, entry),
      ),
    [false, true],
    [true, true],
  ],
  ['decided-is-mine', (rules) => rules.isOutcome(pending(1, 7), 8, operation(1)), true, false],
  [
    'append-twice',
    (rules) => rules.knownAnswer(replica({ sessions: [session(1)] }), operation(1)),
    session(1),
    null,
  ],
  [
    'append-twice',
    (rules) => rules.isRepeated({ database: [], sessions: [session(1)] }, operation(1)),
    true,
    false,
  ],
  [
    'filter-on-arrival-only',
    (rules) => rules.isRepeated({ database: [], sessions: [session(1)] }, operation(1)),
    true,
    false,
  ],
  [
    'filter-on-arrival-only',
    (rules) => rules.knownAnswer(replica({ sessions: [session(1)] }), operation(1)),
    session(1),
    session(1),
  ],
  [
    'noted-when-proposing',
    (rules) => rules.knownAnswer(replica({ pending: [pending(1, 0)] }), operation(1)),
    null,
    session(1),
  ],
  [
    'apply-over-holes',
    (rules) => [0, 1, 2].map((seq) => rules.entryAt(peer(0, { 1: 'x' }), seq)),
    [null, 'x', null],
    [NO_OP, 'x', null],
  ],
  ['reply-before-prefix', (rules) => rules.answersUnapplied(), false, true],
  [
    'done-before-applied',
    (rules) => rules.doneAfter(3, { decided: ['x'], undecided: [4, 5], max: 5 }),
    3,
    5,
  ],
  [
    'real-filler',
    (rules) => rules.filler(replica({ pending: [pending(1, 7)] })),
    NO_OP,
    writeOperation(operation(1)),
  ],
  ['real-filler', (rules) => rules.filler(replica({})), NO_OP, NO_OP],
  [
    'answers-kept-for-ever',
    (rules) => rules.sessionsWith([session(1), session(9, '', 102)], session(2)),
    [session(9, '', 102), session(2)],
    [session(2), session(1), session(9, '', 102)],
  ],
  [
    'apply-below-min-only',
    (rules) => [0, 1].map((seq) => rules.entryAt(peer(1, { 0: 'x', 1: 'y' }), seq)),
    ['x', 'y'],
    ['x', null],
  ],
  [
    'holes-never-filled',
    (rules) => [199, 200].map((waitedMs) => rules.losesPatience(replica({ waitedMs }))),
    [false, true],
    [false, false],
  ],
  [
    'eager-filler',
    (rules) => [0, 200].map((waitedMs) => rules.losesPatience(replica({ waitedMs }))),
    [false, true],
    [true, true],
  ],
];

describe('the wrong rule decides otherwise:', () => {
  test.each(ROWS)('%s', (id, asked, right, wrong) => {
    const rule = KV_WRONG_RULES.filter((known) => known.id === id);
    expect(rule).toHaveLength(1);
    expect(asked(REPLICA_RULES)).toEqual(right);
    expect(asked(varied(REPLICA_RULES, rule))).toEqual(wrong);
  });

  test('every one of them', () => {
    const different = ROWS.filter(
      ([, , right, wrong]) => JSON.stringify(right) !== JSON.stringify(wrong),
    ).map(([id]) => id);
    expect(new Set(different)).toEqual(new Set(KV_WRONG_RULES.map(({ id }) => id)));
  });
});

describe('the catalogue', () => {
  test('names each rule once, also beside those of the library', () => {
    const all = [...BASIC_WRONG_RULES, ...KV_WRONG_RULES];
    const names = all.flatMap(({ id, alsoKnownAs }) => [id, ...alsoKnownAs]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  test('says of each what is wrong, what is right, and what to try', () => {
    for (const { title, wrong, hint } of KV_WRONG_RULES) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(wrong).toMatch(/^[A-Z].* the right .*\.$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('holds no rule twice: each answers the questions in its own way', () => {
    const answers = KV_WRONG_RULES.map((rule) => {
      const rules = varied(REPLICA_RULES, [rule]);
      return JSON.stringify(ROWS.map(([, asked]) => asked(rules)));
    });
    expect(new Set(answers).size).toBe(answers.length);
  });
});
