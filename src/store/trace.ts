import type { Because } from '../base/actor';
import type { Address } from '../base/address';
import {
  type ClusterEvent,
  type ClusterMessage,
  type ClusterOutcome,
  type ClusterWorld,
  isMulti,
} from '../check/cluster';
import type { Ballot } from '../protocol/ballot';
import { ballot as ballotIn } from '../protocol/sentences';
import { type Ending, type Loss, sentIn } from '../sim/events';
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
  /** Not sent by anybody: a copy made by the weather or by a hand, or a word of a server to itself. */
  readonly uncounted?: true;
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
  | 'poll'
  | 'elect'
  | 'lead'
  | 'stepDown';

/** Something worth a sign on a server's lane. */
export interface Mark {
  readonly kind: MarkKind;
  readonly server: Address;
  readonly at: Micros;
  readonly depth: number;
  readonly seq: number | null;
  /** The ballot that is begun, led with or given up. */
  readonly ballot?: Ballot;
}

/** From here on these rules are wrong on purpose, and no others. */
export interface RuleChange {
  readonly depth: number;
  readonly at: Micros;
  readonly broken: readonly string[];
}

/**
 * What happened along the present branch, for drawing. The arrays grow in place and are cut back on a fork; `version`
 * changes with them. A view shows what stands at or before the cursor's depth.
 */
export interface Trace {
  readonly version: number;
  readonly messages: readonly TracedMessage[];
  readonly marks: readonly Mark[];
  readonly rules: readonly RuleChange[];
}

/** How a message stands at a depth: `null` when it is not sent yet. */
export function fateAt(message: TracedMessage, depth: number): TracedMessage['fate'] | null {
  if (message.sentDepth > depth) return null;
  return message.endDepth !== null && message.endDepth > depth ? 'underWay' : message.fate;
}

/** @param beginning a server that is alone leads, or writes to itself, before anything has happened */
export function createTraceLog(beginning?: Pick<ClusterWorld, 'nodes' | 'wires' | 'broken'>) {
  let messages: TracedMessage[] = beginning?.wires.map(sentAtTheBeginning) ?? [];
  let marks: Mark[] = beginning?.nodes.flatMap(marksAtTheBeginning) ?? [];
  let rules: RuleChange[] = beginning?.broken
    ? [{ depth: 0, at: 0, broken: beginning.broken }]
    : [];
  let version = 0;

  function append(depth: number, event: ClusterEvent, outcome: ClusterOutcome): void {
    const sent = new Set(sentIn(outcome));
    for (const { wire, fate } of outcome.posted) {
      const { id, from, to, message, sentAt, at } = wire;
      const ended =
        fate === 'underWay'
          ? { endedAt: null, endDepth: null }
          : { endedAt: event.at, endDepth: depth };
      const counted = sent.has(wire) ? {} : ({ uncounted: true } as const);
      const life = { sentAt, dueAt: at, sentDepth: depth, fate, ...ended, ...counted };
      messages.push({ id, from, to, message, ...life });
    }
    const { ended } = outcome;
    const old = ended && messages[ended.wire.id - 1];
    if (old) messages[old.id - 1] = { ...old, fate: ended.how, endedAt: event.at, endDepth: depth };
    marks.push(...marksOf(depth, event, outcome));
    if (event.type === 'rules') rules.push({ depth, at: event.at, broken: event.broken });
    version++;
  }

  function cutBack(depth: number): void {
    messages = messages
      .filter(({ sentDepth }) => sentDepth <= depth)
      .map((message) => reopen(message, depth));
    marks = marks.filter((mark) => mark.depth <= depth);
    rules = rules.filter((change) => change.depth <= depth);
    version++;
  }

  const snapshot = (): Trace => ({ version, messages, marks, rules });
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
  'leader.elect': 'elect',
  'leader.lead': 'lead',
  'leader.stepDown': 'stepDown',
  'learner.decide': 'decide',
  'log.clear': 'forget',
};

const ABOUT_BALLOTS = new Set<MarkKind>(['elect', 'lead', 'stepDown']);

/** The instance or slot that a rule speaks of; the last of several. */
function positionNamed({ seq, slot, last }: Because): number | null {
  const named = seq ?? slot ?? last;
  return typeof named === 'number' ? named : null;
}

function marksOf(depth: number, event: ClusterEvent, outcome: ClusterOutcome): Mark[] {
  return [...environmentMarks(depth, event), ...ruleMarks(depth, event.at, outcome)];
}

function environmentMarks(depth: number, event: ClusterEvent): Mark[] {
  switch (event.type) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return [{ kind: event.type, server: event.node, at: event.at, depth, seq: null }];
    default:
      return [];
  }
}

/** A server that is alone leads in the very step in which it restarts. */
function ruleMarks(depth: number, at: Micros, { node, explanations }: ClusterOutcome): Mark[] {
  if (node === null) return [];
  return explanations.flatMap(({ rule, because }) => {
    const kind = MARK_OF_RULE[rule];
    if (!kind) return [];
    const mark = { kind, server: node, at, depth, seq: positionNamed(because) };
    const ballot = ABOUT_BALLOTS.has(kind) && ballotIn(because.ballot);
    return [ballot ? { ...mark, ballot } : mark];
  });
}

function sentAtTheBeginning(wire: ClusterWorld['wires'][number]): TracedMessage {
  const { id, from, to, message, sentAt, at } = wire;
  const ahead = { fate: 'underWay', endedAt: null, endDepth: null } as const;
  const counted = from === to ? ({ uncounted: true } as const) : {};
  return { id, from, to, message, sentAt, dueAt: at, sentDepth: 0, ...ahead, ...counted };
}

function marksAtTheBeginning({ state, address: server }: ClusterWorld['nodes'][number]): Mark[] {
  if (!state || !isMulti(state)) return [];
  const { value, context } = state.leader;
  if (context.ballot === null) return [];
  const begun = { server, at: 0, depth: 0, seq: null, ballot: context.ballot };
  const elect: Mark = { ...begun, kind: 'elect' };
  return value === 'leading' ? [elect, { ...begun, kind: 'lead' }] : [elect];
}
