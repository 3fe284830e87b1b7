import type { Actor } from '../base/actor';
import { lastKeyWhere } from '../base/intMap';
import type { BasicWrongRule } from '../protocol/basic';
import { type Call, type Peer, paxosPeer, wrongPaxosPeer } from '../protocol/basic';
import { varied, type WrongRule } from '../protocol/wrongRule';
import { NO_OP, sameOperation, writeOperation } from './operation';
import { REPLICA_RULES, type ReplicaRules } from './replicaRules';
import { type KvServer, makeKvServer, type ServerMessage } from './server';
import { lookUp } from './store';

/** A wrong rule of the key/value service above the library. */
export type KvWrongRule = WrongRule<ReplicaRules>;

const localRead: KvWrongRule = {
  id: 'local-read',
  alsoKnownAs: ['BL-31'],
  title: 'Reads from one’s own map',
  wrong:
    'A server answers a get from its own map at once; the right one sends gets through the log as well, for its map may be old.',
  breaks: 'KV-response',
  hint: 'Cut one server off, change a value on the other side, and read it here.',
  vary: (right) => ({
    ...right,
    knownAnswer(replica, operation) {
      const { op, key, clerk, id } = operation;
      if (op !== 'get') return right.knownAnswer(replica, operation);
      return { clerk, id, result: lookUp(replica.database, key) };
    },
  }),
};

const decidedIsMine: KvWrongRule = {
  id: 'decided-is-mine',
  alsoKnownAs: ['BL-32'],
  title: 'Decided, so it must be mine',
  wrong:
    'A server takes whatever is decided in its instance for its own operation and answers; the right one compares, and proposes again when another one won.',
  breaks: 'KV-response',
  hint: 'Call two servers at the same moment.',
  vary: (right) => ({ ...right, isOutcome: (pending, seq) => pending.seq === seq }),
};

const appendTwice: KvWrongRule = {
  id: 'append-twice',
  alsoKnownAs: ['BL-33'],
  title: 'No filter for duplicates',
  wrong:
    'A server carries out every request and every log entry it sees; the right one knows the last operation of each clerk and does none twice.',
  breaks: 'KV-at-most-once',
  hint: 'Lose the reply to an append, so that the clerk asks again.',
  vary: (right) => ({ ...right, knownAnswer: () => null, isRepeated: () => false }),
};

const filterOnArrivalOnly: KvWrongRule = {
  id: 'filter-on-arrival-only',
  alsoKnownAs: ['BL-34'],
  title: 'Duplicates are filtered on arrival only',
  wrong:
    'A server looks for duplicates when a request arrives and not when it applies the log; the right one looks again when applying, for the first entry may not be applied yet.',
  breaks: 'KV-at-most-once',
  hint: 'Let the clerk’s second try reach a server that has not applied the first one yet.',
  vary: (right) => ({ ...right, isRepeated: () => false }),
};

const notedWhenProposing: KvWrongRule = {
  id: 'noted-when-proposing',
  alsoKnownAs: ['BL-35'],
  title: 'Noted as done when it is proposed',
  wrong:
    'A server notes an operation as done when it proposes it, and answers the next try with OK; the right one notes it when it is applied.',
  breaks: 'KV-response',
  hint: 'Cut a server off together with its clerk, and let the clerk try twice.',
  vary: (right) => ({
    ...right,
    knownAnswer(replica, operation) {
      const { clerk, id } = operation;
      const proposed = replica.pending.some((known) => sameOperation(known.operation, operation));
      return right.knownAnswer(replica, operation) ?? (proposed ? { clerk, id, result: '' } : null);
    },
  }),
};

const applyOverHoles: KvWrongRule = {
  id: 'apply-over-holes',
  alsoKnownAs: ['BL-36 (applying)'],
  title: 'Holes are passed over',
  wrong:
    'A server applies a decided instance although an earlier one is open; the right one waits, for something may be chosen there.',
  breaks: 'KV-prefix',
  hint: 'Hold the accepts of instance 0 and have instance 1 decided.',
  vary: (right) => ({
    ...right,
    entryAt: (peer, seq) => right.entryAt(peer, seq) ?? (isPassed(peer, seq) ? NO_OP : null),
  }),
};

/** Something later is decided there. */
function isPassed({ instances }: Peer, seq: number): boolean {
  return lastKeyWhere(instances, ({ learner }) => learner.context.value !== null) > seq;
}

const replyBeforePrefix: KvWrongRule = {
  id: 'reply-before-prefix',
  alsoKnownAs: ['BL-36'],
  title: 'Answered before its turn',
  wrong:
    'A server answers as soon as the operation is decided; the right one waits until everything before it in the log is decided and applied.',
  breaks: 'KV-response',
  hint: 'Leave instance 0 open on one server, get an answer for instance 1, and have 0 decided by another.',
  vary: (right) => ({ ...right, answersUnapplied: () => true }),
};

const doneBeforeApplied: KvWrongRule = {
  id: 'done-before-applied',
  alsoKnownAs: ['BL-37'],
  title: 'Done before it is applied',
  wrong:
    'A server calls Done for every instance it has heard of; the right one calls it only for what it has applied, for the rest is forgotten for ever.',
  breaks: 'KV-done-applied',
  hint: 'Keep one decision from a server while the others go on.',
  vary: (right) => ({ ...right, doneAfter: (_applied, { max }) => max }),
};

const realFiller: KvWrongRule = {
  id: 'real-filler',
  alsoKnownAs: ['BL-40 (real operation)'],
  title: 'A real operation fills the hole',
  wrong:
    'A server fills a hole with an operation it has proposed elsewhere, and applies both; the right filler is a no-op, and applying counts each operation once.',
  breaks: 'KV-at-most-once',
  hint: 'Let a server die in instance 0, and append through another one.',
  vary: (right) => ({
    ...right,
    filler({ pending }) {
      const [first] = pending;
      return first ? writeOperation(first.operation) : NO_OP;
    },
    isRepeated: () => false,
  }),
};

const answersKeptForEver: KvWrongRule = {
  id: 'answers-kept-for-ever',
  alsoKnownAs: ['BL-40 (memory)'],
  title: 'Every answer is kept for ever',
  wrong:
    'A server keeps the answer to every request it ever applied; the right one keeps the last answer of each clerk, whose next call acknowledges it.',
  breaks: 'KV-memory',
  hint: 'Put a large value and get it again and again.',
  vary: (right) => ({ ...right, sessionsWith: (sessions, latest) => [latest, ...sessions] }),
};

const applyBelowMinOnly: KvWrongRule = {
  id: 'apply-below-min-only',
  alsoKnownAs: ['BL-38'],
  title: 'Only what is forgotten is applied',
  wrong:
    'A server applies an instance once Min has passed it, which waits for Done, which waits for applying; the right one applies what is decided, in order.',
  breaks: null,
  hint: 'Call anything.',
  vary: (right) => ({
    ...right,
    entryAt: (peer, seq) => (seq < peer.min ? right.entryAt(peer, seq) : null),
  }),
};

const holesNeverFilled: KvWrongRule = {
  id: 'holes-never-filled',
  alsoKnownAs: ['BL-39'],
  title: 'Holes are never filled',
  wrong:
    'A server waits for ever for an instance that nobody drives; the right one proposes a no-op there in the end.',
  breaks: null,
  hint: 'Let a server die between its prepares and its accepts, and call another one.',
  vary: (right) => ({ ...right, losesPatience: () => false }),
};

const eagerFiller: KvWrongRule = {
  id: 'eager-filler',
  alsoKnownAs: ['BL-40 (eager)', 'BL-40'],
  title: 'Holes are filled at once',
  wrong:
    'A server proposes a no-op for every instance it sees open, and takes the place of operations in flight; the right one is patient first. Safe, but it wastes instances.',
  breaks: null,
  hint: 'Make an operation’s accepts slow.',
  vary: (right) => ({ ...right, losesPatience: () => true }),
};

/** Every wrong rule of the key/value service (CONFORMANCE 5.3, CURRICULUM part 4), the unsafe ones first. */
export const KV_WRONG_RULES: readonly KvWrongRule[] = [
  localRead,
  decidedIsMine,
  appendTwice,
  filterOnArrivalOnly,
  notedWhenProposing,
  applyOverHoles,
  replyBeforePrefix,
  doneBeforeApplied,
  realFiller,
  answersKeptForEver,
  applyBelowMinOnly,
  holesNeverFilled,
  eagerFiller,
];

/** A server with these rules wrong, of its library and of itself. Its states are those of the right one. */
export function wrongKvServer(
  wrongLibrary: readonly BasicWrongRule[],
  wrong: readonly KvWrongRule[],
): Actor<KvServer, ServerMessage, Call> {
  const library = wrongLibrary.length > 0 ? wrongPaxosPeer(wrongLibrary) : paxosPeer;
  return makeKvServer(library, varied(REPLICA_RULES, wrong));
}
