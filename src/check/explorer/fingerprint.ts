import { keyedHash } from '../../base/dice';
import { type Digest, digestText, EMPTY_DIGEST } from '../../base/digest';
import type { Fingerprint } from './space';

/**
 * A state's fingerprint is the sum of its parts' fingerprints, lane by lane, so it does not depend on the order of the
 * wires and a step changes it by adding and subtracting. That is only as good as the parts are mixed: a digest alone
 * would let differences of similar texts cancel out.
 */
export function partFingerprint(what: string, text: string): Fingerprint {
  return mixed(digestText(digestText(EMPTY_DIGEST, what), text));
}

/** One well mixed word out of three. */
export function mixedWord(seed: number, a: number, b: number): number {
  let h = Math.imul(seed ^ Math.imul(a, 0xcc9e2d51), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(b, 0x1b873593), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return h ^ (h >>> 15);
}

function mixed({ high, low }: Digest): Fingerprint {
  return { high: keyedHash(1, high, low) | 0, low: keyedHash(2, low, high) | 0 };
}

/** The fingerprint of a row taken as it stands. */
export function rowFingerprint(ids: readonly number[]): Fingerprint {
  return notEmpty({
    high: keyedHash(1, ...ids) | 0,
    low: keyedHash(2, ids.length, ...ids) | 0,
  });
}

/** Both lanes 0 mean an empty place of the visited set. */
export function notEmpty({ high, low }: Fingerprint): Fingerprint {
  return { high, low: (high | low) === 0 ? 1 : low };
}
