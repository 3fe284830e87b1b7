import { createRow, type Row, type Space, type Steps } from './space';
import type { Path } from './tables/trail';

/**
 * Goes along a path as far as it is possible: a step that cannot happen is passed over. Returns the steps that happened
 * until what is looked for was there (`property`, or a goal for null); null when it never was.
 */
export function replayLeniently<A>(
  space: Space<A>,
  path: Path,
  property: string | null,
): number[] | null {
  const row = createRow();
  const next = createRow();
  const done: number[] = [];
  space.root(path.root, row);
  if (isThere(space, row, property)) return done;
  for (const code of path.codes) {
    if (space.verdict(space.judge(row)).isPruned) return null;
    const steps = space.list(row);
    const step = find(steps, code);
    if (step < 0) continue;
    done.push(code);
    if (breaks(space, steps, step, property)) return done;
    go(space, row, step, next);
    if (isThere(space, row, property)) return done;
  }
  return null;
}

/** Goes along the whole path from the first initial state; `row` is where it ends. False when a step is not possible. */
export function follow<A>(space: Space<A>, path: readonly A[], row: Row): boolean {
  const next = createRow();
  space.root(0, row);
  for (const action of path) {
    const step = find(space.list(row), space.code(action));
    if (step < 0) return false;
    go(space, row, step, next);
  }
  return true;
}

/** Carries out a step of the list just made for `row`, in place. */
function go<A>(space: Space<A>, row: Row, step: number, spare: Row): void {
  space.take(row, step, spare);
  const { ids, length } = row;
  row.ids = spare.ids;
  row.length = spare.length;
  spare.ids = ids;
  spare.length = length;
}

function find(steps: Steps, code: number): number {
  for (let i = 0; i < steps.count; i++) if (steps.codes[i] === code) return i;
  return -1;
}

function breaks<A>(space: Space<A>, steps: Steps, step: number, property: string | null): boolean {
  const broken = steps.broken[step] as number;
  return broken !== 0 && space.property(broken) === property;
}

function isThere<A>(space: Space<A>, row: Row, property: string | null): boolean {
  const { broken, isGoal } = space.verdict(space.judge(row));
  return property === null ? isGoal : broken === property;
}
