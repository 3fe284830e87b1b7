import { shippedIn } from '../scenarios/shipped.testkit';
import { explorerOfHand } from './explorer.testkit';
import { readLink } from './link';
import { openPage, type PageSession } from './page';

/** A page as an address opens it, with the scenarios that come with it, standing still; its frames come on call. */
export async function pageAt(address: string) {
  const explorer = explorerOfHand();
  let waiting: ((milliseconds: number) => void)[] = [];
  const session: PageSession = await openPage({
    frames: { request: (callback) => void waiting.push(callback) },
    keeper: { load: () => ({}), save: () => {} },
    link: readLink(`#paused&${address}`),
    loadScenario: async (id) => loadShipped(id),
    loadCatalogue: async () => [],
    lastSession: { load: () => null, save: () => {}, whenQuiet: () => {} },
    explorer: explorer.explorer,
  });
  /** So many pictures; false when nobody waits for the next one. */
  function frames(count: number): boolean {
    for (let i = 0; i < count; i++) {
      const due = waiting;
      waiting = [];
      for (const callback of due) callback(i * 50);
    }
    return waiting.length > 0;
  }
  return { session, explorer, frames, state: () => session.store.getState() };
}

function loadShipped(id: string) {
  const at = id.lastIndexOf('/');
  const shipped = shippedIn(at < 0 ? '.' : id.slice(0, at));
  const file = `${id.slice(at + 1)}.json`;
  return shipped.files.includes(file)
    ? { scenario: shipped.load(file) }
    : { problem: { title: 'There is no such scenario', reason: id } };
}
