import { type Budgets, createBudgets, FORBIDDEN, UNLIMITED } from './budgets';
import { createDigester } from './digester';
import { createGhosts } from './ghosts';
import { type Compiled, createHandlers } from './handlers';
import type { Interner } from './interner';
import type { Limits } from './limits';
import {
  type Budget,
  type Cut,
  codeOf,
  type Fingerprint,
  idOf,
  kindOf,
  type Row,
  type Space,
  setLength,
} from './space';
import { addStep, createSteps } from './steps';
import type { Action, ActorSystem, MoveKind } from './system';
import { createVerdicts } from './verdicts';
import { createWires } from './wires';

const NONE = -1;

/**
 * An actor system as rows of integers: a node a place, the ghost, the counts of what is bounded, and the wires in
 * ascending order. After the handlers have been asked once, a step is arithmetic.
 */
export function createActorSpace<N, M, G>(
  system: ActorSystem<N, M, G>,
  limits: Limits = {},
): Space<Action<M>> {
  const places = system.nodes.length;
  const budgets = createBudgets(limits);
  const digester = createDigester();
  const wires = createWires<M>(places, digester);
  const handlers = createHandlers(system, wires, digester);
  const ghosts = createGhosts(system, handlers, digester);
  const verdicts = createVerdicts(system);
  const cuts = new Set<Cut>();

  const nodesAt = system.nodes.map((_, place) => handlers.nodesAt(place));
  const lossSlot = budgets.slotOf('losses');
  const duplicationSlot = budgets.slotOf('duplications');
  const forgets = system.ignores !== undefined;
  const ghostAt = places;
  const countsAt = places + 1;
  const wiresAt = countsAt + budgets.slots;

  const steps = createSteps();
  /** What `take` has to know of each step in the list. */
  const plans: Plan[] = [];
  let base: Fingerprint = { high: 0, low: 0 };

  // ---- fingerprints -----------------------------------------------------------------------------------------------

  /** Of the nodes and the ghost alone. */
  function headSum({ ids }: Row): Fingerprint {
    const ghost = ids[ghostAt] as number;
    let high = ghosts.all.high(ghost);
    let low = ghosts.all.low(ghost);
    for (let place = 0; place < places; place++) {
      const node = ids[place] as number;
      const nodes = nodesAt[place] as Interner<N>;
      high += nodes.high(node);
      low += nodes.low(node);
    }
    return { high: high | 0, low: low | 0 };
  }

  function sum(row: Row): Fingerprint {
    let { high, low } = headSum(row);
    for (let slot = 0; slot < budgets.slots; slot++) {
      const part = budgets.part(slot, row.ids[countsAt + slot] as number);
      high += part.high;
      low += part.low;
    }
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      high = (high + wires.high(wire)) | 0;
      low = (low + wires.low(wire)) | 0;
    }
    return { high: high | 0, low: low | 0 };
  }

  // ---- the list of steps ------------------------------------------------------------------------------------------

  function list(row: Row) {
    steps.count = 0;
    base = sum(row);
    if (row.length > wiresAt) listWires(row);
    for (let place = 0; place < places; place++) listMoves(row, place);
    return steps;
  }

  function listWires(row: Row): void {
    const loss = spend(row, lossSlot, 'losses');
    const duplication = spend(row, duplicationSlot, 'duplications');
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      // Copies of one message do the same.
      if (at > wiresAt && wire === row.ids[at - 1]) continue;
      const reaction = handlers.receive(row.ids[wires.to(wire)] as number, wire);
      if (reaction !== null) {
        offerReaction(row, codeOf('deliver', wire), reaction, at, wire, UNLIMITED);
      }
      if (loss !== FORBIDDEN) {
        offer(row, codeOf('lose', wire), -wires.high(wire), -wires.low(wire), 0, loss);
        plan(null, row.ids[ghostAt] as number, at, NONE, loss);
      }
      if (duplication !== FORBIDDEN) {
        offer(row, codeOf('duplicate', wire), wires.high(wire), wires.low(wire), 0, duplication);
        plan(null, row.ids[ghostAt] as number, NONE, at, duplication);
      }
    }
  }

  function listMoves(row: Row, place: number): void {
    for (const move of handlers.moves(place, row.ids[place] as number)) {
      const budget = BUDGET_OF[move.kind];
      const slot = budget === null ? UNLIMITED : spend(row, budgets.slotOf(budget), budget);
      if (slot === FORBIDDEN) continue;
      offerReaction(row, codeOf(move.kind, move.id), move.reaction(), NONE, NONE, slot);
    }
  }

  /** The slot to count a step of this kind in; FORBIDDEN when there may be no more of them. */
  function spend(row: Row, slot: number, budget: Budget): number {
    if (slot < 0 || (row.ids[countsAt + slot] as number) < budgets.most(slot)) return slot;
    cuts.add(budget);
    return FORBIDDEN;
  }

  function offerReaction(
    row: Row,
    code: number,
    reaction: Compiled,
    removed: number,
    wire: number,
    slot: number,
  ): void {
    if (reaction.isBeyond) {
      cuts.add('within');
      return;
    }
    let { high, low } = reaction;
    if (wire !== NONE) {
      high -= wires.high(wire);
      low -= wires.low(wire);
    }
    if (forgets) {
      const gone = ignoredSum(row, reaction, removed);
      high -= gone.high;
      low -= gone.low;
    }
    const before = row.ids[ghostAt] as number;
    const watched = ghosts.watch(before, reaction);
    const after = ghosts.after(watched);
    if (after !== before) {
      high += ghosts.all.high(after) - ghosts.all.high(before);
      low += ghosts.all.low(after) - ghosts.all.low(before);
    }
    offer(row, code, high, low, ghosts.broken(watched), slot);
    plan(reaction, after, removed, NONE, slot);
  }

  function offer(
    row: Row,
    code: number,
    high: number,
    low: number,
    broken: number,
    slot: number,
  ): void {
    const spent =
      slot < 0 ? NO_CHANGE : countedUp(budgets, slot, row.ids[countsAt + slot] as number);
    addStep(
      steps,
      code,
      (base.high + high + spent.high) | 0,
      (base.low + low + spent.low) | 0,
      broken,
    );
  }

  /** Notes how to carry out the step just offered. */
  function plan(
    reaction: Compiled | null,
    ghost: number,
    removed: number,
    doubled: number,
    slot: number,
  ): void {
    const at = steps.count - 1;
    plans[at] ??= { reaction, ghost, removed, doubled, slot };
    const it = plans[at];
    it.reaction = reaction;
    it.ghost = ghost;
    it.removed = removed;
    it.doubled = doubled;
    it.slot = slot;
  }

  /** The wires that the reaction makes pointless: to the node that it changes, and among those that it sends. */
  function ignoredSum(row: Row, { place, after, sent }: Compiled, removed: number): Fingerprint {
    let [high, low] = [0, 0];
    const from = row.ids[place] === after ? row.length : wiresAt;
    for (let at = from; at < row.length; at++) {
      const wire = row.ids[at] as number;
      if (at === removed || wires.to(wire) !== place || !handlers.ignores(after, wire)) continue;
      high += wires.high(wire);
      low += wires.low(wire);
    }
    for (let i = 0; i < sent.length; i++) {
      const wire = sent[i] as number;
      const to = wires.to(wire);
      if (!handlers.ignores(to === place ? after : (row.ids[to] as number), wire)) continue;
      high += wires.high(wire);
      low += wires.low(wire);
    }
    return { high, low };
  }

  // ---- carrying out -----------------------------------------------------------------------------------------------

  function take(row: Row, step: number, out: Row): void {
    const { reaction, ghost, removed, doubled, slot } = plans[step] as Plan;
    const sent = reaction?.sent ?? NO_WIRES;
    setLength(out, row.length + sent.length - (removed >= 0 ? 1 : 0) + (doubled >= 0 ? 1 : 0));
    for (let at = 0; at < wiresAt; at++) out.ids[at] = row.ids[at] as number;
    if (reaction !== null) out.ids[reaction.place] = reaction.after;
    out.ids[ghostAt] = ghost;
    if (slot >= 0) out.ids[countsAt + slot] = (row.ids[countsAt + slot] as number) + 1;
    mergeWires(row, wiresAt, removed, doubled, sent, out);
    if (forgets && reaction !== null) forgetIgnored(out);
  }

  function forgetIgnored(row: Row): void {
    let to = wiresAt;
    for (let at = wiresAt; at < row.length; at++) {
      const wire = row.ids[at] as number;
      if (!handlers.ignores(row.ids[wires.to(wire)] as number, wire)) row.ids[to++] = wire;
    }
    row.length = to;
  }

  function root(_index: number, out: Row): void {
    const sent = system.wires.map(({ from, to, message }) => wires.intern(from, to, message));
    sent.sort((a, b) => a - b);
    const nodes = nodesAt.map((its, place) => its.intern(system.nodes[place] as N));
    const counts = new Array<number>(budgets.slots).fill(0);
    const ids = [...nodes, ghosts.all.intern(system.ghost), ...counts, ...sent];
    setLength(out, ids.length);
    out.ids.set(ids);
    if (forgets) forgetIgnored(out);
  }

  function judge(row: Row): number {
    const { high, low } = headSum(row);
    return verdicts.judge(
      high,
      low,
      () => nodesAt.map((nodes, place) => nodes.value(row.ids[place] as number)),
      () => ghosts.all.value(row.ids[ghostAt] as number),
    );
  }

  // ---- words ------------------------------------------------------------------------------------------------------

  function action(code: number): Action<M> {
    const type = kindOf(code);
    if (type === 'deliver' || type === 'lose' || type === 'duplicate') {
      return { type, ...wires.value(idOf(code)) };
    }
    return { type: 'move', ...handlers.moveOf(idOf(code)) };
  }

  function code(it: Action<M>): number {
    const id = it.type === 'move' ? handlers.moveId(it.place, it.move) : wires.find(it);
    return id < 0 ? -1 : codeOf(it.type === 'move' ? it.move.kind : it.type, id);
  }

  return {
    roots: 1,
    root,
    list,
    take,
    fingerprint: (row) => {
      const { high, low } = sum(row);
      return { high, low: (high | low) === 0 ? 1 : low };
    },
    judge,
    verdict: verdicts.verdict,
    property: ghosts.property,
    action,
    code,
    cuts,
    get bytes() {
      return digester.bytes + wires.bytes + handlers.bytes + ghosts.bytes + verdicts.bytes;
    },
    get coverage() {
      return {
        handlerCalls: handlers.calls,
        nodes: nodesAt.reduce((sum, { size }) => sum + size, 0),
        wires: wires.size,
        ghosts: ghosts.all.size,
      };
    },
  };
}

interface Plan {
  /** Null for what only the network does. */
  reaction: Compiled | null;
  ghost: number;
  /** Where in the row the wire stands that is consumed, or lost; -1: none. */
  removed: number;
  /** Where the wire stands that gets a copy; -1: none. */
  doubled: number;
  /** The count to raise; negative: none. */
  slot: number;
}

const NO_WIRES = new Int32Array(0);
const NO_CHANGE: Fingerprint = { high: 0, low: 0 };

const BUDGET_OF: Readonly<Record<MoveKind, Budget | null>> = {
  timeout: 'timeouts',
  crash: 'crashes',
  call: 'calls',
  restart: null,
};

function countedUp(budgets: Budgets, slot: number, count: number): Fingerprint {
  const [before, after] = [budgets.part(slot, count), budgets.part(slot, count + 1)];
  return { high: after.high - before.high, low: after.low - before.low };
}

/** The wires of a row, one left out, one doubled, and those sent put in, in order. */
function mergeWires(
  row: Row,
  from: number,
  removed: number,
  doubled: number,
  sent: Int32Array,
  out: Row,
): void {
  let to = from;
  let next = 0;
  for (let at = from; at < row.length; at++) {
    if (at === removed) continue;
    const wire = row.ids[at] as number;
    while (next < sent.length && (sent[next] as number) < wire)
      out.ids[to++] = sent[next++] as number;
    out.ids[to++] = wire;
    if (at === doubled) out.ids[to++] = wire;
  }
  while (next < sent.length) out.ids[to++] = sent[next++] as number;
}
