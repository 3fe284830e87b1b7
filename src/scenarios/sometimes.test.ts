import { describe, expect, test } from 'vitest';
import { SOMETIMES } from '../check/properties/sometimes';
import { playOn, scenario } from './cluster.testkit';
import { createRun, type Moment } from './run';
import { shippedIn } from './shipped.testkit';

// Of each fact that keeps runs honest: a scenario that comes with the page in which it comes true, and one in which it does not.

const MULTI = shippedIn('multi');
const MIT = shippedIn('mit-paxos');
const KV = shippedIn('mit-kvpaxos');

const played = new Map<string, Moment>();

/** The last moment of a shipped scenario; each is played once. */
function endOf(folder: typeof MULTI, file: string): Moment {
  const known = played.get(file) ?? folder.play(file, folder.load(file).cluster.seed);
  played.set(file, known);
  return known;
}

function reachedIn({ judged }: Moment, id: string): number {
  const place = SOMETIMES.findIndex((sometimes) => sometimes.id === id);
  if (place < 0) throw new Error(`no fact "${id}"`);
  return judged.reached[place] as number;
}

const ROWS: readonly [id: string, yes: () => Moment, no: () => Moment][] = [
  ['chosen', forgetting, duel],
  ['unknown', forgetting, duel],
  ['competed', splitLeader, forgetting],
  ['preempted', splitLeader, forgetting],
  ['adopted', splitLeader, forgetting],
  ['overwritten', splitLeader, forgetting],
  ['overruled', splitLeader, forgetting],
  ['chosen again', splitLeader, forgetting],
  ['hole filled', () => endOf(MULTI, 'hole-takeover.json'), splitLeader],
  ['forgotten', forgetting, splitLeader],
  ['came back', () => endOf(MULTI, 'hole-takeover.json'), splitLeader],
  ['lost', splitLeader, forgetting],
  ['came twice', () => lone({ duplicate: 1 }), () => lone({ duplicate: 0 })],
  ['two leaders', splitLeader, forgetting],
  ['asked again', duel, () => endOf(MULTI, 'stable-leader.json')],
  ['overlapped', duel, () => endOf(KV, 't-k02-done.json')],
  ['counted once', () => endOf(KV, 't-k04-unreliable.json'), duel],
];

function forgetting(): Moment {
  return endOf(MIT, 't-p03-forget.json');
}

/** Nothing is ever chosen there. */
function duel(): Moment {
  return endOf(MULTI, 'duel-retry.json');
}

function splitLeader(): Moment {
  return endOf(MULTI, 'split-leader.json');
}

function lone(network: object): Moment {
  const run = createRun(scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }], { network }));
  return playOn(run, run.initial, 1_000);
}

describe('it comes true in one run and not in another:', () => {
  test.each(ROWS)('%s', (id, yes, no) => {
    const end = yes();
    const step = reachedIn(end, id);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(end.judged.steps);
    expect(reachedIn(no(), id)).toBe(0);
  });

  test('each has a row, a name of its own, and one plain sentence', () => {
    expect(ROWS.map(([id]) => id).sort()).toEqual(SOMETIMES.map(({ id }) => id).sort());
    for (const { says } of SOMETIMES) expect(says).toMatch(/^[A-Z][^.]*\.$/);
  });
});
