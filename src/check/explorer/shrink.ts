import { replayLeniently } from './replay';
import type { Space } from './space';
import type { Hit } from './sweep';

/**
 * Makes a found run smaller: parts of it are left out as long as the rest still shows the same, first large parts, at last
 * single steps, until no single step can be left out.
 */
export interface Shrink {
  /** Tries to leave one part out. False when there is nothing more to try. */
  advance(): boolean;
  readonly hit: Hit;
}

export function createShrink<A>(space: Space<A>, found: Hit): Shrink {
  let hit = found;
  let size = Math.max(1, found.codes.length >> 1);
  /** Where the part to leave out ends: from the end of the run to its beginning. */
  let end = found.codes.length;
  let hasShrunk = false;

  function nextPass(): boolean {
    if (size === 1 && !hasShrunk) return false;
    size = Math.max(1, size >> 1);
    end = hit.codes.length;
    hasShrunk = false;
    return true;
  }

  return {
    advance() {
      if (end <= 0 && !nextPass()) return false;
      const from = Math.max(0, end - size);
      const codes = [...hit.codes.slice(0, from), ...hit.codes.slice(end)];
      const shorter =
        hit.codes.length === 0 ? null : replayLeniently(space, { ...hit, codes }, hit.property);
      if (shorter !== null) {
        hit = { ...hit, codes: shorter };
        hasShrunk = true;
      }
      end = Math.min(from, hit.codes.length);
      return true;
    },
    get hit() {
      return hit;
    },
  };
}
