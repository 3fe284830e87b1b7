import { digestHex, digestText, EMPTY_DIGEST } from '../../../base/digest';
import { Refusal } from '../../format/refusal';
import { fromBase64url, toBase64url } from './base64url';

/** Characters of a link: whatever is longer is refused, never cut short. */
export const MOST_CHARACTERS = 32_768;

export const DAMAGED = 'the link is damaged';

export interface Sealed {
  readonly version: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The text of a link: its version, its bytes, and a check sum, with dots between. */
export function seal({ version, bytes }: Sealed): string {
  const packed = toBase64url(bytes);
  return `${version}.${packed}.${checkSum(packed)}`;
}

/**
 * What is sealed in the text of a link.
 * @param whyNot why a version cannot be read, or null: it is asked first, for a later version may be sealed in another way
 * @throws Refusal
 */
export function unseal(text: string, whyNot: (version: number) => string | null): Sealed {
  if (text.length > MOST_CHARACTERS)
    throw new Refusal('', `expected at most ${MOST_CHARACTERS} characters`);
  const digits = /^\d{1,6}(?=\.)/.exec(text)?.[0];
  if (digits === undefined) throw new Refusal('', 'this is no link to a run');
  const refused = whyNot(Number(digits));
  if (refused !== null) throw new Refusal('', refused);
  const [packed = '', sum, ...rest] = text.slice(digits.length + 1).split('.');
  if (sum?.length !== DIGITS || rest.length > 0)
    throw new Refusal('', 'the link is damaged or cut off');
  const bytes = sum === checkSum(packed) ? fromBase64url(packed) : null;
  if (!bytes) throw new Refusal('', DAMAGED);
  return { version: Number(digits), bytes };
}

const DIGITS = 6;

/** Notices what was lost or mistyped on the way; whoever wants to deceive can, and gets no further. */
function checkSum(packed: string): string {
  return digestHex(digestText(EMPTY_DIGEST, packed)).slice(0, DIGITS);
}
