import { type Row, setLength } from '../space';
import type { ActorSystem } from '../system';
import type { Compiled } from './handlers';
import type { Tables } from './tables';

/** How to carry out a step. Reused from list to list. */
export interface Plan {
  /** Null for what only the network does. */
  reaction: Compiled | null;
  ghost: number;
  /** Where in the row the wire stands that is consumed, or lost; {@link NOWHERE}: none. */
  removed: number;
  /** Where the wire stands that gets a copy; {@link NOWHERE}: none. */
  doubled: number;
  /** The count to raise; negative: none. */
  slot: number;
}

export const NOWHERE = -1;

/** Writes rows: the first one, and those behind steps. */
export interface Rows {
  first(out: Row): void;
  after(row: Row, plan: Plan, out: Row): void;
}

const NO_WIRES = new Int32Array(0);

export function createRows<N, M, G>(system: ActorSystem<N, M, G>, tables: Tables<N, M, G>): Rows {
  const { ghostAt, countsAt, wiresAt, nodes, ghosts, budgets, wires, handlers, forgets } = tables;

  function first(out: Row): void {
    const sent = system.wires.map(({ from, to, message }) => wires.intern(from, to, message));
    sent.sort((a, b) => a - b);
    const ids = [
      ...nodes.map((its, place) => its.intern(system.nodes[place] as N)),
      ghosts.all.intern(system.ghost),
      ...new Array<number>(budgets.slots).fill(0),
      ...sent,
    ];
    setLength(out, ids.length);
    out.ids.set(ids);
    if (forgets) forgetIgnored(out);
  }

  function after(row: Row, plan: Plan, out: Row): void {
    const { reaction, slot } = plan;
    const sent = reaction?.sent ?? NO_WIRES;
    setLength(out, row.length + sent.length + 1);
    for (let at = 0; at < wiresAt; at++) out.ids[at] = row.ids[at] as number;
    if (reaction !== null) out.ids[reaction.place] = reaction.after;
    out.ids[ghostAt] = plan.ghost;
    if (slot >= 0) out.ids[countsAt + slot] = (row.ids[countsAt + slot] as number) + 1;
    out.length = mergeWires(row, wiresAt, plan, sent, out.ids);
    if (forgets && reaction !== null) forgetIgnored(out);
  }

  function forgetIgnored(row: Row): void {
    let to = wiresAt;
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      if (!handlers.ignores(row.ids[wires.to(wire)] as number, wire)) row.ids[to++] = wire;
    }
    row.length = to;
  }

  return { first, after };
}

/** The wires of a row, one left out, one doubled, and those sent put in, in order. Returns where they end. */
function mergeWires(
  row: Row,
  from: number,
  { removed, doubled }: Plan,
  sent: Int32Array,
  out: Uint32Array,
): number {
  let to = from;
  let next = 0;
  for (let at = from; at < row.length; at++) {
    if (at === removed) continue;
    const wire = row.ids[at] as number;
    while (next < sent.length && (sent[next] as number) < wire) out[to++] = sent[next++] as number;
    out[to++] = wire;
    if (at === doubled) out[to++] = wire;
  }
  while (next < sent.length) out[to++] = sent[next++] as number;
  return to;
}
