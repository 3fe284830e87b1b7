import { nameOf } from '../../base/address';
import { changedKeys } from '../../base/intMap';
import { factsOf } from '../../check/facts';
import { operationWords } from '../../kv';
import { formatBallot } from '../../protocol/ballot';
import type { Ending, Loss } from '../../sim/events';
import { isAnswer, labelOf, titleOfStep } from './labels';
import { type RecordedRun, type ToldStep, toldSteps } from './recordedRun';
import { createSheet, type Exported } from './sheet';
import { oneLine } from './texts';

/** Mermaid draws no longer text unless its page says so (`maxTextSize`). */
export const MOST_MERMAID = 50_000;

/** What the last line, about what is left out, takes. */
const REST = 100;

/**
 * The run as a Mermaid sequence diagram: an arrow where a message arrives or is lost, notes where something is done from
 * outside, becomes chosen, or becomes known.
 */
export function writeMermaid(run: RecordedRun, mostBytes: number = MOST_MERMAID): Exported {
  const sheet = createSheet(mostBytes - REST);
  const of = run.steps.length;
  const { nodes, clerks } = run.initial.world;
  const names = [...nodes, ...clerks].map(({ address }) => nameOf(address));
  const whole = names.length > 1 ? `${names[0]},${names.at(-1)}` : String(names[0]);
  const participants = names.map((name) => `  participant ${name}\n`).join('');
  let told = 0;
  if (!sheet.add(`sequenceDiagram\n${participants}`)) return { text: '', told, of };
  for (const step of toldSteps(run)) {
    const lines = linesOf(step, whole).map((line) => `  ${line}\n`);
    if (!sheet.add(lines.join(''))) break;
    told++;
  }
  const rest =
    told < of ? `  %% ${of - told} more events do not fit into ${mostBytes} bytes\n` : '';
  return { text: sheet.text() + rest, told, of };
}

function linesOf(step: ToldStep, whole: string): string[] {
  return [...noteOf(step, whole), ...arrowsOf(step), ...factsIn(step, whole)];
}

/** What is done from outside: calls, faults, hands. Timers only begin what the arrows show. */
function noteOf(step: ToldStep, whole: string): string[] {
  const { event } = step;
  switch (event.type) {
    case 'deliver':
    case 'fire':
    case 'wait':
    case 'drop':
      return [];
    case 'call':
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return [note(nameOf(event.node), titleOfStep(step))];
    default:
      return [note(whole, titleOfStep(step))];
  }
}

function arrowsOf({ outcome }: ToldStep): string[] {
  const { ended, posted } = outcome;
  const arrived = ended ? [arrow(ended.wire, ended.how)] : [];
  const lost = posted.flatMap(({ wire, fate }) => (fate === 'underWay' ? [] : [arrow(wire, fate)]));
  return [...arrived, ...lost];
}

const WHY: Readonly<Record<Exclude<Ending | Loss, 'received'>, string>> = {
  lost: 'lost',
  cut: 'the link is cut',
  deaf: 'not heard',
  dropped: 'dropped',
  crashed: 'nobody is there',
};

type Wire = ToldStep['outcome']['posted'][number]['wire'];

function arrow({ from, to, message }: Wire, how: Ending | Loss): string {
  const line = isAnswer(message) ? '--' : '-';
  const why = how === 'received' ? '' : ` (${WHY[how]})`;
  const head = how === 'received' ? '>>' : 'x';
  return `${nameOf(from)}${line}${head}${nameOf(to)}: ${escaped(labelOf(message) + why)}`;
}

/** What became true, and who came to know it. */
function factsIn({ before, after }: ToldStep, whole: string): string[] {
  const place = after.protocol === 'basic' ? 'instance' : 'slot';
  return changedKeys(before.facts.instances, after.facts.instances).flatMap((position) => {
    const [was, is] = [factsOf(before.facts, position), factsOf(after.facts, position)];
    const chosen = is.chosen.slice(was.chosen.length).map(({ ballot, value }) => {
      const what = operationWords(value);
      return note(whole, `chosen in ${place} ${position}: ${what}, at ${formatBallot(ballot)}`);
    });
    const learned = is.learned.slice(was.learned.length).map(({ server, value }) => {
      return note(nameOf(server), `decided in ${place} ${position}: ${operationWords(value)}`);
    });
    return [...chosen, ...learned];
  });
}

function note(over: string, text: string): string {
  return `Note over ${over}: ${escaped(text)}`;
}

/**
 * Everything but letters, digits and plain punctuation as a number: what would end a line, begin a comment or a
 * directive, or become markup in the picture. A colon with no space behind it can be taken for a style.
 */
function escaped(text: string): string {
  return oneLine(text).replace(UNSAFE, (sign) => `#${sign.codePointAt(0)};`);
}

const UNSAFE = /:(?! )|[^\p{L}\p{N} :.,()'+\-/!?…–’]/gu;
