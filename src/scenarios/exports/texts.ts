import { digestHex, digestText, EMPTY_DIGEST } from '../../base/digest';
import { spaced } from '../../protocol/sentences';

/** Longer values do not stand in every state of a file. */
const LONG = 200;
const HEAD = 60;
const LINE = 500;

/** A long text cut, with its length, and a fingerprint, so that two that differ stay different. */
export function cutText(text: string): string {
  if (text.length <= LONG) return text;
  const print = digestHex(digestText(EMPTY_DIGEST, text));
  return `${head(text, HEAD)}… (${spaced(text.length)} characters, ${print})`;
}

/** Any text as a part of one line: no line breaks, no control characters, not endless. */
export function oneLine(text: string): string {
  const flat = wellFormed(head(text, LINE)).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LINE ? `${flat}…` : flat;
}

/** Half a character, which no UTF-8 can hold, becomes the sign for one. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

/** Without half a character at the end, of one that takes two places. */
function head(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
