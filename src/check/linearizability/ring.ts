/**
 * A doubly linked ring over small integers, held in arrays. A node that was unlinked keeps its own neighbours: relinking
 * in reverse order restores the ring, and a walk that stands on the node just unlinked still finds its way.
 */
export interface Ring {
  /** Stands before the first and after the last node. */
  readonly head: number;
  after(node: number): number;
  unlink(node: number): void;
  relink(node: number): void;
}

/** A ring of these nodes, in this order; every one is below `head`. */
export function createRing(nodes: readonly number[], head: number): Ring {
  const next = new Int32Array(head + 1).fill(head);
  const previous = new Int32Array(head + 1).fill(head);
  let last = head;
  for (const node of nodes) {
    next[last] = node;
    previous[node] = last;
    last = node;
  }
  previous[head] = last;

  return {
    head,
    after: (node) => next[node] as number,
    unlink(node) {
      next[previous[node] as number] = next[node] as number;
      previous[next[node] as number] = previous[node] as number;
    },
    relink(node) {
      next[previous[node] as number] = node;
      previous[next[node] as number] = node;
    },
  };
}
