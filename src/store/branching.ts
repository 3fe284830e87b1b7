import type { ClusterEvent } from '../check/cluster';
import type { Run } from '../scenarios/run';
import { ImpossibleEvent } from '../sim/events';
import type { MomentId } from '../sim/history';
import type { Branch, PathReading } from './branch';
import {
  type BranchEntry,
  type BranchTree,
  entryOf,
  firstTree,
  fork,
  grown,
  renamed,
  sharedDepth,
  withNamesOf,
  without,
  withPath,
} from './branchTree';

/** One branch of the history, as it is listed and drawn. */
export interface BranchView extends Omit<BranchEntry, 'path'> {
  /** Number of events. */
  readonly length: number;
  readonly shown: boolean;
}

/** All branches, and where the cursor stood on the shown one: what undoing goes back to. */
interface Standing {
  readonly tree: BranchTree;
  readonly depth: number;
}

/** A moment of a run, whatever is shown meanwhile. */
export interface Place {
  readonly run: Run;
  readonly path: readonly MomentId[];
}

/** What may be done from a place on, as a branch of its own. */
export interface Trial {
  readonly events: readonly ClusterEvent[];
  /** So many of the events only lead up to where the cursor is to stand. */
  readonly leadUp: number;
  readonly name: string;
}

/** The branches of a run, what was done on them by hand, and the way back. Moves the branch, and draws nothing. */
export function createBrancher(branch: () => Branch) {
  let tree = firstTree(branch().path());
  let acts: Standing[] = [];
  let undone: Standing[] = [];

  function standing(): Standing {
    return { tree: withPath(tree, branch().path()), depth: branch().depth };
  }

  /** Names given since then are kept. */
  function standAt({ tree: wanted, depth }: Standing): void {
    tree = withNamesOf(wanted, tree);
    branch().restore((entryOf(tree, tree.current) as BranchEntry).path, depth);
  }

  /** The shown branch had a future where something was done: it stays, and another branch is shown. */
  function forkAt(before: Standing, said: string): void {
    const { depth } = branch();
    standAt({ tree: fork(before.tree, before.depth, branch().path(), said), depth });
  }

  const pathOf = (id: number): readonly MomentId[] =>
    id === tree.current ? branch().path() : (entryOf(tree, id)?.path ?? []);

  return {
    /** The run is another one, or has another past. */
    begin(): void {
      tree = firstTree(branch().path());
      acts = [];
      undone = [];
    },
    /** @returns why it cannot be done; null when it is done */
    act(event: ClusterEvent, said: string): string | null {
      const before = standing();
      const forks = branch().depth < branch().length;
      try {
        branch().act(event);
      } catch (error) {
        if (!(error instanceof ImpossibleEvent)) throw error;
        return error.message;
      }
      if (forks) forkAt(before, said);
      acts = [...acts, before];
      undone = [];
      return null;
    },
    /** The moment at this depth of the shown branch. */
    placeAt: (depth: number): Place => ({
      run: branch().run,
      path: branch()
        .path()
        .slice(0, depth + 1),
    }),
    /** Does all this as one act, on a branch of its own. @returns why it cannot be done; null when it is done */
    tryOut({ run, path }: Place, { events, leadUp, name }: Trial, said: string): string | null {
      if (run !== branch().run) return 'another run was opened meanwhile';
      const before = standing();
      branch().restore(path, path.length - 1);
      try {
        for (const event of events) branch().act(event);
      } catch (error) {
        standAt(before);
        if (!(error instanceof ImpossibleEvent)) throw error;
        return error.message;
      }
      const tree = grown(before.tree, branch().path(), name, said);
      standAt({ tree, depth: path.length - 1 + leadUp });
      acts = [...acts, before];
      undone = [];
      return null;
    },
    /** Takes back the last act: the branch ends where it was done, and what follows by itself may follow anew. */
    undo(): boolean {
      const last = acts[acts.length - 1];
      if (!last) return false;
      undone = [...undone, standing()];
      acts = acts.slice(0, -1);
      standAt(last);
      return true;
    },
    redo(): boolean {
      const last = undone[undone.length - 1];
      if (!last) return false;
      acts = [...acts, standing()];
      undone = undone.slice(0, -1);
      standAt(last);
      return true;
    },
    /** Shows another branch, with the cursor at the same depth or as far as the branch goes. */
    show(id: number): void {
      const entry = entryOf(tree, id);
      if (!entry || id === tree.current) return;
      const { tree: kept, depth } = standing();
      standAt({ tree: { ...kept, current: id }, depth: Math.min(depth, entry.path.length - 1) });
    },
    canShow: (id: number) => id !== tree.current && entryOf(tree, id) !== undefined,
    rename(id: number, name: string): void {
      tree = renamed(tree, id, name);
    },
    remove(id: number): void {
      tree = without(tree, id);
    },
    /** Reads a branch without showing it; undefined when there is no such branch. */
    read: (id: number): PathReading | undefined =>
      entryOf(tree, id) ? branch().reading(pathOf(id)) : undefined,
    sharedDepth: (a: number, b: number) => sharedDepth(pathOf(a), pathOf(b)),
    /** What of this the page draws. */
    picture: () => ({
      branches: listed(tree, branch().length),
      undoable: acts.length,
      redoable: undone.length,
    }),
  };
}

function listed({ entries, current }: BranchTree, length: number): readonly BranchView[] {
  return entries.map(({ path, ...entry }) => {
    const shown = entry.id === current;
    return { ...entry, length: shown ? length : path.length - 1, shown };
  });
}
