import type { TracedMessage } from '../../store/trace';
import { type Sign, signOf } from '../../store/words';
import { round } from './arrow';
import { type Lanes, laneY } from './lanes';
import { type TimeScale, xOf } from './timeScale';

/** What is drawn in one colour. */
export type Phase = 'phase-1' | 'phase-2' | 'phase-3' | 'reject' | 'pulse' | 'client';

export const PHASES: readonly Phase[] = [
  'phase-1',
  'phase-2',
  'phase-3',
  'reject',
  'pulse',
  'client',
];

const PHASE_OF: Readonly<Record<Sign, Phase>> = {
  prepare: 'phase-1',
  promise: 'phase-1',
  accept: 'phase-2',
  accepted: 'phase-2',
  decided: 'phase-3',
  reject: 'reject',
  heartbeat: 'pulse',
  'heartbeat-reply': 'pulse',
  request: 'client',
  reply: 'client',
};

export const phaseOf = ({ message }: TracedMessage): Phase => PHASE_OF[signOf(message)];

const COLUMN = 4;
const MOST_COLUMNS = 1_200;

/** How many messages each server sent in each column of time, by phase: bars that stand on the lanes, one path a phase. */
export function densityPaths(
  messages: readonly TracedMessage[],
  scale: TimeScale,
  lanes: Lanes,
): Readonly<Record<Phase, string>> {
  const paths = { 'phase-1': '', 'phase-2': '', 'phase-3': '', reject: '', pulse: '', client: '' };
  const first = messages[0];
  const last = messages[messages.length - 1];
  if (!first || !last) return paths;
  const width = Math.max(
    COLUMN,
    (xOf(scale, last.sentAt) - xOf(scale, first.sentAt)) / MOST_COLUMNS,
  );
  const bins = countBins(messages, scale, width);
  const most = Math.max(
    ...[...bins.values()].map((counts) => counts.reduce((sum, n) => sum + n, 0)),
  );
  const tallest = lanes.gap * 0.72;
  for (const [key, counts] of bins) {
    const [server = 1, column = 0] = key.split('/').map(Number);
    let y = laneY(lanes, server);
    PHASES.forEach((phase, i) => {
      const height = ((counts[i] ?? 0) / most) * tallest;
      if (height === 0) return;
      y -= height;
      paths[phase] +=
        `M${round(column * width)} ${round(y)}h${round(width - 1)}v${round(height)}h${round(1 - width)}z`;
    });
  }
  return paths;
}

/** Counts by phase, by "server/column". */
function countBins(
  messages: readonly TracedMessage[],
  scale: TimeScale,
  width: number,
): Map<string, number[]> {
  const bins = new Map<string, number[]>();
  for (const message of messages) {
    const key = `${message.from}/${Math.floor(xOf(scale, message.sentAt) / width)}`;
    const counts = bins.get(key) ?? PHASES.map(() => 0);
    const phase = PHASES.indexOf(phaseOf(message));
    counts[phase] = (counts[phase] ?? 0) + 1;
    bins.set(key, counts);
  }
  return bins;
}
