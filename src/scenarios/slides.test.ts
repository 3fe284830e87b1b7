import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../base/address';
import { forEachAt, type IntMap } from '../base/intMap';
import { isMulti, type LeaderServer } from '../check/cluster';
import { formatBallot } from '../protocol/ballot';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import { decodeScenario } from './format';
import { createRun, type Moment } from './run';

// CS 505's thirteen frames (CURRICULUM L16): one moment of the scenario each, and nothing may differ.

const file = fileURLToPath(
  new URL('../../public/scenarios/multi/hole-slides.json', import.meta.url),
);

interface Frame {
  /** What is drawn on its way; the slides show one message at a time. */
  readonly flying: readonly string[];
  readonly second: string;
  readonly active: boolean;
  readonly proposals: string;
  readonly received: string;
  readonly log: string;
}

const B = '2→B@1.S2';
const frame = (
  flying: readonly string[],
  second: string,
  active: boolean,
  proposals: string,
  received: string,
  log: string,
): Frame => ({ flying, second, active, proposals, received, log });

const FRAMES: readonly Frame[] = [
  frame([], '1.S2 / 2→B@1.S2', false, '', '', ''),
  frame(['p1a 1.S3 S3>S2'], '1.S2 / 2→B@1.S2', false, '', '', ''),
  frame(['p1b 1.S3 S2>S3 2→B@1.S2'], '1.S3 / 2→B@1.S2', false, '', '', ''),
  frame(['p1b 1.S3 S2>S3 2→B@1.S2', 'p1b 1.S3 S3>S3 '], '1.S3 / 2→B@1.S2', false, '', '', ''),
  frame([], '1.S3 / 2→B@1.S2', true, B, '', ''),
  frame(['p2a 1.S3 S3>S2 1 no-op'], '1.S3 / 2→B@1.S2', true, B, '', ''),
  frame(['p2a 1.S3 S3>S2 2 B'], '1.S3 / 2→B@1.S2', true, B, '', ''),
  frame(['p2b 1.S3 S2>S3 2'], '1.S3 / 2→B@1.S3', true, B, '', ''),
  frame(['p2b 1.S3 S3>S3 2'], '1.S3 / 2→B@1.S3', true, B, '2→S2', ''),
  frame(['p2a 1.S3 S3>S2 1 no-op'], '1.S3 / 2→B@1.S3', true, B, '2→S2,S3', '2→B'),
  frame(['p2b 1.S3 S2>S3 1'], '1.S3 / 1→no-op@1.S3 2→B@1.S3', true, B, '2→S2,S3', '2→B'),
  frame(['p2b 1.S3 S3>S3 1'], '1.S3 / 1→no-op@1.S3 2→B@1.S3', true, B, '1→S2 2→S2,S3', '2→B'),
  frame([], '1.S3 / 1→no-op@1.S3 2→B@1.S3', true, B, '1→S2,S3 2→S2,S3', '1→no-op 2→B'),
];

/** The moments at which the script says "n of 13", in order. */
function momentsOfFrames(): Moment[] {
  const decoded = decodeScenario(readFileSync(file, 'utf8'));
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const { scenario } = decoded;
  const says = scenario.script.flatMap((step, i) =>
    step.verb === 'say' && /\d+ of 13/.test(step.arg.text) ? [i] : [],
  );
  const run = createRun(scenario);
  const first = new Map<number, Moment>();
  let moment = run.initial;
  for (let event = run.next(moment); event; event = run.next(moment)) {
    moment = run.step(moment, event).state;
    for (const say of says) if (moment.cue.step > say && !first.has(say)) first.set(say, moment);
  }
  return says.map((say) => first.get(say) as Moment);
}

const listed = <T>(map: IntMap<T>, shown: (value: T) => string | null): string => {
  const parts: string[] = [];
  forEachAt(map, (value, slot) => {
    const text = shown(value);
    if (text !== null) parts.push(`${slot}→${text}`);
  });
  return parts.join(' ');
};

const votes = (accepted: IntMap<Vote>) =>
  listed(accepted, ({ value, ballot }) => `${value}@${formatBallot(ballot)}`);

function serverIn({ world }: Moment, address: number): LeaderServer {
  const state = world.nodes[address - 1]?.state;
  if (!state || !isMulti(state)) throw new Error(`${nameOf(address)} is not there`);
  return state;
}

/** Every message on its way that was sent under 1.S3. */
function flyingIn({ world }: Moment): string[] {
  return world.wires.flatMap(({ from, to, message }) => {
    if (!('ballot' in message) || formatBallot(message.ballot) !== '1.S3') return [];
    const way = `${message.kind} 1.S3 ${nameOf(from)}>${nameOf(to)}`;
    if (message.kind === 'p1b') return [`${way} ${votes(message.accepted)}`];
    if (message.kind === 'p2a') return [`${way} ${message.slot} ${message.value}`];
    return message.kind === 'p2b' ? [`${way} ${message.slot}`] : [way];
  });
}

function seen(moment: Moment, asked: Frame): Frame {
  const [second, third] = [serverIn(moment, 2), serverIn(moment, 3)];
  const flying = flyingIn(moment);
  const { ballot, accepted } = second.acceptor.context;
  const { proposals } = third.leader.context;
  return {
    flying: asked.flying.filter((message) => flying.includes(message)),
    second: `${formatBallot(ballot)} / ${votes(accepted)}`,
    active: third.leader.value === 'leading',
    // The slides list what phase 1 reported, at the ballot it was reported under.
    proposals: listed(proposals, ({ value, reported }) =>
      reported ? `${value}@${formatBallot(reported)}` : null,
    ),
    received: listed(proposals, ({ votes: voters }) =>
      voters.length > 0 ? voters.map(nameOf).join(',') : null,
    ),
    log: listed<Value>(third.learner.context.decided, (value) => value),
  };
}

const moments = momentsOfFrames();

test('there are thirteen', () => {
  expect(moments).toHaveLength(FRAMES.length);
});

describe.each(FRAMES.map((asked, i) => [i + 1, asked] as const))('frame %i', (nth, asked) => {
  const moment = moments[nth - 1] as Moment;

  test('is as on the slide', () => {
    expect(seen(moment, asked)).toEqual(asked);
  });

  test('leaves the first server alone', () => {
    const { ballot, accepted } = serverIn(moment, 1).acceptor.context;
    expect(`${formatBallot(ballot)} / ${votes(accepted)}`).toBe('1.S2 / 1→A@1.S2 2→B@1.S2');
  });
});
