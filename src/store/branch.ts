import type { ClusterEvent, ClusterOutcome } from '../check/cluster';
import type { Moment, Run } from '../scenarios/run';
import { type Deviation, deviationOf } from '../scenarios/share/deviations';
import type { Course } from '../scenarios/share/replay';
import { BEGINNING, createHistory, type MomentId } from '../sim/history';
import { isAct } from './acts';
import { type Beat, beatsOf, createBeatLog } from './beats';
import { type Narration, narrate } from './narrator';
import { createTraceLog, type Trace } from './trace';

/** The present branch of a run: the moments from the beginning to its tip, and where the cursor stands on it. */
export interface Branch {
  readonly run: Run;
  /** Number of events before the cursor, and on the whole branch. */
  readonly depth: number;
  readonly length: number;
  readonly moment: Moment;
  readonly trace: Trace;
  /** All that the script has to say, and where on this branch it began to: the depths of the beats that are reached. */
  readonly beats: readonly Beat[];
  readonly beatDepths: readonly number[];
  eventAt(depth: number): ClusterEvent | undefined;
  recordAt(depth: number): ClusterOutcome | undefined;
  narrationAt(depth: number): Narration | undefined;
  momentAt(depth: number): Moment | undefined;
  /** What was done from outside up to the cursor, oldest first. */
  acts(): readonly ClusterEvent[];
  /** Moves the cursor along the branch. */
  seek(depth: number): void;
  /** One event on: the branch's own next one, or what happens next by itself. False when nothing does. */
  forward(): boolean;
  /** What {@link forward} would do. */
  upcoming(): ClusterEvent | null;
  /** Does `event` at the cursor; what the branch held beyond it is left to the history. @throws ImpossibleEvent */
  act(event: ClusterEvent): void;
  /** How the branch went: its length, and what was done by hand. */
  course(): Course;
  /** Any branch of this history, read without showing it. */
  reading(path: readonly MomentId[]): PathReading;
  /** The moments of the branch, for {@link restore}. */
  path(): readonly MomentId[];
  /** Makes this the branch again, with the cursor at `depth`. */
  restore(path: readonly MomentId[], depth: number): void;
}

/** A branch that need not be the shown one. */
export interface PathReading {
  /** Number of events. */
  readonly length: number;
  momentAt(depth: number): Moment;
  eventAt(depth: number): ClusterEvent | undefined;
  /** What happened along the whole of it. */
  trace(): Trace;
}

export function createBranch(run: Run): Branch {
  const history = createHistory<Moment, ClusterEvent, ClusterOutcome>(run.initial, run);
  const narrations = new Map<MomentId, Narration>();
  const acts = new Set<MomentId>();
  const deviations = new Map<MomentId, Deviation>();
  const log = createTraceLog(run.initial.world);
  const beats = beatsOf(run.scenario);
  const beatLog = createBeatLog(beats);
  beatLog.append(0, run.initial.cue.saying);
  let path: MomentId[] = [BEGINNING];
  let depth = 0;
  let moment = run.initial;
  let trace = log.snapshot();

  const idAt = (at: number) => path[at] as MomentId;

  function moveTo(next: number): void {
    depth = Math.max(0, Math.min(path.length - 1, next));
    moment = history.stateAt(idAt(depth));
  }

  function push(id: MomentId): void {
    const at = path.length;
    path.push(id);
    log.append(at, history.eventOf(id) as ClusterEvent, history.recordOf(id) as ClusterOutcome);
    trace = log.snapshot();
    beatLog.append(at, history.stateAt(id).cue.saying);
  }

  function cutBack(): void {
    if (depth === path.length - 1) return;
    path = path.slice(0, depth + 1);
    log.cutBack(depth);
    beatLog.cutBack(depth);
    trace = log.snapshot();
  }

  function extend(event: ClusterEvent): void {
    const before = moment;
    const id = history.extend(idAt(depth), event);
    cutBack();
    push(id);
    if (isAct(event, before.world)) acts.add(id);
    const deviation = deviationOf(run, before, event, depth);
    if (deviation) deviations.set(id, deviation);
    moveTo(depth + 1);
    if (!narrations.has(id)) {
      narrations.set(id, narrate(event, history.recordOf(id) as ClusterOutcome, before, moment));
    }
  }

  const atTip = () => depth === path.length - 1;

  function reading(ids: readonly MomentId[]): PathReading {
    const at = (wanted: number) => ids[wanted] as MomentId;
    return {
      length: ids.length - 1,
      momentAt: (wanted) => history.stateAt(at(wanted)),
      eventAt: (wanted) => (wanted in ids ? history.eventOf(at(wanted)) : undefined),
      trace() {
        const all = createTraceLog(run.initial.world);
        for (const [i, id] of ids.entries()) {
          const [event, record] = [history.eventOf(id), history.recordOf(id)];
          if (event && record) all.append(i, event, record);
        }
        return all.snapshot();
      },
    };
  }

  function upcoming(): ClusterEvent | null {
    return atTip() ? run.next(moment) : (history.eventOf(idAt(depth + 1)) ?? null);
  }

  return {
    run,
    get depth() {
      return depth;
    },
    get length() {
      return path.length - 1;
    },
    get moment() {
      return moment;
    },
    get trace() {
      return trace;
    },
    beats,
    beatDepths: beatLog.depths,
    eventAt: (at) => (at > 0 && at < path.length ? history.eventOf(idAt(at)) : undefined),
    recordAt: (at) => (at > 0 && at < path.length ? history.recordOf(idAt(at)) : undefined),
    narrationAt: (at) => (at > 0 && at < path.length ? narrations.get(idAt(at)) : undefined),
    momentAt: (at) => (at >= 0 && at < path.length ? history.stateAt(idAt(at)) : undefined),
    acts: () =>
      path
        .slice(1, depth + 1)
        .filter((id) => acts.has(id))
        .map((id) => history.eventOf(id) as ClusterEvent),
    seek: moveTo,
    upcoming,
    forward() {
      if (!atTip()) {
        moveTo(depth + 1);
        return true;
      }
      const event = run.next(moment);
      if (event) extend(event);
      return event !== null;
    },
    act: extend,
    course: () => ({
      deviations: path.flatMap((id) => deviations.get(id) ?? []),
      length: path.length - 1,
    }),
    reading,
    path: () => path.slice(),
    restore(other, at) {
      const shared = other.findIndex((id, i) => path[i] !== id);
      depth = (shared < 0 ? Math.min(other.length, path.length) : shared) - 1;
      cutBack();
      for (const id of other.slice(path.length)) push(id);
      moveTo(at);
    },
  };
}
