import { isObject } from './atoms';
import { below, Refusal } from './refusal';

/** The keys of a valid step under which texts are names of peers and clerks. */
const NAMING = new Set([
  'peer',
  'peers',
  'clerk',
  'from',
  'to',
  'leader',
  'kill',
  'restart',
  'pause',
  'resume',
  'partition',
  'deaf',
  'hear',
  'sameResults',
]);

/** Refuses a name that the cluster does not have. */
export function checkNames(
  node: unknown,
  key: string,
  pointer: string,
  size: { peers: number; clerks: number },
): void {
  if (typeof node === 'string' && NAMING.has(key)) {
    const limit = node.startsWith('C') ? size.clerks : size.peers;
    if (Number(node.slice(1)) > limit)
      throw new Refusal(pointer, `the cluster has no ${node}: ${theCluster(size)}`);
  } else if (Array.isArray(node)) {
    for (const [index, part] of node.entries()) checkNames(part, key, below(pointer, index), size);
  } else if (isObject(node)) {
    for (const [k, part] of Object.entries(node)) checkNames(part, k, below(pointer, k), size);
  }
}

function theCluster(size: { peers: number; clerks: number }): string {
  const clerks = size.clerks === 0 ? 'no clerks' : range('C', size.clerks);
  return `it has ${range('S', size.peers)} and ${clerks}`;
}

function range(letter: string, last: number): string {
  return last === 1 ? `${letter}1` : `${letter}1 to ${letter}${last}`;
}
