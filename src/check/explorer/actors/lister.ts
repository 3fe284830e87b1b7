import { type Budget, codeOf, type Fingerprint, type Row, type Steps } from '../space';
import { addStep, createSteps } from '../steps';
import type { MoveKind } from '../system';
import { FORBIDDEN, UNLIMITED } from './budgets';
import type { Compiled } from './handlers';
import { NOWHERE, type Plan } from './rows';
import type { Sums } from './sums';
import type { Tables } from './tables';

/** Lists what can happen in a row, with the fingerprints behind it. Both lists are overwritten by the next. */
export interface Lister {
  list(row: Row): Steps;
  /** How to carry out each step of the list. */
  readonly plans: readonly Plan[];
}

const BUDGET_OF: Readonly<Record<MoveKind, Budget | null>> = {
  timeout: 'timeouts',
  crash: 'crashes',
  call: 'calls',
  restart: null,
};
const NO_CHANGE: Fingerprint = { high: 0, low: 0 };

export function createLister<N, M, G>(tables: Tables<N, M, G>, sums: Sums): Lister {
  const { places, ghostAt, countsAt, wiresAt, ghosts, budgets, wires, handlers, forgets } = tables;
  const lossSlot = budgets.slotOf('losses');
  const duplicationSlot = budgets.slotOf('duplications');
  const steps = createSteps();
  const plans: Plan[] = [];
  /** Of the row that is being listed. */
  let base: Fingerprint = NO_CHANGE;

  function list(row: Row): Steps {
    steps.count = 0;
    base = sums.all(row);
    if (row.length > wiresAt) listWires(row);
    for (let place = 0; place < places; place++) listMoves(row, place);
    return steps;
  }

  function listWires(row: Row): void {
    const ghost = row.ids[ghostAt] as number;
    const loss = spend(row, lossSlot, 'losses');
    const duplication = spend(row, duplicationSlot, 'duplications');
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      // Copies of one message do the same.
      if (at > wiresAt && wire === row.ids[at - 1]) continue;
      const [high, low] = [wires.high(wire), wires.low(wire)];
      const reaction = handlers.receive(row.ids[wires.to(wire)] as number, wire);
      if (reaction !== null) listReaction(row, codeOf('deliver', wire), reaction, at, UNLIMITED);
      if (loss !== FORBIDDEN) {
        plan(null, ghost, at, NOWHERE, loss);
        add(row, codeOf('lose', wire), -high, -low, 0, loss);
      }
      if (duplication !== FORBIDDEN) {
        plan(null, ghost, NOWHERE, at, duplication);
        add(row, codeOf('duplicate', wire), high, low, 0, duplication);
      }
    }
  }

  function listMoves(row: Row, place: number): void {
    const moves = handlers.moves(place, row.ids[place] as number);
    for (let i = 0; i < moves.length; i++) {
      const move = moves[i] as (typeof moves)[number];
      const budget = BUDGET_OF[move.kind];
      const slot = budget === null ? UNLIMITED : spend(row, budgets.slotOf(budget), budget);
      if (slot === FORBIDDEN) continue;
      listReaction(row, codeOf(move.kind, move.id), move.reaction(), NOWHERE, slot);
    }
  }

  /** The slot to count a step of this kind in; FORBIDDEN when there may be no more of them. */
  function spend(row: Row, slot: number, budget: Budget): number {
    if (slot < 0 || (row.ids[countsAt + slot] as number) < budgets.most(slot)) return slot;
    tables.cuts.add(budget);
    return FORBIDDEN;
  }

  /** @param removed where the wire stands that is consumed */
  function listReaction(
    row: Row,
    code: number,
    reaction: Compiled,
    removed: number,
    slot: number,
  ): void {
    if (reaction.isBeyond) {
      tables.cuts.add('within');
      return;
    }
    let { high, low } = reaction;
    if (removed !== NOWHERE) {
      const wire = row.ids[removed] as number;
      high -= wires.high(wire);
      low -= wires.low(wire);
    }
    if (forgets) {
      const ignored = sums.ignored(row, reaction, removed);
      high -= ignored.high;
      low -= ignored.low;
    }
    const before = row.ids[ghostAt] as number;
    const watched = ghosts.watch(before, reaction);
    const after = ghosts.after(watched);
    if (after !== before) {
      high += ghosts.all.high(after) - ghosts.all.high(before);
      low += ghosts.all.low(after) - ghosts.all.low(before);
    }
    plan(reaction, after, removed, NOWHERE, slot);
    add(row, code, high, low, ghosts.broken(watched), slot);
  }

  /** Notes how to carry out the step that is added next. */
  function plan(
    reaction: Compiled | null,
    ghost: number,
    removed: number,
    doubled: number,
    slot: number,
  ): void {
    const it = plans[steps.count];
    if (it === undefined) {
      plans.push({ reaction, ghost, removed, doubled, slot });
      return;
    }
    it.reaction = reaction;
    it.ghost = ghost;
    it.removed = removed;
    it.doubled = doubled;
    it.slot = slot;
  }

  /** @param high, low what the step changes of the fingerprint, without the count */
  function add(
    row: Row,
    code: number,
    high: number,
    low: number,
    broken: number,
    slot: number,
  ): void {
    const spent = slot < 0 ? NO_CHANGE : countedUp(slot, row.ids[countsAt + slot] as number);
    addStep(
      steps,
      code,
      (base.high + high + spent.high) | 0,
      (base.low + low + spent.low) | 0,
      broken,
    );
  }

  function countedUp(slot: number, count: number): Fingerprint {
    const [before, after] = [budgets.part(slot, count), budgets.part(slot, count + 1)];
    return { high: after.high - before.high, low: after.low - before.low };
  }

  return { list, plans };
}
