import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClusterCall, ClusterEvent } from '../check/cluster';
import type { Scenario } from '../scenarios/format';
import { createRun, type Moment, type Run } from '../scenarios/run';
import { type Course, doSlice, replay } from '../scenarios/share/replay';
import type { Happening } from '../sim/events';
import { beatAt, beatBefore, firstTogether, type Stepping, steppingOf } from './beats';
import { type Branch, createBranch, type PathReading } from './branch';
import { type BranchView, createBrancher, type Place, type Trial } from './branching';
import { type Clock, createClock, type Frames } from './clock';
import { matchFrom } from './eventSearch';
import { firstWhere } from './firstWhere';
import { focusOf } from './focus';
import type { Narration } from './narrator';
import { createPlayer, type Player } from './player';
import { DEFAULT_PREFERENCES, type PreferenceKeeper, type Preferences } from './preferences';
import { breakpointTold, createRunner } from './running';
import { type Breakpoint, type Goal, sameBreakpoint } from './runUntil';
import { sentenceOf } from './safety';
import { createSearcher, NO_SEARCH, type SearchState } from './searching';
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
  /** It is the first break of this property, by this event of the branch. */
  readonly broken?: { readonly property: string; readonly at: number };
}

/** A small form that is open: Start, Done or Propose at a server, or one about the whole network. */
export type Form =
  | { readonly kind: 'start' | 'done' | 'propose'; readonly server: number }
  | { readonly kind: 'partition' }
  | { readonly kind: 'goTo' }
  | { readonly kind: 'breakpoint' }
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
  /** Every branch of the history, the oldest first. */
  readonly branches: readonly BranchView[];
  /** What the event under the cursor did; null at the beginning. */
  readonly narration: Narration | null;
  /** What the arrow keys and a clicker go by. */
  readonly stepping: Stepping;
  /** How many beats the script has, the present one (-1 before the first), and what the script says there. */
  readonly beats: number;
  readonly beat: number;
  readonly said: string | null;
  /** The cursor stands at the very beginning of its beat. */
  readonly beatBegins: boolean;
  readonly playing: boolean;
  /** What it plays on to as fast as it can, without regard to the speed; null when it plays or stands still. */
  readonly goal: Goal | null;
  readonly breakpoints: readonly Breakpoint[];
  readonly search: SearchState;
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
  /** To the next beat or, after the last one, to the end of the script. */
  nextBeat(): void;
  /** To the beginning of the present beat or, from there, of the one before. */
  previousBeat(): void;
  /** To the beginning of a beat, which is played up to if need be; -1 is the start. */
  goToBeat(beat: number): void;
  /** Changes what the arrow keys go by, at the same moment. */
  stepBy(stepping: Stepping): void;
  setSpeed(speed: number): void;
  /** Goes forward until something happens, and says what or that it did not come; {@link pause} ends it. */
  runUntil(goal: Goal): void;
  /** To an event or a moment, which is played up to if need be. */
  jumpTo(goal: Extract<Goal, { event: number } | { time: number }>): void;
  addBreakpoint(breakpoint: Breakpoint): void;
  removeBreakpoint(breakpoint: Breakpoint): void;
  /** Looks for events; see {@link readQuery}. */
  search(text: string): void;
  /** Whether the list of events shows matches only. */
  showOnlyMatches(only: boolean): void;
  /** To the nearest match on this branch. */
  goToMatch(way: 'next' | 'previous'): void;
  /** A person's hand: does it now, forking when the cursor is in the past. `said` is told in a toast. */
  act(happening: Happening<ClusterCall>, said: string): boolean;
  /** The moment at this depth of the shown branch, for {@link tryOut} later. */
  placeAt(depth: number): Place;
  /** Does all this from there on as one act, on a branch of its own, and stands before it. False when it cannot be done. */
  tryOut(place: Place, trial: Trial, said: string): boolean;
  undo(): void;
  redo(): void;
  /** Shows another branch; the cursor goes to the same depth, or as far as the branch goes. */
  showBranch(id: number): void;
  renameBranch(id: number, name: string): void;
  removeBranch(id: number): void;
  /** The shown branch as it can be shared: how it went, and the run it belongs to. */
  shown(): { readonly run: Run; readonly course: Course };
  /**
   * Opens a scenario and does again what was done, in slices, so that the page stays awake.
   * @returns why it ended before its time; null when it is complete, or when something else was opened meanwhile
   */
  openCourse(
    scenario: Scenario,
    id: string | null,
    course: Course,
    cursor: number,
    selection: Thing | null,
  ): Promise<string | null>;
  /** Reads a branch without showing it; undefined when there is no such branch. */
  readBranch(id: number): PathReading | undefined;
  /** The depth of the last event that two branches share. */
  sharedDepth(a: number, b: number): number;
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
  momentAt: Branch['momentAt'];
  acts: Branch['acts'];
}

/** Events of a shared run that are done again before the next picture. */
const EVENTS_A_SLICE = 400;
const DEFAULT_SPEED = 0.1;
/** Going to the end or to a beat plays the script so far, within reason. */
const MOST_EVENTS_TO_END = 20_000;

export function createSession(
  scenario: Scenario,
  id: string | null,
  options: SessionOptions,
): Session {
  const clock = createClock();
  let branch = createBranch(createRun(scenario, true));
  const brancher = createBrancher(() => branch);
  let toasts = 0;

  const store = createStore<SessionState>(() => ({
    scenarioId: id,
    scenario,
    ...picture(branch, null),
    ...story(branch, steppingOf(scenario)),
    ...brancher.picture(),
    playing: false,
    goal: null,
    breakpoints: [],
    search: NO_SEARCH,
    speed: scenario.playback?.speed ?? DEFAULT_SPEED,
    selection: null,
    hover: null,
    toast: null,
    problem: null,
    form: null,
    preferences: { ...DEFAULT_PREFERENCES, ...options.keeper.load() },
  }));

  /** Shows the cursor's moment; the clock follows it unless it runs by itself. `beat`: the one that was asked for. */
  function show(beat?: number): void {
    const { selection, moment, stepping, problem } = store.getState();
    const { remark } = branch.moment.cue;
    if (remark && remark !== moment.cue.remark)
      tell(`The scenario did not go as written: ${remark.message}.`);
    store.setState({
      // Elsewhere, news of what broke there are none.
      ...(problem?.broken && problem.broken.at !== branch.depth ? { problem: null } : {}),
      ...picture(branch, selection),
      ...story(branch, stepping, beat),
      ...brancher.picture(),
    });
    searcher.goOn();
  }

  const searcher = createSearcher({
    frames: options.frames,
    branch: () => branch,
    told: (change) => store.setState(({ search }) => ({ search: { ...search, ...change } })),
  });

  const player: Player = createPlayer({
    frames: options.frames,
    clock,
    branch: () => branch,
    speed: () => store.getState().speed,
    isPlaying: () => store.getState().playing && store.getState().goal === null,
    moved: () => show(),
    violated,
    stopAt: () => breakpointTold(branch, store.getState().breakpoints),
    stopped,
  });

  const runner = createRunner({
    frames: options.frames,
    most: MOST_EVENTS_TO_END,
    branch: () => branch,
    breakpoints: () => store.getState().breakpoints,
    goal: () => store.getState().goal,
    moved: () => arrive(),
    ended: stopped,
  });

  function stopped(told: string): void {
    pause();
    arrive();
    if (told) tell(told);
    const { length } = branch.moment.violations;
    if (length > (branch.momentAt(branch.depth - 1)?.violations.length ?? length)) violated();
  }

  function violated(): void {
    pause();
    const problem = brokenAt(branch.moment, branch.depth);
    if (problem) report(problem);
  }

  function runUntil(goal: Goal): void {
    store.setState({ playing: true, goal });
    runner.run(goal);
  }

  function jumpTo(goal: Extract<Goal, { event: number } | { time: number }>): void {
    const { length } = branch;
    const depth =
      'event' in goal
        ? Math.min(goal.event, length)
        : firstWhere(length, (i) => (branch.eventAt(i + 1)?.at ?? 0) > goal.time);
    travel(() => branch.seek(depth));
    const isThere = 'event' in goal ? depth === goal.event : depth < length;
    if (!isThere) runUntil(goal);
  }

  function goToMatch(way: 'next' | 'previous'): void {
    const { finds, complete } = store.getState().search;
    const match = finds ? matchFrom(finds, branch.depth, way) : undefined;
    if (match !== undefined) travel(() => branch.seek(match));
    else if (finds) {
      const where = way === 'next' ? 'later' : 'earlier';
      tell(complete ? `No ${where} match on this branch.` : 'Still searching.');
    }
  }

  /** The cursor stands elsewhere now: the clock and the picture follow. */
  function arrive(beat?: number): void {
    player.settle();
    show(beat);
  }

  /** A person moves the cursor: playing ends, and the picture is that of the new moment. */
  function travel(move: () => void, beat?: number): void {
    pause();
    move();
    arrive(beat);
  }

  function step(): void {
    const { length } = branch.moment.violations;
    travel(() => branch.forward() || tell('Nothing is left to happen by itself.'));
    if (branch.moment.violations.length > length) violated();
  }

  function play(): void {
    store.setState({ playing: true, goal: null });
    player.start();
  }

  function pause(): void {
    store.setState({ playing: false, goal: null });
  }

  /** Lets happen what follows the branch by itself, until it is enough. False when that never comes, or not in reason. */
  function runOn(isEnough: () => boolean): boolean {
    branch.seek(branch.length);
    for (let i = 0; i < MOST_EVENTS_TO_END && !isEnough(); i++) {
      if (!branch.forward()) break;
    }
    return isEnough();
  }

  function goToEnd(): void {
    runOn(() => branch.run.isThrough(branch.moment));
  }

  function goToBeat(beat: number): void {
    const wanted = Math.min(beat, branch.beats.length - 1);
    const isReached = () => wanted < branch.beatDepths.length;
    travel(() => {
      if (isReached() || runOn(isReached)) branch.seek(branch.beatDepths[wanted] ?? 0);
      else tell(`That beat did not come within ${MOST_EVENTS_TO_END} events.`);
    }, wanted);
  }

  function nextBeat(): void {
    const { beat, beats, depth } = store.getState();
    if (beat + 1 < beats) {
      goToBeat(beat + 1);
      return;
    }
    // The last beat stays the last, also where others begin together with it.
    travel(goToEnd, beat);
    if (branch.depth === depth) tell('This was the last beat.');
  }

  function previousBeat(): void {
    const { beat, depth } = store.getState();
    goToBeat(beatBefore(branch.beatDepths, depth, beat));
  }

  function stepBy(stepping: Stepping): void {
    if (stepping === 'beats' && branch.beats.length === 0) return;
    store.setState({ stepping });
    show();
  }

  function act(happening: Happening<ClusterCall>, said: string): boolean {
    const at = Math.max(branch.moment.world.now, Math.floor(clock.now()));
    const impossible = brancher.act({ ...happening, at } as ClusterEvent, said);
    if (impossible !== null) {
      tell(`That cannot be done now: ${impossible}.`);
      return false;
    }
    arrive();
    tell(said, true);
    if (store.getState().playing) player.start();
    return true;
  }

  function tryOut(place: Place, trial: Trial, said: string): boolean {
    pause();
    const impossible = brancher.tryOut(place, trial, said);
    arrive();
    if (impossible === null) tell(said, true);
    else tell(`That cannot be shown: ${impossible}.`);
    return impossible === null;
  }

  function undo(): void {
    if (!brancher.undo()) return;
    arrive();
    tell('Undone.');
  }

  function redo(): void {
    if (brancher.redo()) arrive();
  }

  function showBranch(id: number): void {
    if (brancher.canShow(id)) travel(() => brancher.show(id));
  }

  function open(next: Scenario, nextId: string | null): void {
    branch = createBranch(createRun(next, true));
    brancher.begin();
    clock.set(0);
    const speed = next.playback?.speed ?? DEFAULT_SPEED;
    const stepping = steppingOf(next);
    const { playing, goal, breakpoints, scenarioId } = store.getState();
    store.setState({
      scenario: next,
      scenarioId: nextId,
      speed,
      stepping,
      // A story waits for its teller.
      playing: playing && goal === null && stepping === 'events',
      goal: null,
      // The same scenario again has the same messages.
      breakpoints: nextId !== null && nextId === scenarioId ? breakpoints : [],
      selection: null,
      hover: null,
      form: null,
      problem: null,
    });
    arrive();
  }

  async function openCourse(
    next: Scenario,
    nextId: string | null,
    course: Course,
    cursor: number,
    selection: Thing | null,
  ): Promise<string | null> {
    pause();
    open(next, nextId);
    const mine = branch;
    const work = replay(mine.run, course, (_, event) => {
      mine.act(event);
      return mine.moment;
    });
    let ending = doSlice(work, EVENTS_A_SLICE);
    while (ending === null) {
      await new Promise<void>((wake) => options.frames.request(() => wake()));
      if (branch !== mine) return null;
      ending = doSlice(work, EVENTS_A_SLICE);
    }
    brancher.begin();
    mine.seek(cursor);
    store.setState({ selection });
    arrive();
    return ending.stopped;
  }

  function regrow(change: () => void): void {
    change();
    show();
  }

  function tell(text: string, canUndo = false): void {
    store.setState({ toast: { id: ++toasts, text, undo: canUndo } });
  }

  function report(problem: Problem | null): void {
    store.setState({ problem });
  }

  return {
    store,
    clock,
    open,
    play,
    pause,
    step,
    stepBack: () => travel(() => branch.seek(branch.depth - 1)),
    goToStart: () => travel(() => branch.seek(0)),
    goToEnd: () => travel(goToEnd),
    seek: (depth) => travel(() => branch.seek(depth)),
    nextBeat,
    previousBeat,
    goToBeat,
    stepBy,
    setSpeed: (speed) => store.setState({ speed }),
    runUntil,
    jumpTo,
    addBreakpoint(breakpoint) {
      const { breakpoints } = store.getState();
      if (breakpoints.some((other) => sameBreakpoint(other, breakpoint))) return;
      store.setState({ breakpoints: [...breakpoints, breakpoint] });
    },
    removeBreakpoint: (breakpoint) =>
      store.setState(({ breakpoints }) => ({
        breakpoints: breakpoints.filter((other) => !sameBreakpoint(other, breakpoint)),
      })),
    search: (text) => searcher.ask(text),
    showOnlyMatches: (only) => store.setState(({ search }) => ({ search: { ...search, only } })),
    goToMatch,
    act,
    placeAt: brancher.placeAt,
    tryOut,
    undo,
    redo,
    showBranch,
    renameBranch: (id, name) => regrow(() => brancher.rename(id, name)),
    removeBranch: (id) => regrow(() => brancher.remove(id)),
    shown: () => ({ run: branch.run, course: branch.course() }),
    openCourse,
    readBranch: brancher.read,
    sharedDepth: brancher.sharedDepth,
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
    tell: (text) => tell(text),
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
    momentAt: (depth) => branch.momentAt(depth),
    acts: () => branch.acts(),
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

/** Where the cursor stands in what the script tells. Of beats that begin together, the one that was `asked` for. */
function story({ beats, beatDepths, depth }: Branch, stepping: Stepping, asked = -1) {
  const last = beatAt(beatDepths, depth);
  const beatBegins = beatDepths[last] === depth;
  const arrived = stepping === 'beats' && beatBegins ? firstTogether(beatDepths, last) : last;
  const beat = beatDepths[asked] === depth ? asked : arrived;
  return { stepping, beats: beats.length, beat, said: beats[beat]?.text ?? null, beatBegins };
}

/** What an event broke, in the property's own words, with its name for those who look it up; the first of several. */
function brokenAt({ violations }: Moment, at: number): Problem | null {
  const [first, ...others] = violations.filter(({ step }) => step === at);
  if (!first) return null;
  const { property } = first;
  const more =
    others.length > 0 ? ` Broken with it: ${others.map((o) => o.property).join(', ')}.` : '';
  return {
    title: 'A safety property is broken',
    reason: `No longer true: “${sentenceOf(property)}” (${property}).${more}`,
    broken: { property, at },
  };
}
