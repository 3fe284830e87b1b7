/** Identifies a moment of the history; 0 is the beginning. */
export type MomentId = number;

export const BEGINNING: MomentId = 0;

/** What a step leads to, and what is told about it. */
export interface Stepped<State, Record> {
  readonly state: State;
  readonly record: Record;
}

/** A world of whatever kind, and the pure function that moves it. */
export interface Stepper<State, Event, Record> {
  step(state: State, event: Event): Stepped<State, Record>;
  sameEvent(a: Event, b: Event): boolean;
}

/**
 * A tree of moments. A moment is its parent and an event: states, and what was told about them, are rebuilt by replaying
 * from the nearest keyframe, so the log of events is the run. Nothing is ever changed or removed; doing again what was done follows the same branch.
 */
export interface History<State, Event, Record> {
  /** Number of moments, the beginning included. */
  readonly size: number;
  /** The moment after `event` at `moment`: an existing child if the same was done here before, else a new one. */
  extend(moment: MomentId, event: Event): MomentId;
  stateAt(moment: MomentId): State;
  parentOf(moment: MomentId): MomentId | null;
  /** Number of events between the beginning and this moment. */
  depthOf(moment: MomentId): number;
  /** The event that led to this moment, and what it did; undefined only for the beginning. */
  eventOf(moment: MomentId): Event | undefined;
  recordOf(moment: MomentId): Record | undefined;
  /** Children in the order in which they were first made. */
  childrenOf(moment: MomentId): readonly MomentId[];
}

/** Steps between keyframes, and states remembered for scrubbing (measured in bench/; see STACK facts there). */
const KEYFRAME_EVERY = 500;
const REMEMBERED = 300;

const NONE: MomentId = -1;

export function createHistory<State, Event, Record>(
  initial: State,
  stepper: Stepper<State, Event, Record>,
): History<State, Event, Record> {
  // A tree in five columns: four numbers and an event are all that a moment costs.
  const parents: MomentId[] = [NONE];
  const depths: number[] = [0];
  const firstChildren: MomentId[] = [NONE];
  const nextSiblings: MomentId[] = [NONE];
  const events: Event[] = [undefined as Event];
  const keyframes = new Map<MomentId, State>([[BEGINNING, initial]]);
  // Insertion order is age: what is used again is moved to the young end.
  const remembered = new Map<MomentId, Stepped<State, Record>>();
  // Going on needs the latest moment only. To remember every new one would keep hundreds of states alive for a while,
  // and cost more in garbage collection than all the steps.
  let latest: { moment: MomentId; stepped: Stepped<State, Record> } | null = null;

  function remember(moment: MomentId, stepped: Stepped<State, Record>): void {
    remembered.delete(moment);
    remembered.set(moment, stepped);
    if (remembered.size <= REMEMBERED) return;
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      return;
    }
  }

  function recall(moment: MomentId): Stepped<State, Record> | undefined {
    return latest?.moment === moment ? latest.stepped : remembered.get(moment);
  }

  const known = (moment: MomentId) => recall(moment)?.state ?? keyframes.get(moment);

  function stateAt(moment: MomentId): State {
    const path: MomentId[] = [];
    let ancestor = check(moment);
    let state = known(ancestor);
    while (state === undefined) {
      path.push(ancestor);
      ancestor = parents[ancestor] as MomentId;
      state = known(ancestor);
    }
    while (path.length > 0) {
      ancestor = path.pop() as MomentId;
      const stepped = stepper.step(state, events[ancestor] as Event);
      state = stepped.state;
      // The last stretch is what scrubbing and stepping back ask for next.
      if (path.length < REMEMBERED / 2) remember(ancestor, stepped);
    }
    return state;
  }

  function recordOf(moment: MomentId): Record | undefined {
    if (check(moment) === BEGINNING) return undefined;
    const held = recall(moment);
    if (held) return held.record;
    const before = stateAt(parents[moment] as MomentId);
    const stepped = stepper.step(before, events[moment] as Event);
    remember(moment, stepped);
    return stepped.record;
  }

  function check(moment: MomentId): MomentId {
    if (moment >= 0 && moment < parents.length) return moment;
    throw new RangeError(`no moment ${moment} in a history of ${parents.length}`);
  }

  function childrenOf(moment: MomentId): MomentId[] {
    const children: MomentId[] = [];
    let child = firstChildren[check(moment)] as MomentId;
    for (; child !== NONE; child = nextSiblings[child] as MomentId) children.push(child);
    return children;
  }

  function extend(moment: MomentId, event: Event): MomentId {
    const siblings = childrenOf(moment);
    const same = siblings.find((child) => stepper.sameEvent(events[child] as Event, event));
    if (same !== undefined) return same;
    const stepped = stepper.step(stateAt(moment), event);
    const id = parents.length;
    const depth = (depths[moment] as number) + 1;
    const elder = siblings.at(-1);
    if (elder === undefined) firstChildren[moment] = id;
    else nextSiblings[elder] = id;
    parents.push(moment);
    depths.push(depth);
    firstChildren.push(NONE);
    nextSiblings.push(NONE);
    events.push(event);
    latest = { moment: id, stepped };
    if (depth % KEYFRAME_EVERY === 0) keyframes.set(id, stepped.state);
    return id;
  }

  return {
    get size() {
      return parents.length;
    },
    extend,
    stateAt,
    parentOf: (moment) => (check(moment) === BEGINNING ? null : (parents[moment] as MomentId)),
    depthOf: (moment) => depths[check(moment)] as number,
    eventOf: (moment) => events[check(moment)],
    recordOf,
    childrenOf,
  };
}
