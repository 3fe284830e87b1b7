import type { Address } from '../base/address';
import { type Ballot, compareBallots } from '../protocol/ballot';
import { majorityOf } from '../protocol/quorum';
import type { Micros } from '../sim/time';
import { firstWhere } from './firstWhere';
import type { Mark, Trace, TracedMessage } from './trace';

/** A leader was lost, and at this depth another one (or the same again) leads. */
export interface Takeover {
  readonly depth: number;
  /** How long the log stood without a leader that reaches a majority. */
  readonly took: Micros;
}

/** One server's time as leader. */
interface Reign {
  readonly leader: Address;
  /** The depth at which it began the phase 1 that made it leader. */
  readonly begun: number;
  /** When it began to lead. */
  readonly at: Micros;
  /** How it ended, as far as the leader itself knows; null while it believes that it leads. */
  end: { readonly at: Micros; readonly crashed: boolean } | null;
  /** The depth at which others began to run for leader. */
  readonly rivals: Map<Address, number>;
}

type Messages = Trace['messages'];

/** Follows who leads, mark by mark. */
export interface TakeoverLog {
  /** What this mark, the next one of the trace, tells of. `messages`: at least those sent so far. */
  note(mark: Mark, messages: Messages, servers: number): Takeover | null;
}

export function createTakeoverLog(): TakeoverLog {
  const begun = new Map<Address, number>();
  let reign: Reign | null = null;

  function lead({ server, at, depth }: Mark, messages: Messages, servers: number) {
    const lost = reign;
    reign = {
      leader: server,
      begun: begun.get(server) ?? depth,
      at,
      end: null,
      rivals: new Map(),
    };
    return lost && { depth, took: at - lossOf(lost, messages, servers, depth) };
  }

  return {
    note(mark, messages, servers) {
      const { kind, server, at, depth } = mark;
      if (kind === 'lead') return lead(mark, messages, servers);
      if (kind === 'elect') begun.set(server, depth);
      if (!reign) return null;
      if (server !== reign.leader) {
        if (kind === 'elect' && !reign.rivals.has(server)) reign.rivals.set(server, depth);
      } else if (kind === 'crash' || kind === 'stepDown' || kind === 'elect') {
        reign.end ??= { at, crashed: kind === 'crash' };
      }
      return null;
    },
  };
}

/** A leader is lost when it crashes, or when it has reached a majority for the last time: it need not know. */
function lossOf(reign: Reign, messages: Messages, servers: number, depth: number): Micros {
  if (reign.end?.crashed) return reign.end.at;
  const touched = lastTouch(reign, messages, servers, depth);
  return Math.min(touched, reign.end?.at ?? touched);
}

/** When a majority, the leader among it, was last together: it still followed the leader, and heard from it. */
function lastTouch(reign: Reign, messages: Messages, servers: number, depth: number): Micros {
  const sentDepth = (i: number) => (messages[i] as TracedMessage).sentDepth;
  const during = messages
    .slice(firstWhere(messages.length, (i) => sentDepth(i) >= reign.begun))
    .filter(({ fate, endDepth }) => fate === 'received' && endDepth !== null && endDepth <= depth);
  const orders = during.filter((message) => isOrder(message, reign));
  const left = departures(reign, during, ballotOf(orders[0]));
  const heard = new Map<Address, Micros>();
  for (const { to, endedAt, endDepth } of orders) {
    const time = endedAt ?? 0;
    if ((endDepth ?? 0) < (left.get(to) ?? Infinity) && time > (heard.get(to) ?? 0))
      heard.set(to, time);
  }
  // It began to lead because a majority had just promised.
  const latest = [...heard.values()].sort((a, b) => b - a)[majorityOf(servers) - 2];
  return Math.max(reign.at, latest ?? reign.at);
}

/** The depth from which on a server followed somebody else. */
function departures({ rivals }: Reign, during: Messages, ballot: Ballot | null) {
  const left = new Map(rivals);
  for (const { to, message, endDepth } of during) {
    if (message.kind !== 'p1a' || compareBallots(message.ballot, ballot) <= 0) continue;
    left.set(to, Math.min(left.get(to) ?? Infinity, endDepth ?? Infinity));
  }
  return left;
}

/** What only a leader says. */
function isOrder({ from, to, message }: TracedMessage, { leader }: Reign): boolean {
  return from === leader && to !== leader && ballotOf({ message }) !== null;
}

function ballotOf(sent: Pick<TracedMessage, 'message'> | undefined): Ballot | null {
  const message = sent?.message;
  return message?.kind === 'p2a' || message?.kind === 'heartbeat' ? message.ballot : null;
}
