import { type RecordedRun, toldSteps } from '../recordedRun';
import { createSheet, type Exported, MAX_EXPORT } from '../sheet';
import { oneLine } from '../texts';
import { type ItfState, project, VARIABLES } from './projection';
import { encodeItf } from './values';

export const ITF_SOURCE = 'Paxoscope';

/** The words around the states. */
const FRAME = 2_000;

/** The run as a trace of states in the Informal Trace Format: the state before the first event, and one after each. */
export function writeItf(run: RecordedRun, mostBytes: number = MAX_EXPORT): Exported {
  const sheet = createSheet(mostBytes - FRAME);
  const of = run.steps.length;
  let told = 0;
  if (!sheet.add(stateText(project(run.initial), 0, 'begin'))) return { text: '', told, of };
  for (const { event, after } of toldSteps(run)) {
    if (!sheet.add(`,\n${stateText(project(after), told + 1, event.type)}`)) break;
    told++;
  }
  const head = JSON.stringify({ '#meta': metaOf(run, told), vars: VARIABLES }).slice(0, -1);
  return { text: `${head},"states":[\n${sheet.text()}\n]}\n`, told, of };
}

function metaOf({ scenario, steps }: RecordedRun, told: number) {
  return {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    source: ITF_SOURCE,
    description: oneLine(scenario.title),
    protocol: scenario.cluster.protocol,
    peers: scenario.cluster.peers,
    told,
    of: steps.length,
  };
}

function stateText(state: ItfState, index: number, action: string): string {
  const values = [...state].map(([name, value]) => [name, encodeItf(value)] as const);
  return JSON.stringify({ '#meta': { index, action }, ...Object.fromEntries(values) });
}
