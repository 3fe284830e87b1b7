import { decodeScenario } from './decode';

/** A scenario that comes with the page. */
export interface CatalogueEntry {
  /** Its path under `scenarios/`, without ".json". */
  readonly id: string;
  readonly title: string;
  readonly group: string;
}

/** The folders in the order in which their groups are offered. */
const GROUPS: Readonly<Record<string, string>> = {
  '': 'Start here',
  multi: 'A stable leader (Multi-Paxos)',
  bugs: 'The bug lab: wrong on purpose',
  'mit-paxos': 'MIT 6.824 library tests',
  'mit-kvpaxos': 'MIT 6.824 key/value tests',
  dslabs: 'DSLabs Paxos lab tests',
};

/** What the page shows first. */
const OPENING = 'opening';

/** What the page offers, the opening first: a folder is a group. Throws when a file is no scenario. */
export function catalogueOf(files: ReadonlyMap<string, string>): CatalogueEntry[] {
  const ids = [...files.keys()].sort((a, b) => rankOf(a) - rankOf(b) || compare(a, b));
  return ids.map((id) => ({ id, title: titleOf(id, files.get(id) ?? ''), group: groupOf(id) }));
}

function titleOf(id: string, text: string): string {
  const decoded = decodeScenario(text);
  if (decoded.ok) return decoded.scenario.title;
  throw new Error(`${id}.json ${decoded.pointer}: ${decoded.reason}`);
}

function folderOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

function groupOf(id: string): string {
  const folder = folderOf(id);
  return GROUPS[folder] ?? folder;
}

function rankOf(id: string): number {
  if (id === OPENING) return -1;
  const place = Object.keys(GROUPS).indexOf(folderOf(id));
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
