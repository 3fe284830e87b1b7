import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClusterCall, ClusterEvent } from '../check/cluster';
import { PROPERTIES } from '../check/judge';
import type { Scenario } from '../scenarios/format';
import { createRun, type Moment } from '../scenarios/run';
import { type Happening, ImpossibleEvent } from '../sim/events';
import type { MomentId } from '../sim/history';
import { type Branch, createBranch } from './branch';
import { type Clock, createClock, type Frames } from './clock';
import { focusOf } from './focus';
import type { Narration } from './narrator';
import { createPlayer, type Player } from './player';
import { DEFAULT_PREFERENCES, type PreferenceKeeper, type Preferences } from './preferences';
import { sameThing, type Thing } from './things';
import type { Trace } from './trace';

/** Something to tell in passing; `undo`: it tells of an act that can be undone. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo: boolean;
}

/** Something that went wrong, with what was kept and what to do; shown until it is dismissed. */
export interface Problem {
  readonly title: string;
  readonly reason: string;
}

/** A small form that is open: Start or Done at a server, or the choice of a partition. */
export type Form =
  | { readonly kind: 'start' | 'done'; readonly server: number }
  | { readonly kind: 'partition' }
  | { readonly kind: 'weather' }
  | { readonly kind: 'workload' };

/** Everything a view draws. Plain data, replaced as a whole by the session's verbs. */
export interface SessionState {
  readonly scenarioId: string | null;
  readonly scenario: Scenario;
  /** The moment under the cursor. */
  readonly moment: Moment;
  readonly depth: number;
  readonly length: number;
  readonly trace: Trace;
  /** What the event under the cursor did; null at the beginning. */
  readonly narration: Narration | null;
  readonly playing: boolean;
  /** Virtual seconds per real second. */
  readonly speed: number;
  readonly selection: Thing | null;
  readonly hover: Thing | null;
  /** The instance whose registers stand on the cards. */
  readonly focus: number;
  /** How many acts can be undone and redone. */
  readonly undoable: number;
  readonly redoable: number;
  readonly toast: Toast | null;
  readonly problem: Problem | null;
  readonly form: Form | null;
  readonly preferences: Preferences;
}

interface Undone {
  readonly path: readonly MomentId[];
  readonly depth: number;
}

/** What the outside world lends: a frame clock, and a place for preferences. */
export interface SessionOptions {
  readonly frames: Frames;
  readonly keeper: PreferenceKeeper;
}

export interface Session {
  readonly store: StoreApi<SessionState>;
  /** The moment that is drawn; views follow it for motion. */
  readonly clock: Clock;
  open(scenario: Scenario, id: string | null): void;
  play(): void;
  pause(): void;
  step(): void;
  stepBack(): void;
  goToStart(): void;
  goToEnd(): void;
  seek(depth: number): void;
  setSpeed(speed: number): void;
  /** A person's hand: does it now, forking when the cursor is in the past. `said` is told in a toast. */
  act(happening: Happening<ClusterCall>, said: string): boolean;
  undo(): void;
  redo(): void;
  select(thing: Thing | null): void;
  hover(thing: Thing | null): void;
  openForm(form: Form | null): void;
  tell(text: string): void;
  report(problem: Problem | null): void;
  dismissToast(): void;
  prefer(change: Partial<Preferences>): void;
  eventAt: Branch['eventAt'];
  recordAt: Branch['recordAt'];
  narrationAt: Branch['narrationAt'];
}

const DEFAULT_SPEED = 0.1;
/** Going to the end plays the script through, within reason. */
const MOST_EVENTS_TO_END = 20_000;

export function createSession(
  scenario: Scenario,
  id: string | null,
  options: SessionOptions,
): Session {
  const clock = createClock();
  let branch = createBranch(createRun(scenario, true));
  let acts: Undone[] = [];
  let undone: Undone[] = [];
  let toasts = 0;

  const store = createStore<SessionState>(() => ({
    scenarioId: id,
    scenario,
    ...picture(branch, null),
    playing: false,
    speed: scenario.playback?.speed ?? DEFAULT_SPEED,
    selection: null,
    hover: null,
    undoable: 0,
    redoable: 0,
    toast: null,
    problem: null,
    form: null,
    preferences: { ...DEFAULT_PREFERENCES, ...options.keeper.load() },
  }));

  /** Shows the cursor's moment; the clock follows it unless it runs by itself. */
  function show(): void {
    const { selection, moment } = store.getState();
    const { remark } = branch.moment.cue;
    if (remark && remark !== moment.cue.remark)
      tell(`The scenario did not go as written: ${remark.message}.`);
    store.setState({
      ...picture(branch, selection),
      undoable: acts.length,
      redoable: undone.length,
    });
  }

  const player: Player = createPlayer({
    frames: options.frames,
    clock,
    branch: () => branch,
    speed: () => store.getState().speed,
    isPlaying: () => store.getState().playing,
    moved: show,
    violated: () => {
      pause();
      report({ title: 'A safety property is broken', reason: describeViolation(branch.moment) });
    },
  });

  /** The cursor stands elsewhere now: the clock and the picture follow. */
  function arrive(): void {
    player.settle();
    show();
  }

  /** A person moves the cursor: playing ends, and the picture is that of the new moment. */
  function travel(move: () => void): void {
    pause();
    move();
    arrive();
  }

  function play(): void {
    store.setState({ playing: true });
    player.start();
  }

  function pause(): void {
    store.setState({ playing: false });
  }

  function goToEnd(): void {
    branch.seek(branch.length);
    for (let i = 0; i < MOST_EVENTS_TO_END && !branch.run.isThrough(branch.moment); i++) {
      if (!branch.forward()) break;
    }
  }

  function act(happening: Happening<ClusterCall>, said: string): boolean {
    const before = { path: branch.path(), depth: branch.depth };
    const at = Math.max(branch.moment.world.now, Math.floor(clock.now()));
    try {
      branch.act({ ...happening, at } as ClusterEvent);
    } catch (error) {
      if (!(error instanceof ImpossibleEvent)) throw error;
      tell(`That cannot be done now: ${error.message}.`);
      return false;
    }
    acts = [...acts, before];
    undone = [];
    arrive();
    store.setState({ toast: { id: ++toasts, text: said, undo: true } });
    if (store.getState().playing) player.start();
    return true;
  }

  /** Takes back the last act: the branch ends where it was done, and what follows by itself may follow anew. */
  function undo(): void {
    const last = acts[acts.length - 1];
    if (!last) return;
    undone = [...undone, { path: branch.path(), depth: branch.depth }];
    acts = acts.slice(0, -1);
    branch.restore(last.path, last.depth);
    arrive();
    store.setState({ toast: { id: ++toasts, text: 'Undone.', undo: false } });
  }

  function redo(): void {
    const last = undone[undone.length - 1];
    if (!last) return;
    acts = [...acts, { path: branch.path(), depth: branch.depth }];
    undone = undone.slice(0, -1);
    branch.restore(last.path, last.depth);
    arrive();
  }

  function tell(text: string): void {
    store.setState({ toast: { id: ++toasts, text, undo: false } });
  }

  function report(problem: Problem | null): void {
    store.setState({ problem });
  }

  return {
    store,
    clock,
    open(next, nextId) {
      branch = createBranch(createRun(next, true));
      acts = [];
      undone = [];
      clock.set(0);
      const speed = next.playback?.speed ?? DEFAULT_SPEED;
      store.setState({
        scenario: next,
        scenarioId: nextId,
        speed,
        selection: null,
        hover: null,
        form: null,
        problem: null,
      });
      arrive();
    },
    play,
    pause,
    step: () => travel(() => branch.forward() || tell('Nothing is left to happen by itself.')),
    stepBack: () => travel(() => branch.seek(branch.depth - 1)),
    goToStart: () => travel(() => branch.seek(0)),
    goToEnd: () => travel(goToEnd),
    seek: (depth) => travel(() => branch.seek(depth)),
    setSpeed: (speed) => store.setState({ speed }),
    act,
    undo,
    redo,
    select(selection) {
      store.setState({
        selection,
        focus: focusOf(selection, branch.moment, branch.trace, branch.eventAt),
      });
    },
    hover(hover) {
      if (!sameThing(hover, store.getState().hover)) store.setState({ hover });
    },
    openForm: (form) => store.setState({ form }),
    tell,
    report,
    dismissToast: () => store.setState({ toast: null }),
    prefer(change) {
      const preferences = { ...store.getState().preferences, ...change };
      store.setState({ preferences });
      options.keeper.save(preferences);
    },
    eventAt: (depth) => branch.eventAt(depth),
    recordAt: (depth) => branch.recordAt(depth),
    narrationAt: (depth) => branch.narrationAt(depth),
  };
}

function picture(branch: Branch, selection: Thing | null) {
  const { moment, depth, length, trace } = branch;
  const narration = branch.narrationAt(depth) ?? null;
  return {
    moment,
    depth,
    length,
    trace,
    narration,
    focus: focusOf(selection, moment, trace, branch.eventAt),
  };
}

/** The property in its own words, with its name for those who look it up. */
function describeViolation({ violations }: Moment): string {
  const last = violations[violations.length - 1];
  const property = PROPERTIES.find(({ id }) => id === last?.property);
  return property ? `No longer true: “${property.says}” (${property.id})` : '';
}
