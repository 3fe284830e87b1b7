import type { Beat } from '../../store/beats';

/** So many of the longest texts are tried for size; which of them takes the most lines depends on where they break. */
const TRIED = 12;

/** The longest texts of a story, each once: room is kept for all of them. */
export function longestOf(beats: readonly Beat[]): readonly string[] {
  const texts = [...new Set(beats.map(({ text }) => text))];
  return texts.sort((a, b) => b.length - a.length).slice(0, TRIED);
}

/** How large a story can be written: all its captions alike, two or three lines on a projector, or it scrolls. */
export function lengthOf([longest = '']: readonly string[]): 'short' | 'medium' | 'long' {
  if (longest.length <= 140) return 'short';
  return longest.length <= 280 ? 'medium' : 'long';
}
