import { describe, expect, test } from 'vitest';
import { decodeScenario } from '../scenarios/format';
import { SERVER_ACTIONS } from './actions';
import { played } from './branch.testkit';
import { callPropose } from './calls';
import { leadersIn } from './leaderView';
import { sessionOf } from './session.testkit';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const deliver = (kind: string, from: string, to: string) => ({ deliver: { kind, from, to } });
const elected = [check('S1'), check('S1'), deliver('p1a', 'S1', 'S2'), deliver('p1b', 'S2', 'S1')];

/** What of the table that differs between the protocols is possible at a server. */
function possible(server: number, script: readonly unknown[], cluster: object = {}): string[] {
  const { moment } = played(script, cluster);
  const ids = ['start', 'done', 'propose', 'heartbeatCheck', 'heartbeat', 'backoff'];
  return SERVER_ACTIONS.filter(
    ({ id, possible: isPossible }) => ids.includes(id) && isPossible(moment, server),
  ).map(({ id }) => id);
}

const LIBRARY = { protocol: 'basic' };
const started = { start: { peer: 'S1', seq: 0, value: 'x' } };

describe('what can be done to a server', () => {
  test('Start and Done are of the library', () => {
    expect(possible(1, [started], LIBRARY)).toEqual(['start', 'done']);
    expect(possible(1, [started, { kill: 'S1' }], LIBRARY)).toEqual([]);
  });

  test('a follower takes a proposal, which it drops, and its check can fire', () => {
    expect(possible(2, elected)).toEqual(['propose', 'heartbeatCheck']);
    expect(possible(2, [...elected, { kill: 'S2' }])).toEqual([]);
    expect(possible(2, [...elected, { pause: 'S2' }])).toEqual([]);
  });

  test('a check means nothing to a leader: it sends heartbeats', () => {
    expect(possible(1, elected)).toEqual(['propose', 'heartbeat']);
  });

  test('whoever was preempted and pauses can be let go on', () => {
    const rival = [check('S3'), check('S3'), deliver('p1a', 'S3', 'S1')];
    expect(possible(1, [...elected, ...rival], { preemption: 'backoff' })).toEqual([
      'propose',
      'backoff',
    ]);
  });

  test('every key means one thing at a time', () => {
    for (const moment of [played(elected).moment, played([started], LIBRARY).moment]) {
      for (const server of [1, 2, 3]) {
        const keys = SERVER_ACTIONS.filter((action) => action.possible(moment, server)).flatMap(
          ({ key }) => key ?? [],
        );
        expect(new Set(keys).size).toBe(keys.length);
      }
    }
  });
});

describe('acting on a cluster with a leader by hand', () => {
  function sessionWith(script: readonly unknown[]) {
    const cluster = { protocol: 'multi', peers: 3, delivery: 'manual' };
    const file = { format: 'paxoscope/1', title: 'A test', cluster, script };
    const decoded = decodeScenario(JSON.stringify(file));
    if (!decoded.ok) throw new Error(decoded.reason);
    return sessionOf(decoded.scenario);
  }

  test('two checks make a server run for leader', () => {
    const { session, state } = sessionWith([]);
    const fire = SERVER_ACTIONS.find(({ id }) => id === 'heartbeatCheck');
    fire?.perform(session, 2);
    expect(state().toast?.text).toBe('The heartbeat check of S2 fires.');
    expect(state().moment.world.wires).toEqual([]);
    fire?.perform(session, 2);
    expect(state().moment.world.wires.map(({ message }) => message.kind)).toEqual(['p1a', 'p1a']);
  });

  test('a proposal is taken by the leader, with a value', () => {
    const { session, state } = sessionWith(elected);
    session.goToEnd();
    expect(leadersIn(state().moment)).toEqual([1]);
    expect(callPropose(session, 1, '  ')).toBe('A value is missing.');
    expect(callPropose(session, 1, 'x'.repeat(201))).toContain('at most 200');
    expect(callPropose(session, 1, ' pear ')).toBeNull();
    const asked = state().moment.world.wires.map(({ message }) => message);
    expect(asked).toContainEqual(expect.objectContaining({ kind: 'p2a', slot: 1, value: 'pear' }));
  });
});
