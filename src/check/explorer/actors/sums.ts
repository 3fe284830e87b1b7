import type { Fingerprint, Row } from '../space';
import type { Compiled } from './handlers';
import type { Interner } from './interner';
import type { Tables } from './tables';

/** Fingerprints of rows and of parts of them: sums over what stands there. */
export interface Sums {
  /** Of the nodes and the ghost alone. */
  head(row: Row): Fingerprint;
  all(row: Row): Fingerprint;
  /**
   * Of the wires that a reaction makes pointless: those to the node that it changes, and among those that it sends.
   * @param removed where the wire stands that it consumes; negative for none
   */
  ignored(row: Row, reaction: Compiled, removed: number): Fingerprint;
}

export function createSums<N, M, G>(tables: Tables<N, M, G>): Sums {
  const { places, ghostAt, countsAt, wiresAt, nodes, budgets, wires, handlers } = tables;
  const ghosts = tables.ghosts.all;

  function head({ ids }: Row): Fingerprint {
    const ghost = ids[ghostAt] as number;
    let high = ghosts.high(ghost);
    let low = ghosts.low(ghost);
    for (let place = 0; place < places; place++) {
      const node = ids[place] as number;
      const its = nodes[place] as Interner<N>;
      high += its.high(node);
      low += its.low(node);
    }
    return { high: high | 0, low: low | 0 };
  }

  function all(row: Row): Fingerprint {
    let { high, low } = head(row);
    for (let slot = 0; slot < budgets.slots; slot++) {
      const part = budgets.part(slot, row.ids[countsAt + slot] as number);
      high += part.high;
      low += part.low;
    }
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      high = (high + wires.high(wire)) | 0;
      low = (low + wires.low(wire)) | 0;
    }
    return { high: high | 0, low: low | 0 };
  }

  function ignored(row: Row, { place, after, sent }: Compiled, removed: number): Fingerprint {
    let [high, low] = [0, 0];
    const from = row.ids[place] === after ? row.length : wiresAt;
    for (let at = from; at < row.length; at++) {
      const wire = row.ids[at] as number;
      if (at === removed || wires.to(wire) !== place || !handlers.ignores(after, wire)) continue;
      high += wires.high(wire);
      low += wires.low(wire);
    }
    for (let i = 0; i < sent.length; i++) {
      const wire = sent[i] as number;
      const to = wires.to(wire);
      if (!handlers.ignores(to === place ? after : (row.ids[to] as number), wire)) continue;
      high += wires.high(wire);
      low += wires.low(wire);
    }
    return { high, low };
  }

  return { head, all, ignored };
}
