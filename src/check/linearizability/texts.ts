/** A text by number: equal texts have equal numbers, so a register's state is one integer. */
export type Text = number;

/**
 * The texts of one history. A concatenation is kept as its two parts: ten thousand appends to one key cost memory for
 * ten thousand suffixes and not for ten thousand ever longer states.
 */
export interface Texts {
  readonly size: number;
  intern(text: string): Text;
  concat(left: Text, right: Text): Text;
  read(text: Text): string;
  lengthOf(text: Text): number;
  hashOf(text: Text): number;
  /** Whether `part` stands in `whole` from `start`. False only if it surely does not; hardly ever true when it does not. */
  mayStandAt(start: number, part: Text, whole: Text): boolean;
  /** The hash of `length` characters of a text from `start`. */
  hashAt(start: number, length: number, whole: Text): number;
}

export const EMPTY: Text = 0;

/** A polynomial hash modulo 2^32, because the hash of a concatenation follows from the hashes of its parts. */
const BASE = 0x01000193;

interface Node {
  readonly length: number;
  readonly hash: number;
  /** BASE to the power of the length: what the hash of a text before this one is multiplied by. */
  readonly shift: number;
  /** A literal, or the two halves of a concatenation. */
  readonly literal: string | null;
  readonly left: Text;
  readonly right: Text;
}

export function createTexts(): Texts {
  const nodes: Node[] = [];
  /** Texts by hash and length; equal ones are told apart from colliding ones by reading them. */
  const buckets = new Map<number, Text[]>();
  const concatenations = new Map<number, Text>();
  const prefixHashes = new Map<Text, Int32Array>();

  const nodeOf = (text: Text) => nodes[text] as Node;

  function keep(node: Node, content: () => string): Text {
    const key = (node.hash >>> 0) * 0x10_0000 + (node.length & 0xf_ffff);
    const bucket = buckets.get(key) ?? [];
    const wanted = bucket.length > 0 ? content() : '';
    for (const text of bucket) if (read(text) === wanted) return text;
    const made = nodes.push(node) - 1;
    bucket.push(made);
    buckets.set(key, bucket);
    return made;
  }

  function intern(text: string): Text {
    const node = { ...hashed(text), length: text.length, literal: text, left: EMPTY, right: EMPTY };
    return keep(node, () => text);
  }

  function concat(left: Text, right: Text): Text {
    // Both stay far below 2^26, so the key is a safe integer.
    const key = left * 0x400_0000 + right;
    const known = concatenations.get(key);
    if (known !== undefined) return known;
    const made = keep(
      joined(nodeOf(left), nodeOf(right), left, right),
      () => read(left) + read(right),
    );
    concatenations.set(key, made);
    return made;
  }

  function read(text: Text): string {
    const parts: string[] = [];
    const open: Text[] = [text];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { literal, left, right } = nodeOf(next);
      if (literal === null) open.push(left, right);
      else parts.push(literal);
    }
    return parts.reverse().join('');
  }

  function hashAt(start: number, length: number, whole: Text): number {
    const hashes = prefixHashes.get(whole) ?? prefixHashesOf(read(whole));
    prefixHashes.set(whole, hashes);
    const before = hashes[start] as number;
    // Most ask for a beginning, and before that there is nothing.
    const shifted = before === 0 ? 0 : Math.imul(before, power(length));
    return ((hashes[start + length] as number) - shifted) | 0;
  }

  intern('');
  return {
    get size() {
      return nodes.length;
    },
    intern,
    concat,
    read,
    lengthOf: (text) => nodeOf(text).length,
    hashOf: (text) => nodeOf(text).hash,
    hashAt,
    mayStandAt: (start, part, whole) =>
      start >= 0 &&
      start + nodeOf(part).length <= nodeOf(whole).length &&
      hashAt(start, nodeOf(part).length, whole) === nodeOf(part).hash,
  };
}

function joined(a: Node, b: Node, left: Text, right: Text): Node {
  return {
    length: a.length + b.length,
    hash: (Math.imul(a.hash, b.shift) + b.hash) | 0,
    shift: Math.imul(a.shift, b.shift),
    literal: null,
    left,
    right,
  };
}

function hashed(text: string): { hash: number; shift: number } {
  let hash = 0;
  let shift = 1;
  for (let i = 0; i < text.length; i++) {
    hash = withCharacter(hash, text, i);
    shift = Math.imul(shift, BASE);
  }
  return { hash, shift };
}

function power(exponent: number): number {
  let result = 1;
  let square = BASE;
  for (let rest = exponent; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

/** The hashes of all prefixes, by length. */
function prefixHashesOf(text: string): Int32Array {
  const hashes = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) hashes[i + 1] = withCharacter(hashes[i] as number, text, i);
  return hashes;
}

function withCharacter(hash: number, text: string, index: number): number {
  return (Math.imul(hash, BASE) + text.charCodeAt(index) + 1) | 0;
}
