import { finalMoment, type RecordedRun } from '../recordedRun';
import { createSheet, type Exported, MAX_EXPORT } from '../sheet';
import { eventsOf, type JepsenEvent } from './events';

/**
 * The clients' history as a list of maps. Values stand in full, for a checker compares them; what does not fit is left
 * out at the end, and the beginning of a history that is linearizable is so too.
 */
export function writeJepsenJson(run: RecordedRun, mostBytes: number = MAX_EXPORT): Exported {
  return write(run, mostBytes, {
    open: '[\n',
    between: ',\n',
    close: '\n]\n',
    entry: JSON.stringify,
  });
}

/** The same in Clojure's notation, one map a line, as Jepsen's own `history.edn`. */
export function writeJepsenEdn(run: RecordedRun, mostBytes: number = MAX_EXPORT): Exported {
  return write(run, mostBytes, { open: '', between: '\n', close: '\n', entry: ednOf });
}

interface Notation {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  entry(event: JepsenEvent): string;
}

function write(run: RecordedRun, mostBytes: number, notation: Notation): Exported {
  const { facts, world } = finalMoment(run);
  const events = eventsOf(facts.calls, world.now);
  const { open, between, close, entry } = notation;
  const sheet = createSheet(mostBytes - open.length - close.length);
  let told = 0;
  for (const event of events) {
    if (!sheet.add((told === 0 ? '' : between) + entry(event))) break;
    told++;
  }
  return { text: open + sheet.text() + close, told, of: events.length };
}

// ---- EDN -------------------------------------------------------------------------------------------------------------

function ednOf({ index, type, process, f, value, time, result }: JepsenEvent): string {
  const told = result === undefined ? '' : `, :result ${ednText(result)}`;
  const pair = `[${value.map(ednText).join(' ')}]`;
  return `{:index ${index}, :type :${type}, :process ${process}, :f :${f}, :value ${pair}, :time ${time}${told}}`;
}

/** The readers of EDN know every escape that JSON writes. */
function ednText(text: string | null): string {
  return text === null ? 'nil' : JSON.stringify(text);
}
