import { describe, expect, test } from 'vitest';
import type { Effect, Step } from '../base/actor';
import type { Address } from '../base/address';
import { rulesOf, sentOf, timersOf } from '../protocol/basic/effects.testkit';
import type { ClerkState, QueuedCall } from './clerk';
import { clerkActor } from './clerkActor';
import type { OperationKind } from './operation';
import type { ServerMessage } from './server';

/** C1, and what its latest handler did. */
class Caller {
  readonly actor: ReturnType<typeof clerkActor>;
  state: ClerkState;
  effects: readonly Effect<ServerMessage>[] = [];

  constructor(timers: Record<string, number> = {}, asksAll = false) {
    this.actor = clerkActor(asksAll);
    this.state = this.actor.start({ address: 101, servers: [1, 2, 3], timers }).state;
  }

  call(op: OperationKind, key: string, value = '', servers: readonly Address[] = [3, 1, 2]): this {
    return this.after(
      this.actor.call(this.state, { type: 'call', call: { op, key, value, servers } }),
    );
  }

  workload(calls: readonly QueuedCall[]): this {
    return this.after(this.actor.call(this.state, { type: 'workload', calls }));
  }

  /** The retry timer fires. */
  wait(): this {
    return this.after(this.actor.timeout(this.state, 'clerkRetry'));
  }

  answer(id: number, result: string | null = '', from: Address = 3): this {
    const message = { kind: 'reply', clerk: 101, id, result, attempt: 0 } as const;
    return this.after(this.actor.receive(this.state, from, message));
  }

  /** "S3 1.0": whom it asks now, for which call, at which try. */
  get asks(): string[] {
    return sentOf(this.effects).flatMap(({ to, message }) =>
      message.kind === 'request' ? [`S${to} ${message.operation.id}.${message.attempt}`] : [],
    );
  }

  get rules(): string[] {
    return rulesOf(this.effects);
  }

  private after({ state, effects }: Step<ClerkState, ServerMessage>): this {
    this.state = state;
    this.effects = effects;
    return this;
  }
}

describe('a clerk (CONFORMANCE 1.7)', () => {
  test('asks the first server on its list, and waits 100 ms', () => {
    const clerk = new Caller().call('append', 'k', 'x');
    expect(sentOf(clerk.effects)).toEqual([
      {
        to: 3,
        message: {
          kind: 'request',
          operation: { op: 'append', key: 'k', value: 'x', clerk: 101, id: 1 },
          attempt: 0,
        },
      },
    ]);
    expect(timersOf(clerk.effects)).toEqual(['+clerkRetry 100..100']);
    expect(timersOf(new Caller({ clerkRetry: 7 }).call('get', 'k').effects)).toEqual([
      '+clerkRetry 7..7',
    ]);
  });

  test('tries one server after the other, in its order, again and again', () => {
    const clerk = new Caller().call('put', 'k', 'x');
    const asked = [...clerk.asks];
    for (let i = 0; i < 100; i++) asked.push(...clerk.wait().asks);
    expect(asked.slice(0, 5)).toEqual(['S3 1.0', 'S1 1.1', 'S2 1.2', 'S3 1.3', 'S1 1.4']);
    expect(asked.at(-1)).toBe('S1 1.100');
    expect(timersOf(clerk.effects)).toEqual(['+clerkRetry 100..100']);
  });

  test('asks its one server for ever when it knows no other', () => {
    const clerk = new Caller().call('get', 'k', '', [2]);
    expect([...clerk.asks, ...clerk.wait().asks, ...clerk.wait().asks]).toEqual([
      'S2 1.0',
      'S2 1.1',
      'S2 1.2',
    ]);
  });

  test('returns with the first answer, whoever gives it, and asks no more', () => {
    const clerk = new Caller().call('get', 'k').wait().answer(1, 'x', 3);
    expect(clerk.rules).toEqual(['clerk.return']);
    expect(timersOf(clerk.effects)).toEqual(['-clerkRetry']);
    expect(clerk.state.value).toBe('idle');
    expect(clerk.state.context.operation).toBeNull();
    expect(clerk.wait().effects).toEqual([]);
  });

  test('has one outstanding call; further ones queue, and go out in their order', () => {
    const clerk = new Caller()
      .call('put', 'a', '1')
      .call('put', 'b', '2', [1])
      .call('get', 'c', '', [2]);
    expect(clerk.asks).toEqual([]);
    expect(clerk.rules).toEqual(['clerk.queue']);
    expect(clerk.answer(1).asks).toEqual(['S1 2.0']);
    expect(clerk.rules).toEqual(['clerk.return', 'clerk.call']);
    expect(timersOf(clerk.effects)).toEqual(['-clerkRetry', '+clerkRetry 100..100']);
    expect(clerk.answer(2).asks).toEqual(['S2 3.0']);
    expect(clerk.answer(3).state.value).toBe('idle');
    expect(clerk.state.context.queue).toEqual([]);
  });

  test('thinks before a call of a workload, and asks nobody meanwhile', () => {
    const call = { op: 'get', key: 'k', value: '', servers: [2], pauseMs: 30 } as const;
    const clerk = new Caller().workload([call, call]);
    expect(clerk.asks).toEqual(['S2 1.0']);
    clerk.answer(1);
    expect([clerk.state.value, clerk.asks]).toEqual(['thinking', []]);
    expect(timersOf(clerk.effects)).toEqual(['-clerkRetry', '+clerkRetry 30..30']);
    expect(clerk.answer(1).rules).toEqual(['clerk.ignoreReply']);
    expect(clerk.call('put', 'k', 'x').rules).toEqual(['clerk.queue']);
    expect(clerk.wait().asks).toEqual(['S2 2.0']);
    expect(timersOf(clerk.effects)).toEqual(['+clerkRetry 100..100']);
    expect(clerk.answer(2).asks).toEqual(['S3 3.0']);
  });

  test('begins every call with the first server of its list, and numbers it one higher', () => {
    const clerk = new Caller().call('get', 'k').wait().wait().answer(1);
    expect(clerk.call('get', 'k').asks).toEqual(['S3 2.0']);
    expect(clerk.state.context.calls).toBe(2);
  });

  test('ignores what answers an earlier call, or comes twice', () => {
    const clerk = new Caller().call('put', 'k', 'x').answer(1);
    const idle = clerk.state;
    expect(clerk.answer(1, 'late', 2).rules).toEqual(['clerk.ignoreReply']);
    expect(clerk.state).toEqual(idle);
    const waiting = clerk.call('get', 'k').state;
    expect(clerk.answer(1, 'late', 2).rules).toEqual(['clerk.ignoreReply']);
    expect(clerk.state).toEqual(waiting);
    expect(sentOf(clerk.effects)).toEqual([]);
    expect(timersOf(clerk.effects)).toEqual([]);
  });

  test('knows nothing of agreement', () => {
    const { actor, state } = new Caller().call('get', 'k');
    const ballot = { round: 1, server: 1 };
    const step = actor.receive(state, 1, { kind: 'prepare', ballot, seq: 0, done: -1 });
    expect(step).toEqual({ state, effects: [] });
  });
});

describe('a clerk of a cluster with a leader (DSLabs)', () => {
  const caller = () => new Caller({}, true);

  test('asks all its servers at once, and waits for whoever answers', () => {
    const clerk = caller().call('append', 'k', 'x');
    expect(clerk.asks).toEqual(['S3 1.0', 'S1 1.0', 'S2 1.0']);
    expect(timersOf(clerk.effects)).toEqual(['+clerkRetry 100..100']);
    expect(clerk.answer(1, 'x', 2).state.value).toBe('idle');
  });

  test('and all of them again when nobody does, as often as it takes', () => {
    const clerk = caller().call('get', 'k');
    for (let attempt = 1; attempt <= 20; attempt++)
      expect(clerk.wait().asks).toEqual([3, 1, 2].map((server) => `S${server} 1.${attempt}`));
    expect(timersOf(clerk.effects)).toEqual(['+clerkRetry 100..100']);
  });

  test('only those on its list', () => {
    const clerk = caller().call('get', 'k', '', [2, 3]);
    expect([clerk.asks, clerk.wait().asks]).toEqual([
      ['S2 1.0', 'S3 1.0'],
      ['S2 1.1', 'S3 1.1'],
    ]);
  });

  test('asks all for the next call too, and passes over the answers of the others', () => {
    const clerk = caller().call('put', 'k', 'x').call('get', 'k', '', [1, 2]).answer(1, '', 1);
    expect(clerk.asks).toEqual(['S1 2.0', 'S2 2.0']);
    expect(clerk.answer(1, '', 2).rules).toEqual(['clerk.ignoreReply']);
    expect(clerk.answer(2, 'x', 2).rules).toEqual(['clerk.return']);
  });
});
