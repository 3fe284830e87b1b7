import type { Address } from '../base/address';
import type { ClusterEvent, ClusterMessage, ClusterOutcome } from '../check/cluster';
import type { Ending, Loss } from '../sim/events';
import type { Micros } from '../sim/time';

/** The life of one message on the present branch. Its id is its place: message 1 is `messages[0]`. */
export interface TracedMessage {
  readonly id: number;
  readonly from: Address;
  readonly to: Address;
  readonly message: ClusterMessage;
  readonly sentAt: Micros;
  /** When it arrives, or would have arrived, by itself. */
  readonly dueAt: Micros;
  /** The depth of the event that sent it. */
  readonly sentDepth: number;
  readonly fate: 'underWay' | Loss | Ending;
  /** When and by which event it ended; null while it is under way. */
  readonly endedAt: Micros | null;
  readonly endDepth: number | null;
}

export type MarkKind =
  | 'start'
  | 'done'
  | 'retry'
  | 'decide'
  | 'forget'
  | 'crash'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'poll';

/** Something worth a sign on a server's lane. */
export interface Mark {
  readonly kind: MarkKind;
  readonly server: Address;
  readonly at: Micros;
  readonly depth: number;
  readonly seq: number | null;
}

/**
 * What happened along the present branch, for drawing. The arrays grow in place and are cut back on a fork; `version`
 * changes with them. A view shows what stands at or before the cursor's depth.
 */
export interface Trace {
  readonly version: number;
  readonly messages: readonly TracedMessage[];
  readonly marks: readonly Mark[];
}

/** How a message stands at a depth: `null` when it is not sent yet. */
export function fateAt(message: TracedMessage, depth: number): TracedMessage['fate'] | null {
  if (message.sentDepth > depth) return null;
  return message.endDepth !== null && message.endDepth > depth ? 'underWay' : message.fate;
}

export function createTraceLog() {
  let messages: TracedMessage[] = [];
  let marks: Mark[] = [];
  let version = 0;

  function append(depth: number, event: ClusterEvent, outcome: ClusterOutcome): void {
    for (const { wire, fate } of outcome.posted) {
      const { id, from, to, message, sentAt, at } = wire;
      const ended =
        fate === 'underWay'
          ? { endedAt: null, endDepth: null }
          : { endedAt: event.at, endDepth: depth };
      messages.push({ id, from, to, message, sentAt, dueAt: at, sentDepth: depth, fate, ...ended });
    }
    const { ended } = outcome;
    const old = ended && messages[ended.wire.id - 1];
    if (old) messages[old.id - 1] = { ...old, fate: ended.how, endedAt: event.at, endDepth: depth };
    marks.push(...marksOf(depth, event, outcome));
    version++;
  }

  function cutBack(depth: number): void {
    messages = messages
      .filter(({ sentDepth }) => sentDepth <= depth)
      .map((message) => reopen(message, depth));
    marks = marks.filter((mark) => mark.depth <= depth);
    version++;
  }

  const snapshot = (): Trace => ({ version, messages, marks });
  return { append, cutBack, snapshot };
}

function reopen(message: TracedMessage, depth: number): TracedMessage {
  if (message.endDepth === null || message.endDepth <= depth) return message;
  return { ...message, fate: 'underWay', endedAt: null, endDepth: null };
}

const MARK_OF_RULE: Readonly<Record<string, MarkKind>> = {
  'proposer.start': 'start',
  'proposer.retry': 'retry',
  'learner.learn': 'decide',
  'library.done': 'done',
  'library.forget': 'forget',
  'replica.poll': 'poll',
};

function marksOf(depth: number, event: ClusterEvent, outcome: ClusterOutcome): Mark[] {
  const { at } = event;
  switch (event.type) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return [{ kind: event.type, server: event.node, at, depth, seq: null }];
    default: {
      const server = outcome.node;
      if (server === null) return [];
      return outcome.explanations.flatMap(({ rule, because }) => {
        const kind = MARK_OF_RULE[rule];
        const seq = typeof because.seq === 'number' ? because.seq : null;
        return kind ? [{ kind, server, at, depth, seq }] : [];
      });
    }
  }
}
