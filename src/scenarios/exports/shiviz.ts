import { type Address, nameOf } from '../../base/address';
import { clockOf } from './eventLog';
import { type RecordedRun, type Teller, type ToldStep, toldSteps } from './recordedRun';
import { createSheet, type Exported, MAX_EXPORT, type Sheet } from './sheet';
import { oneLine } from './texts';

/** How ShiViz is to read the lines: an event on one, its host and vector clock on the next. */
const PARSER = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';

/** What a node knows of: how many events of each node, itself included, are among the causes of its latest one. */
type VectorClock = ReadonlyMap<Address, number>;

/**
 * The run for ShiViz: a line an event of a server or clerk, with its vector clock. The first line says how to read the
 * lines, the second, empty here, what would stand between two runs. Events of the network alone have no host, and are
 * not told: they show by what does not arrive.
 */
export function writeShiViz(
  run: RecordedRun,
  tell: Teller,
  mostBytes: number = MAX_EXPORT,
): Exported {
  const sheet = createSheet(mostBytes);
  const clocks = createClocks();
  const of = run.steps.length;
  if (!sheet.add(`${PARSER}\n\n`) || !begin(run, sheet, clocks)) return { text: '', told: 0, of };
  let told = 0;
  for (const step of toldSteps(run)) {
    const place = placeOf(step);
    if (place !== null) {
      const clock = clocks.tick(place, causeOf(step));
      const text = `${clockOf(step)} ms: ${oneLine(tell(step))}`;
      if (!sheet.add(entry(text, place, clock))) break;
    }
    clocks.send(step, place);
    told++;
  }
  return { text: sheet.text(), told, of };
}

/** Everybody starts, so that everybody is there; some write before anything has happened. */
function begin({ initial }: RecordedRun, sheet: Sheet, clocks: Clocks): boolean {
  const { nodes, clerks, wires } = initial.world;
  const all = [...nodes, ...clerks].every(({ address }) => {
    const clock = clocks.tick(address, null);
    return sheet.add(entry(`0.000 ms: ${nameOf(address)} starts`, address, clock));
  });
  for (const { id, from } of wires) clocks.carry(id, from);
  return all;
}

/** At whose place it happened; a crash or a pause is an event of its node too. */
function placeOf({ event, outcome }: ToldStep): Address | null {
  if (outcome.node !== null) return outcome.node;
  return event.type === 'crash' || event.type === 'pause' || event.type === 'resume'
    ? event.node
    : null;
}

/** The message that made it happen. */
function causeOf({ outcome }: ToldStep): number | null {
  return outcome.ended?.how === 'received' ? outcome.ended.wire.id : null;
}

function entry(text: string, address: Address, clock: VectorClock): string {
  const names = [...clock].map(([node, count]) => [nameOf(node), count]);
  return `${text}\n${nameOf(address)} ${JSON.stringify(Object.fromEntries(names))}\n`;
}

interface Clocks {
  tick(node: Address, cause: number | null): VectorClock;
  /** A message carries the clock of the event that sent it. */
  carry(wire: number, from: Address): void;
  send(step: ToldStep, place: Address | null): void;
}

function createClocks(): Clocks {
  const present = new Map<Address, VectorClock>();
  const carried = new Map<number, VectorClock>();

  function tick(node: Address, cause: number | null): VectorClock {
    const clock = new Map(present.get(node));
    if (cause !== null) {
      for (const [other, count] of carried.get(cause) ?? [])
        clock.set(other, Math.max(count, clock.get(other) ?? 0));
      carried.delete(cause);
    }
    clock.set(node, (present.get(node)?.get(node) ?? 0) + 1);
    present.set(node, clock);
    return clock;
  }

  function carry(wire: number, from: Address): void {
    carried.set(wire, present.get(from) ?? new Map());
  }

  /** A copy made by a hand carries what its original carries: its sender did nothing. */
  function send({ event, outcome }: ToldStep, place: Address | null): void {
    const original = event.type === 'duplicate' ? carried.get(event.wire) : undefined;
    for (const { wire, fate } of outcome.posted) {
      if (fate !== 'underWay') continue;
      if (place === null && original) carried.set(wire.id, original);
      else carry(wire.id, wire.from);
    }
  }

  return { tick, carry, send };
}
