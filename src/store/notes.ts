import type { Narration } from '../scenarios/share/record/scribe';
import type { SessionState } from './session';

/** Words that a person put at a moment, for the scenario that will be made of it. */
export interface Note extends Narration {
  /** What it was said of: another scenario has other moments. */
  readonly scenario: SessionState['scenario'];
  readonly branch: number;
}

type Place = Pick<SessionState, 'scenario' | 'branches' | 'depth'>;

/** The notes of the shown branch by their depth: its own, and those of the branches it came from up to its fork. */
export function notesOf(all: readonly Note[], { scenario, branches }: Place): readonly Note[] {
  const reach = new Map<number, number>();
  let depth = Number.POSITIVE_INFINITY;
  let branch = branches.find(({ shown }) => shown);
  while (branch) {
    reach.set(branch.id, depth);
    const { parent, forkDepth } = branch;
    depth = Math.min(depth, forkDepth);
    branch = branches.find(({ id }) => id === parent);
  }
  return all
    .filter((note) => note.scenario === scenario && note.depth <= (reach.get(note.branch) ?? -1))
    .sort((a, b) => a.depth - b.depth);
}

/** With these words at the present moment in the place of any others; without them where the text is empty. */
export function withNote(all: readonly Note[], place: Place, text: string): readonly Note[] {
  const { scenario, branches, depth } = place;
  const replaced = new Set(notesOf(all, place).filter((note) => note.depth === depth));
  const others = all.filter((note) => !replaced.has(note));
  const branch = branches.find(({ shown }) => shown)?.id ?? 0;
  const words = text.trim();
  return words === '' ? others : [...others, { scenario, branch, depth, text: words }];
}
