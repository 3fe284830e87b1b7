import { decodeScenario } from './decode';

/** A scenario that comes with the page. */
export interface CatalogueEntry {
  /** Its path under `scenarios/`, without ".json". */
  readonly id: string;
  readonly title: string;
  readonly group: string;
}

const GROUPS: Readonly<Record<string, string>> = {
  '': 'Start here',
  'mit-paxos': 'MIT 6.824 library tests',
  'mit-kvpaxos': 'MIT 6.824 key/value tests',
};

/** What the page offers: a folder is a group; the files of the top folder come first. Throws when a file is no scenario. */
export function catalogueOf(files: ReadonlyMap<string, string>): CatalogueEntry[] {
  const ids = [...files.keys()].sort((a, b) => compare(folderOf(a), folderOf(b)) || compare(a, b));
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
