import { createStore, type StoreApi } from 'zustand/vanilla';
import { goesBy, PROPERTIES } from '../check/judge';
import { isViolation } from '../scenarios/explore/condition';
import type {
  Aim,
  Bounds,
  ExploreRequest,
  Explorer,
  Finding,
  Progress,
} from '../scenarios/explore/contract';
import { type ProofSize, proofOf } from '../scenarios/explore/proofs';
import type { Condition } from '../scenarios/format';
import type { Moment } from '../scenarios/run';
import {
  type ExploreChoices,
  firstChoices,
  firstSize,
  goalText,
  readChoices,
} from './exploreChoices';
import {
  openProof,
  type Start,
  startAtBeginning,
  startBeforeBreak,
  startHere,
} from './exploreStarts';
import { nameOfFound, openedWords } from './exploreWords';
import type { Session } from './session';

/** What a search was asked. */
export interface Question {
  /** Whether all that can happen in a small cluster is to be seen, or what can happen in the run that is shown. */
  readonly kind: 'explore' | 'prove';
  /** A way to it is known, and a shorter one is wanted. */
  readonly isKnown: boolean;
  /** Where it starts: "event 12". */
  readonly from: string;
  /** The condition that is searched for, as it was written; null when a violation is. */
  readonly goal: string | null;
  readonly isPruned: boolean;
  readonly bounds: Bounds;
  readonly size: ProofSize | null;
  readonly protocol: Moment['protocol'];
  /** The wrong rules in force where it starts. */
  readonly broken: readonly string[];
}

/** A run that was found, as it is shown. */
export interface ShownRun {
  readonly branch: number;
  /** The depth it starts from. */
  readonly depth: number;
  /** What happens, one sentence an event. */
  readonly steps: readonly string[];
}

export interface ExploringState {
  readonly choices: ExploreChoices;
  readonly size: ProofSize;
  /** What of the choices cannot be understood. */
  readonly refused: { readonly field: string; readonly reason: string } | null;
  readonly status: 'idle' | 'searching' | 'found' | 'failed';
  /** Of the present or the latest search. */
  readonly question: Question | null;
  readonly progress: Progress | null;
  readonly finding: Finding | null;
  /** Why the latest search broke down. */
  readonly failure: string | null;
  readonly shown: ShownRun | null;
}

export interface Exploring {
  readonly store: StoreApi<ExploringState>;
  choose(change: Partial<ExploreChoices>): void;
  chooseSize(change: Partial<ProofSize>): void;
  explore(): void;
  /** Looks for the shortest way to the break of a property that is broken at this moment. */
  findShortest(property: string): void;
  prove(): void;
  stop(): void;
  /** Shows the run that was found: as a branch; of a proof, in the place of the present run. */
  openFound(): void;
}

interface How extends Pick<Question, 'goal' | 'isKnown'> {
  readonly shortest: boolean;
  readonly prune: Condition | null;
}

interface Search {
  readonly request: ExploreRequest;
  /** Null for another cluster than the one that is shown. */
  readonly start: Start | null;
}

/** Searches from the page: what to search for, how far it is, and what it found. The run that is shown is only looked at. */
export function createExploring(session: Session, explorer: Explorer): Exploring {
  const { cluster } = session.store.getState().scenario;
  const NOTHING = { question: null, progress: null, finding: null, failure: null, shown: null };
  const store = createStore<ExploringState>(() => ({
    choices: firstChoices(cluster),
    size: firstSize(cluster.protocol),
    refused: null,
    status: 'idle',
    ...NOTHING,
  }));
  let present: Search | null = null;
  let opening = false;

  session.store.subscribe(({ scenario }, before) => {
    if (scenario === before.scenario || opening) return;
    forget();
    if (scenario.cluster.protocol === before.scenario.cluster.protocol) return;
    store.setState({
      choices: firstChoices(scenario.cluster),
      size: firstSize(scenario.cluster.protocol),
    });
  });

  /** What was found belongs to a run that is no longer there. */
  function forget(): void {
    const wasSearching = store.getState().status === 'searching';
    present = null;
    if (wasSearching) explorer.stop();
    store.setState({ status: 'idle', refused: null, ...NOTHING });
  }

  function explore(): void {
    const { choices } = store.getState();
    const { scenario } = session.store.getState();
    const read = readChoices(choices, scenario.cluster);
    if ('reason' in read) {
      store.setState({ refused: read });
      return;
    }
    const { bounds, goal, prune } = read;
    const start = choices.from === 'here' ? startHere(session) : startAtBeginning(session);
    searchFrom(start, bounds, aimOf(goal), {
      shortest: choices.shortest,
      prune,
      goal: goal && goalText(choices.goal),
      isKnown: false,
    });
  }

  function findShortest(property: string): void {
    const found = startBeforeBreak(session, property);
    if (!found) return;
    const aim: Aim = { kind: 'violation', property };
    const how = { shortest: true, prune: null, goal: null, isKnown: true };
    searchFrom(found.start, found.bounds, aim, how);
  }

  function searchFrom(
    start: Start,
    bounds: Bounds,
    aim: Aim,
    { shortest, prune, ...asked }: How,
  ): void {
    const { scenario } = session.store.getState();
    const { moment } = start;
    const request = { scenario, moment, bounds, aim, ...(prune && { prune }), shortest };
    search(
      { request, start },
      {
        kind: 'explore',
        ...asked,
        isPruned: prune !== null,
        size: null,
        ...about(start.words, request),
      },
    );
  }

  function prove(): void {
    const { size } = store.getState();
    const { moment } = session.store.getState();
    const request = proofOf(size, moment.world.broken ?? []);
    search(
      { request, start: null },
      {
        kind: 'prove',
        goal: null,
        isKnown: false,
        isPruned: false,
        size,
        ...about('its beginning', request),
      },
    );
  }

  function search(mine: Search, question: Question): void {
    present = mine;
    store.setState({ ...NOTHING, status: 'searching', refused: null, question });
    const cursor = cursorOf(session);
    const isMine = () => present === mine;
    explorer.explore(mine.request, {
      progress: (progress) => isMine() && store.setState({ progress }),
      found(finding) {
        if (!isMine()) return;
        store.setState({ status: 'found', progress: finding, finding });
        // Whoever has gone on meanwhile is not torn away.
        if (finding.run && mine.start && cursorOf(session) === cursor) openFound();
      },
      failed: (failure) => isMine() && store.setState({ status: 'failed', failure }),
    });
  }

  function openFound(): void {
    const { finding, question, shown } = store.getState();
    if (!finding?.run || !question || !present) return;
    if (shown) {
      session.showBranch(shown.branch);
      session.seek(shown.depth);
      return;
    }
    opening = true;
    const { place, leadUp } = present.start ?? openProof(session, present.request);
    opening = false;
    const name = nameOfFound(finding, question);
    const trial = { events: [...leadUp, ...finding.run], leadUp: leadUp.length, name };
    if (!session.tryOut(place, trial, openedWords(finding))) return;
    store.setState({ shown: shownIn(session, finding.run.length) });
  }

  return {
    store,
    choose: (change) =>
      store.setState(({ choices }) => ({ choices: { ...choices, ...change }, refused: null })),
    chooseSize: (change) => store.setState(({ size }) => ({ size: { ...size, ...change } })),
    explore,
    findShortest,
    prove,
    stop: () => explorer.stop(),
    openFound,
  };
}

function aimOf(goal: Condition | null): Aim {
  if (goal === null) return { kind: 'violation' };
  if (!isViolation(goal)) return { kind: 'goal', condition: goal };
  const { violated } = goal;
  const property = PROPERTIES.find(({ id }) => goesBy(id, violated))?.id ?? violated;
  return { kind: 'violation', property };
}

function about(from: string, { bounds, moment }: ExploreRequest) {
  return { from, bounds, protocol: moment.protocol, broken: moment.world.broken ?? [] };
}

function shownIn(session: Session, count: number): ShownRun {
  const { branches, depth } = session.store.getState();
  const branch = branches.find(({ shown }) => shown)?.id ?? 0;
  const steps = Array.from({ length: count }, (_, i) => {
    return session.narrationAt(depth + i + 1)?.headline ?? '';
  });
  return { branch, depth, steps };
}

/** Where the cursor stands, as a text to compare. */
function cursorOf(session: Session): string {
  const { branches, depth } = session.store.getState();
  return `${branches.find(({ shown }) => shown)?.id}/${depth}`;
}
