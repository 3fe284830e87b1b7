import type * as v from 'valibot';
import { parseJson } from '../../format/guard';
import { Refusal } from '../../format/refusal';
import { type Link, readBody, writeBody } from './body';
import { canDeflate, deflate, inflate } from './deflate';
import { DAMAGED, MOST_CHARACTERS, seal, unseal } from './envelope';

/** The version of the links that this page makes. */
export const LINK_VERSION = 1;

/** How the body of each version is read: one that was once given out stays here, or is refused with its reason. */
const READERS: Readonly<Record<number, typeof readBody>> = { 1: readBody };

/** Bytes that a body may inflate to. */
const MOST_BYTES = 262_144;

export interface Refused {
  readonly ok: false;
  /** The place in the body of the link, as a JSON pointer; empty for the link as a whole. */
  readonly pointer: string;
  readonly reason: string;
}

export type DecodedLink<S> = { readonly ok: true; readonly link: Link<S> } | Refused;
export type EncodedLink = { readonly ok: true; readonly text: string } | Refused;

/** The text of a link. */
export function packLink<const S extends v.GenericSchema>(
  link: Link<v.InferOutput<S>>,
  selectionSchema: S,
): Promise<EncodedLink> {
  return refusing(async () => {
    const json = JSON.stringify(writeBody(link));
    const bytes = new TextEncoder().encode(json);
    if (bytes.length > MOST_BYTES) throw new Refusal('', TOO_LARGE);
    // What this page could not open again is not given out.
    readBody(parseJson(json), selectionSchema);
    const text = seal({ version: LINK_VERSION, bytes: await deflate(bytes) });
    if (text.length > MOST_CHARACTERS) throw new Refusal('', TOO_LARGE);
    return { ok: true, text };
  });
}

const TOO_LARGE = 'this run is too large for a link; save it as a file';

/** The one door for links: bounded, strict, and it never throws. */
export function decodeLink<const S extends v.GenericSchema>(
  text: string,
  selectionSchema: S,
): Promise<DecodedLink<v.InferOutput<S>>> {
  return refusing(async () => {
    const { version, bytes } = unseal(text, whyNoVersion);
    const inflated = await inflate(bytes, MOST_BYTES);
    const read = READERS[version];
    if (inflated === 'damaged' || !read) throw new Refusal('', DAMAGED);
    if (inflated === 'too much')
      throw new Refusal('', `expected a body of at most ${MOST_BYTES} bytes`);
    return { ok: true, link: read(parseJson(textOf(inflated)), selectionSchema) };
  });
}

function whyNoVersion(version: number): string | null {
  if (READERS[version]) return null;
  return version > LINK_VERSION
    ? `the link was made by a newer version of this page: it is in version ${version}, and this page reads up to ${LINK_VERSION}`
    : `there never was a version ${version} of links`;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('', DAMAGED);
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    if (!canDeflate()) throw new Refusal('', 'this browser is too old for links to runs');
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, pointer: error.pointer, reason: error.reason };
  }
}
