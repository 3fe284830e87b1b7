/**
 * Chance that is keyed, not consumed: a draw is a pure function of a seed and of what is being drawn for, so an act
 * that removes one draw leaves every other draw as it was. Integers only; the same in Node and in every browser.
 */

const GOLDEN = 0x9e3779b9;

/** One round of mixing a 32-bit word into a 32-bit hash (murmur3's body). */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** Murmur3's finalizer: every input bit reaches every output bit. */
function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mixText(hash: number, text: string): number {
  let h = mix(hash, text.length);
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

/** A 32-bit unsigned hash of the parts, in order. Numbers are taken modulo 2^32. */
export function keyedHash(...parts: readonly (number | string)[]): number {
  let hash = GOLDEN;
  for (const part of parts)
    hash = typeof part === 'string' ? mixText(hash, part) : mix(hash, part | 0);
  return finish(hash);
}

/** An integer drawn evenly from `low` to `high`, both included, for this roll. */
export function rollBetween(roll: number, low: number, high: number): number {
  return low + Math.floor((roll / 0x1_0000_0000) * (high - low + 1));
}

/** Whether an event of this probability (0..1) happens, for this roll. Probabilities count in millionths. */
export function rollHappens(roll: number, probability: number): boolean {
  if (probability <= 0) return false;
  return rollBetween(roll, 0, 999_999) < Math.round(probability * 1_000_000);
}
