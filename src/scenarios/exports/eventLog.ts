import { nameOf } from '../../base/address';
import { toMs } from '../../sim/time';
import { type RecordedRun, type Teller, type ToldStep, toldSteps } from './recordedRun';
import { createSheet, type Exported, MAX_EXPORT } from './sheet';
import { oneLine } from './texts';

/** "12.345": a time of the run in milliseconds, always with its microseconds, so that columns stay columns. */
export function clockOf(step: Pick<ToldStep, 'event'>): string {
  return toMs(step.event.at).toFixed(3);
}

/** The event log as text: one readable line an event, with its number, its time, and whose step it was. */
export function writeEventLog(
  run: RecordedRun,
  tell: Teller,
  mostBytes: number = MAX_EXPORT,
): Exported {
  const sheet = createSheet(mostBytes);
  const of = run.steps.length;
  const { title, cluster } = run.scenario;
  const { protocol, peers, seed } = cluster;
  let told = 0;
  if (!sheet.add(`${oneLine(title)}\n${protocol}, ${peers} servers, seed ${seed}\n\n`))
    return { text: '', told, of };
  for (const step of toldSteps(run)) {
    if (!sheet.add(`${lineOf(step, told + 1, tell)}\n`)) break;
    told++;
  }
  return { text: sheet.text(), told, of };
}

function lineOf(step: ToldStep, nth: number, tell: Teller): string {
  const { node } = step.outcome;
  const who = node === null ? '' : nameOf(node);
  return `${String(nth).padStart(6)}  ${clockOf(step).padStart(12)} ms  ${who.padEnd(3)}  ${oneLine(tell(step))}`;
}
