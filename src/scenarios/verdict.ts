import { type Digest, digestHex, digestText, EMPTY_DIGEST } from '../base/digest';
import { canonicalText } from '../base/json';
import {
  type ClusterEvent,
  type ClusterMessage,
  type ClusterOutcome,
  isOfLibrary,
} from '../check/cluster';
import { formatBallot } from '../protocol/ballot';
import { slotsOf } from '../protocol/multi';
import { toMs } from '../sim/time';
import type { Scenario } from './format';
import { createRun, type Moment } from './run';

/** How a scenario ended. */
export interface Verdict {
  readonly verdict: 'pass' | 'fail';
  /** The step of the unrolled script that failed. */
  readonly step?: number;
  readonly message?: string;
  readonly events: number;
  readonly virtualMs: number;
  /** Identifies the whole event log: equal logs, equal hashes, in Node and in every browser. */
  readonly hash: string;
}

/** A scenario that needs more events than this asks too much. */
const MOST_EVENTS = 5_000_000;

/** Runs a scenario to the end of its script. `watch` sees every moment, the first included. */
export function runToVerdict(scenario: Scenario, watch?: (moment: Moment) => void): Verdict {
  const run = createRun(scenario);
  let moment = run.initial;
  let digest = EMPTY_DIGEST;
  let events = 0;
  watch?.(moment);
  while (!run.isThrough(moment) && events < MOST_EVENTS) {
    const event = run.next(moment);
    if (event === null) break;
    const { state, record } = run.step(moment, event);
    moment = state;
    digest = digestStep(digest, event, record);
    events++;
    watch?.(moment);
  }
  const told = { events, virtualMs: Math.round(toMs(moment.world.now)), hash: digestHex(digest) };
  const failure = failureOf(moment, run.isThrough(moment));
  return failure ? { verdict: 'fail', ...failure, ...told } : { verdict: 'pass', ...told };
}

function failureOf({ cue }: Moment, through: boolean): { step?: number; message: string } | null {
  if (cue.failure) return cue.failure;
  if (!through)
    return { step: cue.step, message: `the script did not end within ${MOST_EVENTS} events` };
  return null;
}

/** What happened and what was sent; values stand in the calls that brought them in. */
export function digestStep(
  digest: Digest,
  event: ClusterEvent,
  { posted, ended, explanations }: ClusterOutcome,
): Digest {
  const sent = posted.map(({ wire: { id, from, to, at, message }, fate }) => {
    return `${id} ${from}>${to} ${nameOfMessage(message)} ${at} ${fate}`;
  });
  const rules = explanations.map(({ rule }) => rule);
  return digestText(digest, [canonicalText(event), ended?.how ?? '', ...sent, ...rules].join('\n'));
}

/** Equal for two sendings of the same thing. */
export function nameOfMessage(message: ClusterMessage): string {
  if (message.kind === 'request') return `request ${message.operation.id} ${message.attempt}`;
  if (message.kind === 'reply') return `reply ${message.id} ${message.attempt}`;
  const { kind, ballot } = message;
  if (isOfLibrary(message)) return `${kind} ${message.seq} ${formatBallot(ballot)}`;
  const slots = slotsOf(message) ?? [];
  const nth = 'beat' in message ? message.beat : message.attempt;
  const said = message.kind === 'p2b' && !message.accepted ? ' no' : '';
  return `${kind} ${slots.join('-')} ${formatBallot(ballot)} ${nth}${said}`;
}
