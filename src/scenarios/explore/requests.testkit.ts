import { decodeScenario } from '../format';
import { createRun, type Moment } from '../run';
import type { ExploreRequest, Finding } from './contract';
import { startExploration } from './exploration';

const TWO_STARTS = [
  { start: { peer: 'S1', seq: 0, value: 'a' } },
  { start: { peer: 'S2', seq: 0, value: 'b' } },
];

/** S1 leads by the votes of S1 and S2 and asks for one command; S3 runs for the lead. */
const TWO_LEADERS = [
  { fire: { peer: 'S1', timer: 'heartbeatCheck' } },
  { fire: { peer: 'S1', timer: 'heartbeatCheck' } },
  { deliver: { kind: 'p1a', to: 'S2' } },
  { deliver: { kind: 'p1b', from: 'S2' } },
  { propose: { peer: 'S1', value: 'a' } },
  { fire: { peer: 'S3', timer: 'heartbeatCheck' } },
  { fire: { peer: 'S3', timer: 'heartbeatCheck' } },
];

export const STARTS = { basic: TWO_STARTS, multi: TWO_LEADERS } as const;

/** A search from where a script ends, by hand only. */
export function requestOf(
  script: readonly unknown[],
  cluster: Readonly<Record<string, unknown>> = {},
  more: Partial<ExploreRequest> = {},
): ExploreRequest {
  const text = JSON.stringify({
    format: 'paxoscope/1',
    title: 'A test',
    cluster: { protocol: 'basic', peers: 3, delivery: 'manual', ...cluster },
    script,
  });
  const decoded = decodeScenario(text);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const run = createRun(decoded.scenario);
  let moment: Moment = run.initial;
  while (!run.isThrough(moment)) {
    const event = run.next(moment);
    if (!event) throw new Error('the script comes to no end');
    moment = run.step(moment, event).state;
  }
  if (moment.cue.failure) throw new Error(moment.cue.failure.message);
  return {
    scenario: decoded.scenario,
    moment,
    bounds: {},
    aim: { kind: 'violation' },
    shortest: true,
    ...more,
  };
}

/** What a search comes to, without a clock. */
export function findingOf(
  request: ExploreRequest,
  walks?: Parameters<typeof startExploration>[2],
): Finding {
  const exploration = startExploration(request, () => 0, walks);
  while (!exploration.run({ ms: Number.POSITIVE_INFINITY }));
  return exploration.result;
}
