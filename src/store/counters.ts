import { forEachAt } from '../base/intMap';
import type { ClusterMessage } from '../check/cluster';
import type { Facts } from '../check/facts';
import { NO_OP } from '../kv';
import type { Micros } from '../sim/time';
import { firstWhere } from './firstWhere';
import { createTakeoverLog, type Takeover } from './takeovers';
import type { Mark, Trace, TracedMessage } from './trace';

export type MessageKind = ClusterMessage['kind'];

/** What a run has cost up to a moment: the comparison that lectures on leaders make (CURRICULUM L15, slides). */
export interface Counters {
  /** What servers sent each other to agree, lost messages included, heartbeats and their replies not. */
  readonly messages: number;
  readonly heartbeats: number;
  /** Every message sent, kind by kind, as a script's `sent` counts; in the order in which kinds first appeared. */
  readonly byKind: ReadonlyMap<MessageKind, number>;
  /**
   * Commands that some server knows to be chosen. A no-op is none; one that was decided in two positions of the log
   * counts twice, for it was agreed on twice.
   */
  readonly commands: number;
  /** Rounds of phase 1 begun. */
  readonly phaseOneRuns: number;
  /** How long the log stood without a leader, each time that it lost one; none for a protocol without leaders. */
  readonly takeovers: readonly Micros[];
}

/** Null while no command is decided. */
export function messagesPerCommand({ messages, commands }: Counters): number | null {
  return commands === 0 ? null : messages / commands;
}

/** What a message is for. */
export type Purpose = 'agreement' | 'heartbeat' | 'client';

export function purposeOf(kind: MessageKind): Purpose {
  if (kind === 'heartbeat' || kind === 'heartbeat-reply') return 'heartbeat';
  return kind === 'request' || kind === 'reply' ? 'client' : 'agreement';
}

const BEGINS_PHASE_1: ReadonlySet<Mark['kind']> = new Set(['elect', 'start', 'retry']);

/** Reads the counters of a trace at any depth. */
export interface Counting {
  /** `facts`: those of the moment at this depth. */
  at(trace: Trace, facts: Facts, depth: number): Counters;
}

/**
 * Notes at which depths something was sent or begun, once for each, so that a reading costs next to nothing however long
 * the run is: a count is a place in a sorted list. A trace that was cut back is noted again from its beginning.
 */
export function createCounting(): Counting {
  let index = createIndex(null);
  return {
    at(trace, facts, depth) {
      if (!index.isOf(trace)) index = createIndex(trace);
      index.extend(trace, facts.done.length);
      const byKind = index.sentUpTo(depth);
      const sum = (purpose: Purpose) =>
        [...byKind].reduce((all, [kind, n]) => (purposeOf(kind) === purpose ? all + n : all), 0);
      return {
        messages: sum('agreement'),
        heartbeats: sum('heartbeat'),
        byKind,
        commands: commandsDecided(facts),
        phaseOneRuns: countUpTo(index.phaseOneRuns, depth),
        takeovers: index.takeovers.filter((one) => one.depth <= depth).map(({ took }) => took),
      };
    },
  };
}

/** The counters at one depth of a trace. */
export function countersAt(trace: Trace, facts: Facts, depth: number): Counters {
  return createCounting().at(trace, facts, depth);
}

function createIndex(of: Trace | null) {
  const sent = new Map<MessageKind, number[]>();
  const phaseOneRuns: number[] = [];
  const takeovers: Takeover[] = [];
  const log = createTakeoverLog();
  let messagesNoted = 0;
  let marksNoted = 0;

  function noteMessage({ message: { kind }, sentDepth, uncounted }: TracedMessage): void {
    if (uncounted) return;
    const depths = sent.get(kind);
    if (depths) depths.push(sentDepth);
    else sent.set(kind, [sentDepth]);
  }

  return {
    phaseOneRuns,
    takeovers,
    isOf: ({ messages, marks }: Trace) => messages === of?.messages && marks === of.marks,
    extend({ messages, marks }: Trace, servers: number): void {
      for (; messagesNoted < messages.length; messagesNoted++)
        noteMessage(messages[messagesNoted] as TracedMessage);
      for (; marksNoted < marks.length; marksNoted++) {
        const mark = marks[marksNoted] as Mark;
        if (BEGINS_PHASE_1.has(mark.kind)) phaseOneRuns.push(mark.depth);
        const takeover = log.note(mark, messages, servers);
        if (takeover) takeovers.push(takeover);
      }
    },
    sentUpTo(depth: number): ReadonlyMap<MessageKind, number> {
      const counts = [...sent].map(([kind, depths]) => [kind, countUpTo(depths, depth)] as const);
      return new Map(counts.filter(([, count]) => count > 0));
    },
  };
}

function commandsDecided({ instances }: Facts): number {
  let count = 0;
  forEachAt(instances, ({ learned: [first] }) => {
    if (first && first.value !== NO_OP) count++;
  });
  return count;
}

/** How many of these rising depths are not beyond `depth`. */
function countUpTo(depths: readonly number[], depth: number): number {
  return firstWhere(depths.length, (i) => (depths[i] as number) > depth);
}
