import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preemption } from '../protocol/multi';
import type { Explorer } from '../scenarios/explore/contract';
import type { Cluster, Scenario } from '../scenarios/format';
import type { EncodedLink } from '../scenarios/share/link/codec';
import type { CatalogueEntry, Loaded } from './catalogue';
import { readScenario } from './catalogue';
import { CONTENDERS, type Compared, isWayOf, waitsIn } from './comparison';
import { holdContests } from './contests';
import { countersAt } from './counters';
import { createExploring, type Exploring } from './exploring';
import { looksForeign, type OpenForeign, openForeign } from './foreign';
import { judgeHistory, looksLikeHistory } from './history';
import type { LinkRequest } from './link';
import type { Note } from './notes';
import type { Preferences } from './preferences';
import { canRunUnder, FIRST_OF, type Protocol, under } from './protocols';
import { askForTab, createSafetyPlace, type SafetyStore } from './safetyPlace';
import { createSession, type Session, type SessionOptions } from './session';
import { encodeSession, type Origin, openSession } from './sharing';

/** What the page starts from. */
export interface PageOptions extends SessionOptions {
  readonly link: LinkRequest;
  loadScenario(id: string): Promise<Loaded>;
  loadCatalogue(): Promise<readonly CatalogueEntry[]>;
  /** Where the last session is kept between visits, and the way to it when the address asks for nothing else. */
  readonly lastSession: SessionKeeper;
  /** Who searches for runs; never while the page waits. */
  readonly explorer: Explorer;
}

/** The text of a link to the last session. Storage may be missing, full or forbidden, which is never an error. */
export interface SessionKeeper {
  load(): string | null;
  save(text: string | null): void;
  /** Calls back once, when the page has been quiet for a moment; a later call takes the place of an earlier one. */
  whenQuiet(callback: () => void): void;
}

/** The session of the page, with what only a page can do: fetch scenarios and follow links. */
export interface PageSession extends Session {
  readonly catalogue: readonly CatalogueEntry[];
  /** Opens a scenario that came with the page. */
  openById(id: string, seed?: number | null): Promise<void>;
  /** Searches for runs that break something, from here or from a small cluster of their own. */
  readonly exploring: Exploring;
  /** What was said at moments by hand, to be saved with a recording. */
  readonly notes: StoreApi<readonly Note[]>;
  /** What of the Safety region is open. */
  readonly safety: SafetyStore;
  /** Somebody else's trace while it is shown in the place of the cluster, whose session stays as it is. */
  readonly foreign: StoreApi<OpenForeign | null>;
  /** Opens a scenario, a foreign trace or a history of calls from a file or a paste; a bad one is reported and nothing on screen is lost. */
  openText(text: string): void;
  follow(link: LinkRequest): Promise<void>;
  /** Runs the same scenario under another protocol or, when its script is written for one only, the other's first one. */
  runUnder(protocol: Protocol, preemption?: Preemption): Promise<void>;
  /** The text of a link to the shown branch and its cursor, to stand behind {@link runHash}. */
  share(): Promise<EncodedLink>;
  /** Opens a whole run; one that is damaged or too new is reported, and nothing on screen is lost. */
  openRun(text: string): Promise<void>;
  /** Forgets the kept session, and opens the usual beginning. */
  startAfresh(): Promise<void>;
  /**
   * Sets the run up to its present moment beside the other ways to agree, and tells of one after the other.
   * @returns the way to stop
   */
  compare(told: (compared: Compared) => void): () => void;
}

export const OPENING = 'opening';

type Way = Pick<Cluster, 'preemption'> & { readonly protocol: Protocol };

interface Opened {
  readonly scenario: Scenario;
  readonly id: string | null;
  /** It stands in for what was asked for. */
  readonly instead?: true;
}

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
  const opened = await inWay(
    { scenario: withSeed(first.scenario, link.seed), id },
    wayOf(link, first.scenario),
  );
  const session = createSession(opened.scenario, opened.id, options);
  tellIfInstead(opened, first.scenario);
  if ('problem' in asked) session.report(asked.problem);
  if (isTheme(link.theme))
    session.store.setState(({ preferences }) => ({
      preferences: { ...preferences, theme: link.theme as Preferences['theme'] },
    }));
  const asksForNothing = link.scenario === null && link.protocol === null && link.run === null;
  const kept = asksForNothing ? options.lastSession.load() : null;
  const wanted = link.run ?? kept;
  // A story waits for its teller, and a run that is opened stands where it was left.
  if (wanted === null && !link.paused && session.store.getState().stepping === 'events')
    session.play();

  /** The same scenario in another way to agree; one that is written for a single protocol makes way for a story. */
  async function inWay(opened: Opened, way: Way | null): Promise<Opened> {
    if (!way) return opened;
    if (canRunUnder(opened.scenario, way.protocol))
      return { ...opened, scenario: under(opened.scenario, way) };
    const other = FIRST_OF[way.protocol];
    const story = await options.loadScenario(other);
    if ('problem' in story) return opened;
    return { scenario: under(story.scenario, way), id: other, instead: true };
  }

  function tellIfInstead({ instead, scenario }: Opened, asked: Scenario): void {
    if (instead)
      session.tell(
        `“${asked.title}” is written for one protocol only. Here is a story of the other: “${scenario.title}”.`,
      );
  }

  async function openInWay(opened: Opened, way: Way | null): Promise<void> {
    const next = await inWay(opened, way);
    session.open(next.scenario, next.id);
    tellIfInstead(next, opened.scenario);
  }

  async function openById(next: string, seed: number | null = null, asks?: LinkRequest) {
    const loaded = await options.loadScenario(next);
    if ('problem' in loaded) session.report(loaded.problem);
    else {
      const scenario = withSeed(loaded.scenario, seed);
      await openInWay({ scenario, id: next }, asks ? wayOf(asks, scenario) : null);
    }
  }

  function present(): Opened {
    const { scenario, scenarioId } = session.store.getState();
    return { scenario, id: scenarioId };
  }

  const notes = createStore<readonly Note[]>(() => []);
  const safety = createSafetyPlace();
  const exploring = createExploring(session, options.explorer);
  safety.setState({
    findShortest(property) {
      exploring.findShortest(property);
      askForTab(safety, 'explore');
    },
  });
  const foreign = createStore<OpenForeign | null>(() => null);

  function openText(text: string): void {
    if (looksForeign(text)) {
      const opened = openForeign(text);
      if ('problem' in opened) session.report(opened.problem);
      else {
        session.pause();
        foreign.setState(opened.foreign, true);
      }
      return;
    }
    if (looksLikeHistory(text)) {
      session.report(judgeHistory(text));
      return;
    }
    const loaded = readScenario(text);
    if ('problem' in loaded) session.report(loaded.problem);
    else {
      foreign.setState(null, true);
      session.open(loaded.scenario, null);
    }
  }

  async function follow(asks: LinkRequest): Promise<void> {
    if (asks.run) return openRun(asks.run);
    if (asks.scenario) return openById(asks.scenario, asks.seed, asks);
    const way = wayOf(asks, present().scenario);
    if (way) await openInWay(present(), way);
  }

  function compare(told: (compared: Compared) => void): () => void {
    const { scenario, moment, trace, depth } = session.store.getState();
    const until = moment.world.now;
    const same = CONTENDERS.find((contender) => isWayOf(scenario.cluster, contender));
    if (same) {
      const counters = countersAt(trace, moment.facts, depth);
      told({ contender: same, counters, ...waitsIn(moment, until), leftOut: 0, until });
    }
    const others = CONTENDERS.filter((contender) => contender !== same);
    return holdContests({ scenario, acts: session.acts(), until }, others, options.frames, told);
  }

  // What came with the page is what a link to it need not say.
  let origin: Origin = id === null ? null : { id, scenario: first.scenario };

  async function originOf(): Promise<Origin> {
    const { scenarioId } = session.store.getState();
    if (scenarioId === null) return null;
    if (origin?.id !== scenarioId) {
      const loaded = await options.loadScenario(scenarioId);
      origin = 'scenario' in loaded ? { id: scenarioId, scenario: loaded.scenario } : null;
    }
    return origin;
  }

  const share = async () => encodeSession(session, await originOf());

  async function openRun(text: string): Promise<void> {
    const problem = await openSession(session, text, options.loadScenario);
    if (problem) session.report(problem);
  }

  async function startAfresh(): Promise<void> {
    options.lastSession.save(null);
    await openById(OPENING);
  }

  async function keep(): Promise<void> {
    const encoded = await share();
    options.lastSession.save(encoded.ok ? encoded.text : null);
  }

  if (link.run !== null) await openRun(link.run);
  else if (kept !== null) {
    const problem = await openSession(session, kept, options.loadScenario);
    if (problem === null)
      session.tell('Your last session is back. Share… has a way to start afresh.');
  }
  session.store.subscribe((now, before) => {
    const moved = now.depth !== before.depth || now.scenario !== before.scenario;
    if (moved || now.selection !== before.selection)
      options.lastSession.whenQuiet(() => void keep());
  });

  return {
    ...session,
    share,
    openRun,
    startAfresh,
    catalogue,
    openById,
    openText,
    foreign,
    notes,
    safety,
    exploring,
    follow,
    runUnder: (protocol, preemption = 'wait') => openInWay(present(), { protocol, preemption }),
    compare,
  };
}

/** The way that a link asks for, for this scenario; null when it asks for none, or for what only leaders can do. */
function wayOf({ protocol, preemption }: LinkRequest, { cluster }: Scenario): Way | null {
  if (protocol === null && (preemption === null || cluster.protocol !== 'multi')) return null;
  return { protocol: protocol ?? 'multi', preemption: preemption ?? kept(protocol, cluster) };
}

/** A cluster of that protocol keeps its policy. */
function kept(protocol: Protocol | null, cluster: Cluster): Preemption {
  return cluster.protocol === protocol ? cluster.preemption : 'wait';
}

function isTheme(theme: string | null): boolean {
  return theme === 'light' || theme === 'dark' || theme === 'projector';
}

function withSeed(scenario: Scenario, seed: number | null): Scenario {
  return seed === null ? scenario : { ...scenario, cluster: { ...scenario.cluster, seed } };
}
