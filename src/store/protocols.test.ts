import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import type { Scenario } from '../scenarios/format';
import { whyNot } from '../scenarios/run';
import { shippedIn } from '../scenarios/shipped.testkit';
import { runToVerdict } from '../scenarios/verdict';
import { canRunUnder, FIRST_OF, under } from './protocols';

const call = { call: { clerk: 'C1', op: 'put', key: 'k', value: '1' } };
const told = (...script: readonly unknown[]) => scenario(script, { clerks: 2 });
const isPortable = (one: Scenario) => canRunUnder(one, 'multi');

describe('a script is for every protocol', () => {
  test.each([
    ['clients', call],
    [
      'faults',
      { kill: 'S1' },
      { partition: [['S1'], ['S2', 'S3']] },
      { deaf: ['S2'] },
      { heal: true },
    ],
    ['weather and time', { network: { loss: 0.1 } }, { run: 50 }, { note: 'x' }],
    ['what clients see', call, { expect: { result: { clerk: 'C1', value: '1' }, safe: true } }],
    [
      'inside others',
      { until: { when: { not: { waiting: { clerk: 'C1', value: true } } }, within: 9 } },
    ],
  ] as const)('when it speaks of %s', (_what, ...script) => {
    expect(isPortable(told(...script))).toBe(true);
  });

  test.each([
    ['Start', { start: { peer: 'S1', seq: 0, value: 'x' } }],
    ['single messages', call, { run: 1 }, { drop: { kind: 'prepare' } }],
    ['timers', { fire: { peer: 'S1', timer: 'retry' } }],
    ['instances', call, { expect: { decided: { seq: 0, peers: 3 } } }],
    [
      'what was sent',
      call,
      { until: { when: { sent: { kind: 'accept', atLeast: 1 } }, within: 9 } },
    ],
    [
      'such things inside others',
      { never: { all: [{ safe: false }, { not: { any: [{ hole: { peer: 'S1', slot: 1 } }] } }] } },
    ],
    ['a story', { say: 'Nobody leads here.' }],
    ['nothing'],
  ] as const)('but not when it speaks of %s', (_what, ...script) => {
    expect(isPortable(told(...script))).toBe(false);
  });

  test('or for its own, whatever it speaks of', () => {
    expect(canRunUnder(told({ start: { peer: 'S1', seq: 0, value: 'x' } }), 'basic')).toBe(true);
  });

  // What else is portable holds, or fails for a reason that is told: the library is slower, or answers appends with nothing.
  test.each([
    'd03-no-partition',
    'd04-majority',
    'd06-healed',
    'd07-switch',
    'd13-sequential-unreliable',
  ])('%s, written for leaders, passes without one', (name) => {
    const there = shippedIn('dslabs').load(`${name}.json`);
    expect(canRunUnder(there, 'basic')).toBe(true);
    const { message, verdict } = runToVerdict(
      under(there, { protocol: 'basic', preemption: 'wait' }),
    );
    expect(message).toBeUndefined();
    expect(verdict).toBe('pass');
  });
});

describe('under another way to agree', () => {
  const slow = { network: { delay: [60, 150] }, timers: { clerkRetry: 900, heartbeat: 77 } };
  const multi = scenario([call], { protocol: 'multi', clerks: 1, ...slow });
  const basic = scenario([call], { clerks: 1, ...slow });

  test('everything else stays', () => {
    const there = under(multi, { protocol: 'basic', preemption: 'wait' });
    expect(there).toEqual({
      ...multi,
      cluster: { ...multi.cluster, protocol: 'basic', timers: there.cluster.timers },
    });
    expect(whyNot(there)).toBeNull();
  });

  test('the timers that the file did not set suit its network', () => {
    expect(under(multi, { protocol: 'basic', preemption: 'wait' }).cluster.timers).toMatchObject({
      retry: 400,
      clerkRetry: 900,
      heartbeat: 77,
    });
    expect(under(basic, { protocol: 'multi', preemption: 'wait' }).cluster.timers).toMatchObject({
      heartbeat: 77,
      heartbeatCheck: 1000,
      backoff: 500,
    });
    const { timers } = under(multi, { protocol: 'multi', preemption: 'backoff' }).cluster;
    expect(timers).toEqual({ clerkRetry: 900, heartbeat: 77, backoff: 500 });
  });

  test('and are the protocol’s own on the usual one', () => {
    const usual = under(scenario([call], { clerks: 1 }), { protocol: 'multi', preemption: 'wait' });
    expect(usual.cluster.timers).toEqual({
      retry: 40,
      heartbeat: 25,
      heartbeatCheck: 100,
      backoff: 50,
    });
  });

  test('clients of a leader ask everybody, whomever the library’s clients knew', () => {
    const known = scenario([{ call: { ...call.call, to: ['S2'] } }, { run: 5 }], { clerks: 1 });
    const [asked, run] = under(known, { protocol: 'multi', preemption: 'wait' }).script;
    expect(asked).toEqual({ verb: 'call', arg: call.call });
    expect(run).toBe(known.script[1]);
  });

  test('wrong rules, and words to oneself that travel, stay with their protocol', () => {
    const cluster = { protocol: 'multi', broken: ['late-rejections'], toSelf: 'message' };
    const wrong = scenario([{ run: 1 }], cluster);
    const other = under(wrong, { protocol: 'basic', preemption: 'wait' }).cluster;
    expect([other.broken, other.toSelf]).toEqual([[], 'call']);
    const same = under(wrong, { protocol: 'multi', preemption: 'retry' }).cluster;
    expect([same.broken, same.toSelf]).toEqual([['late-rejections'], 'message']);
  });

  test('the same way is the same scenario', () => {
    expect(under(multi, { protocol: 'multi', preemption: 'wait' })).toBe(multi);
    expect(under(basic, { protocol: 'basic', preemption: 'retry' })).toBe(basic);
  });
});

test.each(Object.entries(FIRST_OF))('a story of %s is there: %s', (protocol, id) => {
  const [folder, name] = id.includes('/') ? id.split('/') : ['.', id];
  expect(shippedIn(folder as string).load(`${name}.json`).cluster.protocol).toBe(protocol);
});
