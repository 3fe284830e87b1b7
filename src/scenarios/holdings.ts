import { forEachAt } from '../base/intMap';
import { isMulti, type LeaderServer, type LibraryServer, type ServerState } from '../check/cluster';
import { serviceOf } from '../check/reading';
import type { Value } from '../protocol/value';

/** The values that a server's records hold, by position; a value held twice in one record stands there once. */
type Records = ReadonlyMap<number, ReadonlySet<Value>>;

/** How many instance or slot records the server holds in memory. */
export function recordsHeld(state: ServerState): number {
  return recordsOf(state).size;
}

/** UTF-8 bytes of the values in this server's records, its database and its reply table. */
export function bytesHeld(state: ServerState): number {
  let bytes = 0;
  for (const values of recordsOf(state).values())
    for (const text of values) bytes += utf8Length(text);
  const { database = [], sessions = [] } = serviceOf(state) ?? {};
  for (const [, value] of database) bytes += utf8Length(value);
  for (const { result } of sessions) bytes += utf8Length(result ?? '');
  return bytes;
}

function recordsOf(state: ServerState): Records {
  return isMulti(state) ? slotRecords(state) : instanceRecords(state);
}

function instanceRecords({ instances }: LibraryServer): Records {
  const records = new Map<number, Set<Value>>();
  forEachAt(instances, ({ acceptor, proposer, learner }, seq) => {
    const { own, value, promises } = proposer.context;
    const reported = promises.map(({ vote }) => vote?.value);
    const held = [acceptor.context.vote?.value, own, value, learner.context.value, ...reported];
    records.set(seq, new Set(held.filter((text) => typeof text === 'string')));
  });
  return records;
}

/** Votes, decisions, proposals, and what others reported to this server when it began to lead. */
function slotRecords({ acceptor, learner, leader }: LeaderServer): Records {
  const records = new Map<number, Set<Value>>();
  const note = (value: Value, slot: number) => {
    const held = records.get(slot);
    if (held) held.add(value);
    else records.set(slot, new Set([value]));
  };
  const { proposals, reports } = leader.context;
  forEachAt(acceptor.context.accepted, ({ value }, slot) => note(value, slot));
  forEachAt(learner.context.decided, note);
  forEachAt(proposals, ({ value }, slot) => note(value, slot));
  for (const { accepted, decided } of reports) {
    forEachAt(accepted, ({ value }, slot) => note(value, slot));
    forEachAt(decided, note);
  }
  return records;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
