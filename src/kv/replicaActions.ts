import { type Effect, explain } from '../base/actor';
import type { Outbox } from '../base/stepper';
import type { Value } from '../protocol/value';
import { type Operation, readOperation, sameOperation, writeOperation } from './operation';
import type {
  HeardEvent,
  Look,
  Pending,
  PollEvent,
  ReplicaContext,
  ReplicaLetter,
  RequestEvent,
} from './replica';
import type { ReplicaRules } from './replicaRules';
import { answered, carryOut, EMPTY_KV, type KvState } from './store';

type Ruling = Partial<ReplicaContext> & Outbox<ReplicaLetter>;
type Effects = Effect<ReplicaLetter>[];

/** The timer behind every look at Status. */
export const POLL = 'poll';

/** The lab's way of waiting: look after 10 ms, then wait twice as long each time, up to 10 s (CONFORMANCE 1.7). */
const FIRST_POLL_MS = 10;
const LONGEST_POLL_MS = 10_000;

/** Letters to this server's own library or mail room carry no address; the mail room knows what they mean. */
const HERE = 0;

export function emptyReplica(patienceMs: number): ReplicaContext {
  const counters = { applied: -1, pollMs: FIRST_POLL_MS, waitedMs: 0, patienceMs };
  return { ...EMPTY_KV, ...counters, pending: [], filling: [] };
}

// ---- guards -------------------------------------------------------------------------------------------------------

export function isAnswered(
  rules: ReplicaRules,
  replica: ReplicaContext,
  { operation }: RequestEvent,
): boolean {
  return rules.knownAnswer(replica, operation) !== null;
}

export function isPending(replica: ReplicaContext, { operation }: RequestEvent): boolean {
  return replica.pending.some((pending) => sameOperation(pending.operation, operation));
}

/** After this look nothing is left: every instance heard of is applied, and every request answered. */
export function catchesUp(
  rules: ReplicaRules,
  { applied, pending }: ReplicaContext,
  { decided, undecided }: PollEvent,
): boolean {
  if (undecided.length > 0) return false;
  if (pending.length === 0) return true;
  const entries = decided.map(readOperation);
  return pending.every((waiting) =>
    entries.some((entry, i) => rules.isOutcome(waiting, applied + 1 + i, entry)),
  );
}

// ---- rules --------------------------------------------------------------------------------------------------------

/** A duplicate of what was applied: the answer stands in the table, the log is left alone. */
export function answerAgain(
  rules: ReplicaRules,
  replica: ReplicaContext,
  { operation, attempt }: RequestEvent,
): Ruling {
  const session = rules.knownAnswer(replica, operation);
  const told = explain('replica.duplicate', { operation: writeOperation(operation) });
  if (session?.id !== operation.id) return { outbox: [told] };
  return { outbox: [told, reply({ operation, seq: -1, attempt }, session.result)] };
}

export function noteTry(replica: ReplicaContext, { operation, attempt }: RequestEvent): Ruling {
  const pending = replica.pending.map((known) =>
    sameOperation(known.operation, operation) ? { ...known, attempt } : known,
  );
  return {
    pending,
    outbox: [explain('replica.pending', { operation: writeOperation(operation) })],
  };
}

export function propose(
  replica: ReplicaContext,
  { operation, attempt, max }: RequestEvent,
): Ruling {
  const seq = nextFree(replica, max);
  const value = writeOperation(operation);
  return {
    pending: [...replica.pending, { operation, seq, attempt }],
    pollMs: FIRST_POLL_MS,
    outbox: [
      explain('replica.propose', { operation: value, seq }),
      start(seq, value),
      lookAfter(FIRST_POLL_MS),
    ],
  };
}

export function beginToLook(replica: ReplicaContext, { max }: HeardEvent): Ruling {
  return {
    pollMs: FIRST_POLL_MS,
    waitedMs: 0,
    outbox: [explain('replica.heard', { max, applied: replica.applied }), lookAfter(FIRST_POLL_MS)],
  };
}

export function rest(rules: ReplicaRules, replica: ReplicaContext, event: PollEvent): Ruling {
  const { next, effects } = applyLook(rules, replica, event);
  return { ...next, waitedMs: 0, filling: [], outbox: effects };
}

/** Applies what it can, proposes again what lost its instance, fills what stays open too long, and waits. */
export function lookAgain(rules: ReplicaRules, replica: ReplicaContext, event: PollEvent): Ruling {
  const { next, effects } = applyLook(rules, replica, event);
  const moved = next.applied > replica.applied;
  const waitedMs = moved ? 0 : replica.waitedMs + replica.pollMs;
  const early = answerUnapplied(rules, next, event);
  const again = proposeAgain(early.next, event);
  const filled = fillHoles(rules, { ...again.next, waitedMs }, event);
  const pollMs =
    moved || again.effects.length > 0
      ? FIRST_POLL_MS
      : Math.min(2 * replica.pollMs, LONGEST_POLL_MS);
  const told =
    effects.length > 0
      ? []
      : [explain('replica.poll', { waitsFor: next.applied + 1, pollMs, max: event.max })];
  return {
    ...filled.next,
    waitedMs,
    pollMs,
    outbox: [
      ...told,
      ...effects,
      ...early.effects,
      ...again.effects,
      ...filled.effects,
      lookAfter(pollMs),
    ],
  };
}

// ---- parts --------------------------------------------------------------------------------------------------------

interface Part {
  readonly next: ReplicaContext;
  readonly effects: Effects;
}

/** Applies the decided values in order, answers those who wait for them, and tells the library what is done with. */
function applyLook(rules: ReplicaRules, replica: ReplicaContext, look: Look): Part {
  const effects: Effects = [];
  let next = replica;
  for (const value of look.decided) next = applyEntry(rules, next, value, effects);
  if (look.decided.length > 0) {
    const seq = rules.doneAfter(next.applied, look);
    effects.push({ type: 'send', to: HERE, message: { kind: 'done', seq } });
  }
  return { next, effects };
}

function applyEntry(
  rules: ReplicaRules,
  replica: ReplicaContext,
  value: Value,
  effects: Effects,
): ReplicaContext {
  const seq = replica.applied + 1;
  const operation = readOperation(value);
  const before: KvState = replica;
  const repeated = operation !== null && rules.isRepeated(before, operation);
  const after = operation && !repeated ? apply(rules, before, operation) : before;
  effects.push(
    explain(repeated ? 'replica.skipRepeated' : 'replica.apply', { seq, operation: value }),
  );
  const waiting = replica.pending.find((pending) => rules.isOutcome(pending, seq, operation));
  if (waiting) effects.push(reply(waiting, answered(after, waiting.operation)?.result ?? null));
  const pending = waiting ? replica.pending.filter((other) => other !== waiting) : replica.pending;
  const filling = replica.filling.filter((hole) => hole !== seq);
  return {
    ...replica,
    database: after.database,
    sessions: after.sessions,
    applied: seq,
    pending,
    filling,
  };
}

function apply(rules: ReplicaRules, before: KvState, operation: Operation): KvState {
  return carryOut(before, operation, 'nothing', rules.sessionsWith);
}

/** Answers that do not wait for what stands before them in the log, if the rules let them. */
function answerUnapplied(rules: ReplicaRules, replica: ReplicaContext, { ahead = [] }: Look): Part {
  if (!rules.answersUnapplied()) return { next: replica, effects: [] };
  const entries = ahead.map(({ seq, value }) => ({ seq, entry: readOperation(value) }));
  const ready = replica.pending.filter((pending) =>
    entries.some(({ seq, entry }) => rules.isOutcome(pending, seq, entry)),
  );
  const effects = ready.map((pending) => {
    const { operation } = pending;
    const after = answered(apply(rules, replica, operation), operation);
    return reply(pending, after?.result ?? null);
  });
  return {
    next: { ...replica, pending: replica.pending.filter((pending) => !ready.includes(pending)) },
    effects,
  };
}

/** Another operation was decided where this one was proposed: it goes to the next free instance. */
function proposeAgain(replica: ReplicaContext, { max }: Look): Part {
  const effects: Effects = [];
  let next = replica;
  for (const lost of replica.pending.filter(({ seq }) => seq <= replica.applied)) {
    const seq = nextFree(next, max);
    const value = writeOperation(lost.operation);
    effects.push(
      explain('replica.proposeAgain', { operation: value, lost: lost.seq, seq }),
      start(seq, value),
    );
    next = {
      ...next,
      pending: next.pending.map((pending) => (pending === lost ? { ...lost, seq } : pending)),
    };
  }
  return { next, effects };
}

/** What is decided there already is only learned. */
function fillHoles(rules: ReplicaRules, replica: ReplicaContext, { undecided }: Look): Part {
  const own = new Set([...replica.filling, ...replica.pending.map(({ seq }) => seq)]);
  const holes = rules.losesPatience(replica) ? undecided.filter((seq) => !own.has(seq)) : [];
  const effects = holes.flatMap((seq) => [
    explain('replica.fillHole', { seq, waitedMs: replica.waitedMs }),
    start(seq, rules.filler(replica)),
  ]);
  return { next: { ...replica, filling: [...replica.filling, ...holes] }, effects };
}

function nextFree(replica: ReplicaContext, max: number): number {
  return 1 + Math.max(max, replica.applied, ...replica.pending.map(({ seq }) => seq));
}

const start = (seq: number, value: Value): Effect<ReplicaLetter> => {
  return { type: 'send', to: HERE, message: { kind: 'start', seq, value } };
};

const reply = (
  { operation: { clerk, id }, attempt }: Pending,
  result: string | null,
): Effect<ReplicaLetter> => {
  return { type: 'send', to: clerk, message: { kind: 'reply', clerk, id, result, attempt } };
};

const lookAfter = (ms: number): Effect<ReplicaLetter> => ({
  type: 'setTimer',
  name: POLL,
  after: [ms, ms],
});
