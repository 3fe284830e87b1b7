/** Identifies a moment of the history; 0 is the beginning. */
export type MomentId = number;

export const BEGINNING: MomentId = 0;

/** A world of whatever kind, and the pure function that moves it. `record` is what is told about the step. */
export interface Stepper<State, Event, Record> {
  step(state: State, event: Event): { readonly state: State; readonly record: Record };
  sameEvent(a: Event, b: Event): boolean;
}

/**
 * A tree of moments. A moment is its parent and an event: states are rebuilt by replaying from the nearest keyframe, so
 * the log of events is the run. Nothing is ever changed or removed; doing again what was done follows the same branch.
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
const KEYFRAME_EVERY = 250;
const REMEMBERED = 300;

const NO_CHILDREN: readonly MomentId[] = [];

export function createHistory<State, Event, Record>(
  initial: State,
  stepper: Stepper<State, Event, Record>,
): History<State, Event, Record> {
  const parents: MomentId[] = [-1];
  const depths: number[] = [0];
  const events: Event[] = [undefined as Event];
  const records: Record[] = [undefined as Record];
  const children = new Map<MomentId, MomentId[]>();
  const keyframes = new Map<MomentId, State>([[BEGINNING, initial]]);
  // Insertion order is age: a state used again is moved to the young end.
  const remembered = new Map<MomentId, State>();

  function remember(moment: MomentId, state: State): void {
    remembered.delete(moment);
    remembered.set(moment, state);
    if (remembered.size <= REMEMBERED) return;
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      return;
    }
  }

  const known = (moment: MomentId) => remembered.get(moment) ?? keyframes.get(moment);

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
      state = stepper.step(state, events[ancestor] as Event).state;
      // The last stretch is what scrubbing and stepping back ask for next.
      if (path.length < REMEMBERED / 2) remember(ancestor, state);
    }
    return state;
  }

  function check(moment: MomentId): MomentId {
    if (moment >= 0 && moment < parents.length) return moment;
    throw new RangeError(`no moment ${moment} in a history of ${parents.length}`);
  }

  function extend(moment: MomentId, event: Event): MomentId {
    const known = children
      .get(check(moment))
      ?.find((child) => stepper.sameEvent(events[child] as Event, event));
    if (known !== undefined) return known;
    const { state, record } = stepper.step(stateAt(moment), event);
    const id = parents.length;
    const depth = (depths[moment] as number) + 1;
    parents.push(moment);
    depths.push(depth);
    events.push(event);
    records.push(record);
    const siblings = children.get(moment);
    if (siblings) siblings.push(id);
    else children.set(moment, [id]);
    remember(id, state);
    if (depth % KEYFRAME_EVERY === 0) keyframes.set(id, state);
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
    recordOf: (moment) => records[check(moment)],
    childrenOf: (moment) => children.get(check(moment)) ?? NO_CHILDREN,
  };
}
