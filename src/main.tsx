import {
  browserAlarm,
  browserFrames,
  browserKeeper,
  browserSession,
  fetchText,
} from './store/browser';
import { loadCatalogue, loadScenario } from './store/catalogue';
import { readLink } from './store/link';
import { openPage } from './store/page';
import { type WorkerLike, workerExplorer } from './store/workerExplorer';
import { mount } from './views/mount';

/** The only place where the real clock, storage, network and address meet the page. */
async function main(): Promise<void> {
  const session = await openPage({
    lastSession: browserSession,
    frames: browserFrames,
    explorer: workerExplorer(makeExplorer, browserAlarm),
    keeper: browserKeeper,
    link: readLink(location.hash),
    loadScenario: (id) => loadScenario(fetchText, id),
    loadCatalogue: () => loadCatalogue(fetchText),
  });
  const root = document.getElementById('root');
  if (root) mount(root, session);
  addEventListener('hashchange', () => void session.follow(readLink(location.hash)));
}

/** A worker of its own: the page stays awake while it searches. */
const makeExplorer = () =>
  new Worker(new URL('./scenarios/explore/worker.ts', import.meta.url), {
    type: 'module',
  }) as WorkerLike;

void main();
