/** A running 64-bit fingerprint of text (two FNV-1a lanes), equal in Node and in every browser. */
export interface Digest {
  readonly high: number;
  readonly low: number;
}

export const EMPTY_DIGEST: Digest = { high: 0x811c9dc5 | 0, low: 0x01000193 | 0 };

/** The fingerprint of what `digest` stood for, followed by `text`. */
export function digestText(digest: Digest, text: string): Digest {
  let { high, low } = digest;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code ^ (high >>> 15), 0x85ebca6b);
  }
  // A separator, so that "ab","c" and "a","bc" differ.
  return { high: Math.imul(high ^ 0x1f, 0x01000193), low: Math.imul(low ^ 0x1f, 0x85ebca6b) };
}

/** Sixteen hexadecimal digits. */
export function digestHex(digest: Digest): string {
  const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
  return hex(digest.high) + hex(digest.low);
}
