import type { Frames } from './clock';
import { createFinder, type Finds, NO_FINDS, readQuery, type Searchable } from './eventSearch';

/** A search among the events of the branch, as it is drawn. */
export interface SearchState {
  /** As it was typed. */
  readonly text: string;
  /** Why the text cannot be understood. */
  readonly problem: string | null;
  /** Null while nothing is asked for. */
  readonly finds: Finds | null;
  /** Every event of the branch has been looked at. */
  readonly complete: boolean;
  /** The list shows nothing but matches. */
  readonly only: boolean;
}

export const NO_SEARCH: SearchState = {
  text: '',
  problem: null,
  finds: null,
  complete: true,
  only: false,
};

/** So many events are looked at in a frame: a few milliseconds, so that typing is never held up. */
const EVENTS_A_FRAME = 2000;

interface SearcherOptions {
  readonly frames: Frames;
  branch(): Searchable;
  /** Takes the part of the search that changed. */
  told(change: Partial<SearchState>): void;
}

/** Looks through a branch a portion a frame, and goes on when it grows. */
export function createSearcher({ frames, branch, told }: SearcherOptions) {
  let finder: ReturnType<typeof createFinder> | null = null;
  let waiting = false;

  function ask(text: string): void {
    const { query, problem } = readQuery(text);
    finder = query && createFinder(query);
    told({ text, problem, finds: query && NO_FINDS, complete: true });
    goOn();
  }

  /** The branch may have grown, or be another one. */
  function goOn(): void {
    if (!finder || waiting) return;
    const complete = finder.goOn(branch(), EVENTS_A_FRAME);
    told({ finds: finder.finds(), complete });
    if (complete) return;
    waiting = true;
    frames.request(() => {
      waiting = false;
      goOn();
    });
  }

  return { ask, goOn };
}
