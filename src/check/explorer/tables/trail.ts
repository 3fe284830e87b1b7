import { createNumbers } from './numbers';

/** How each state was first reached: eight bytes a state, from which a run is recovered. */
export interface Trail {
  readonly bytes: number;
  /** The bytes to allocate before so many more states have room; 0 mostly. */
  growthFor(more: number): number;
  /** Adds an initial state; returns its number, counting from 0. */
  addRoot(root: number): number;
  /** Adds a state reached from another; returns its number. */
  add(parent: number, code: number): number;
  pathTo(state: number): Path;
}

/** A run: where it starts, and the codes of its steps. */
export interface Path {
  readonly root: number;
  readonly codes: readonly number[];
}

export function createTrail(): Trail {
  const parents = createNumbers();
  const codes = createNumbers();

  /** An initial state has no parent, but a negative mark. */
  function add(parent: number, code: number): number {
    parents.push(parent);
    codes.push(code);
    return parents.length - 1;
  }

  return {
    get bytes() {
      return parents.bytes + codes.bytes;
    },
    growthFor: (more) => parents.growthFor(more) + codes.growthFor(more),
    addRoot: (root) => add(-1 - root, 0),
    add,
    pathTo(state) {
      const steps: number[] = [];
      let at = state;
      while (parents.at(at) >= 0) {
        steps.push(codes.at(at));
        at = parents.at(at);
      }
      return { root: -1 - parents.at(at), codes: steps.reverse() };
    },
  };
}
