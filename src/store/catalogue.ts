import { decodeScenario, type Scenario } from '../scenarios/format';
import { whyNot } from '../scenarios/run';
import type { Problem } from './session';

/** A scenario that comes with the page. */
export interface CatalogueEntry {
  /** Its path under `scenarios/`, without the ending; also its name in a link. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
}

/** Fetches a text that comes with the page; rejects when there is none. */
export type FetchText = (path: string) => Promise<string>;

export type Loaded = { readonly scenario: Scenario } | { readonly problem: Problem };

/** A scenario from untrusted text; a refusal names the place and the reason. */
export function readScenario(text: string): Loaded {
  const decoded = decodeScenario(text);
  if (!decoded.ok) return refuse(decoded.pointer, decoded.reason);
  const refusal = whyNot(decoded.scenario);
  return refusal ? refuse(refusal.pointer, refusal.reason) : { scenario: decoded.scenario };
}

function refuse(pointer: string, reason: string): Loaded {
  return {
    problem: { title: 'This scenario cannot be opened', reason: `${pointer || '/'}: ${reason}` },
  };
}

const ID = /^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)*$/;

/** A scenario that comes with the page, by its id. */
export async function loadScenario(fetchText: FetchText, id: string): Promise<Loaded> {
  if (!ID.test(id))
    return { problem: { title: 'There is no such scenario', reason: `"${id.slice(0, 80)}"` } };
  try {
    return readScenario(await fetchText(`scenarios/${id}.json`));
  } catch {
    return {
      problem: {
        title: 'There is no such scenario',
        reason: `"${id}" did not come with the page.`,
      },
    };
  }
}

export async function loadCatalogue(fetchText: FetchText): Promise<readonly CatalogueEntry[]> {
  const { scenarios } = JSON.parse(await fetchText('scenarios/index.json')) as {
    scenarios: CatalogueEntry[];
  };
  return scenarios;
}
