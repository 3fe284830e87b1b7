import type { Scenario } from '../scenarios/format';
import type { CatalogueEntry, Loaded } from './catalogue';
import { readScenario } from './catalogue';
import type { LinkRequest } from './link';
import type { Preferences } from './preferences';
import { createSession, type Session, type SessionOptions } from './session';

/** What the page starts from. */
export interface PageOptions extends SessionOptions {
  readonly link: LinkRequest;
  loadScenario(id: string): Promise<Loaded>;
  loadCatalogue(): Promise<readonly CatalogueEntry[]>;
}

/** The session of the page, with what only a page can do: fetch scenarios and follow links. */
export interface PageSession extends Session {
  readonly catalogue: readonly CatalogueEntry[];
  /** Opens a scenario that came with the page. */
  openById(id: string, seed?: number | null): Promise<void>;
  /** Opens a scenario from a file or a paste; a bad one is reported and nothing on screen is lost. */
  openText(text: string): void;
  follow(link: LinkRequest): Promise<void>;
}

export const OPENING = 'opening';

export async function openPage(options: PageOptions): Promise<PageSession> {
  const { link } = options;
  const [catalogue, asked] = await Promise.all([
    options.loadCatalogue().catch(() => []),
    options.loadScenario(link.scenario ?? OPENING),
  ]);
  // A link to nothing opens the usual page, and says so.
  const first = 'scenario' in asked ? asked : await options.loadScenario(OPENING);
  if ('problem' in first) throw new Error(first.problem.reason);
  const id = 'scenario' in asked ? (link.scenario ?? OPENING) : OPENING;
  const session = createSession(withSeed(first.scenario, link.seed), id, options);
  if ('problem' in asked) session.report(asked.problem);
  if (isTheme(link.theme))
    session.store.setState(({ preferences }) => ({
      preferences: { ...preferences, theme: link.theme as Preferences['theme'] },
    }));
  if (!link.paused) session.play();

  function open(loaded: Loaded, openedId: string | null, seed: number | null): void {
    if ('problem' in loaded) session.report(loaded.problem);
    else session.open(withSeed(loaded.scenario, seed), openedId);
  }

  async function openById(next: string, seed: number | null = null): Promise<void> {
    open(await options.loadScenario(next), next, seed);
  }

  return {
    ...session,
    catalogue,
    openById,
    openText: (text) => open(readScenario(text), null, null),
    follow: async ({ scenario, seed }) => {
      if (scenario) await openById(scenario, seed);
    },
  };
}

function isTheme(theme: string | null): boolean {
  return theme === 'light' || theme === 'dark' || theme === 'projector';
}

function withSeed(scenario: Scenario, seed: number | null): Scenario {
  return seed === null ? scenario : { ...scenario, cluster: { ...scenario.cluster, seed } };
}
