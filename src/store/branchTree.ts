import type { MomentId } from '../sim/history';

/** A branch of the history: the moments from the beginning to its tip, and where it left another branch. */
export interface BranchEntry {
  readonly id: number;
  readonly name: string;
  /** The branch it was made on; null for the first. */
  readonly parent: number | null;
  /** How many events it shares with its parent. */
  readonly forkDepth: number;
  /** What was done to make it: "Dropped prepare 1.S1, S1 to S2."; null for the first. */
  readonly by: string | null;
  readonly path: readonly MomentId[];
}

/** All branches of a run, and the one that is shown. Immutable: undoing puts an older tree back. */
export interface BranchTree {
  readonly entries: readonly BranchEntry[];
  readonly current: number;
  /** The id that the next branch will have; ids are never used twice. */
  readonly nextId: number;
}

export const MOST_NAME = 60;

export function firstTree(path: readonly MomentId[]): BranchTree {
  const main = { id: 0, name: 'main', parent: null, forkDepth: 0, by: null, path };
  return { entries: [main], current: 0, nextId: 1 };
}

export function entryOf({ entries }: BranchTree, id: number): BranchEntry | undefined {
  return entries.find((entry) => entry.id === id);
}

/** The tree with the shown branch as long as it has become. */
export function withPath(tree: BranchTree, path: readonly MomentId[]): BranchTree {
  return changed(tree, tree.current, { path });
}

/**
 * Something was done at `depth` of the shown branch, and the branch had a future there. Who does again what was done
 * follows the branch that has it; else the old future stays, and a new branch begins.
 * @param path of the shown branch as it now is, the new moment its last
 */
export function fork(
  tree: BranchTree,
  depth: number,
  path: readonly MomentId[],
  by: string,
): BranchTree {
  const made = path[depth + 1];
  const same = tree.entries.find((entry) => entry.path[depth + 1] === made);
  if (same) return { ...tree, current: same.id };
  const parent = owner(tree, depth);
  const name = `what if ${tree.nextId}`;
  const entry = { id: tree.nextId, name, parent: parent.id, forkDepth: depth, by, path };
  return { entries: [...tree.entries, entry], current: entry.id, nextId: tree.nextId + 1 };
}

/**
 * The tree with `path` as a branch of its own, which is shown. Where it follows a branch to its end that branch is shown;
 * else it begins where it leaves the one that it follows farthest.
 */
export function grown(
  tree: BranchTree,
  path: readonly MomentId[],
  name: string,
  by: string,
): BranchTree {
  const shared = tree.entries.map((entry) => sharedDepth(entry.path, path));
  const forkDepth = Math.max(...shared);
  const along = tree.entries[shared.indexOf(forkDepth)] as BranchEntry;
  if (forkDepth === path.length - 1) return { ...tree, current: along.id };
  const parent = owner({ ...tree, current: along.id }, forkDepth).id;
  const id = tree.nextId;
  const entry = { id, name: asName(name), parent, forkDepth, by, path };
  return { entries: [...tree.entries, entry], current: id, nextId: id + 1 };
}

/** The branch that the moment at this depth of the shown branch was made on. */
function owner(tree: BranchTree, depth: number): BranchEntry {
  let entry = entryOf(tree, tree.current) as BranchEntry;
  while (entry.parent !== null && depth <= entry.forkDepth)
    entry = entryOf(tree, entry.parent) as BranchEntry;
  return entry;
}

export function renamed(tree: BranchTree, id: number, name: string): BranchTree {
  const text = asName(name);
  return text === '' ? tree : changed(tree, id, { name: text });
}

const asName = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, MOST_NAME);

/** A tree of another time, with the names that its branches have in this one. */
export function withNamesOf(tree: BranchTree, named: BranchTree): BranchTree {
  const entries = tree.entries.map((entry) => {
    return { ...entry, name: entryOf(named, entry.id)?.name ?? entry.name };
  });
  return { ...tree, entries };
}

/** Neither the first branch nor the shown one can be thrown away. */
export function mayRemove(tree: BranchTree, id: number): boolean {
  return id !== tree.current && entryOf(tree, id)?.parent != null;
}

/** The tree without a branch; what was made on it hangs on its parent from now on, where it itself began. */
export function without(tree: BranchTree, id: number): BranchTree {
  const gone = entryOf(tree, id);
  if (!gone || !mayRemove(tree, id)) return tree;
  const entries = tree.entries
    .filter((entry) => entry !== gone)
    .map((entry) => {
      if (entry.parent !== id) return entry;
      return {
        ...entry,
        parent: gone.parent,
        forkDepth: Math.min(entry.forkDepth, gone.forkDepth),
      };
    });
  return { ...tree, entries };
}

/** How many events two branches share. */
export function sharedDepth(a: readonly MomentId[], b: readonly MomentId[]): number {
  const shortest = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shortest && a[shared] === b[shared]) shared++;
  return shared - 1;
}

function changed(tree: BranchTree, id: number, change: Partial<BranchEntry>): BranchTree {
  const entries = tree.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
  return { ...tree, entries };
}
