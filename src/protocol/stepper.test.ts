import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, createActor, setup, transition } from 'xstate';
import { sameJson } from '../base/json';
import { makeRole, type Outbox, type Role, type RoleState } from '../base/stepper';
import { acceptorRole, UNTOUCHED } from './basic/acceptor';
import { learnerRole, UNAWARE } from './basic/learner';
import { idleProposer, proposerRole } from './basic/proposer';
import * as multiAcceptor from './multi/acceptor';
import * as arbitraries from './multi/arbitraries.testkit';
import { newcomer } from './multi/electionRules';
import { leaderRole } from './multi/leader';
import * as multiLearner from './multi/learner';
import { DEFAULT_SETTINGS, type Preemption } from './multi/settings';

// The stepper is a shortcut. Here it is held against XState itself: the public transition(), and a live actor.

type AnyRole = Role<object, unknown, { type: string }>;
type State = RoleState<object>;

/** What a snapshot of XState's says, in the stepper's words. */
function told(snapshot: { value: unknown; context: object }, moved: boolean) {
  const { outbox, ...context } = snapshot.context as Outbox<unknown>;
  return { state: { value: snapshot.value, context }, effects: (moved && outbox) || [] };
}

function byTransition(machine: AnyStateMachine, state: State, event: { type: string }) {
  const before = machine.resolveState({ value: state.value, context: state.context as never });
  const [after] = transition(machine, before, event);
  return told(after, after !== before);
}

function byActor(machine: AnyStateMachine, state: State, event: { type: string }) {
  const snapshot = machine.resolveState({ value: state.value, context: state.context as never });
  const actor = createActor(machine, { snapshot } as never).start();
  actor.send(event);
  const after = actor.getSnapshot();
  actor.stop();
  return told(after, true);
}

/** One actor that lives through all of it, and never sees its context taken apart. */
function byOneLife(machine: AnyStateMachine, state: State, events: readonly { type: string }[]) {
  const snapshot = machine.resolveState({ value: state.value, context: state.context as never });
  const actor = createActor(machine, { snapshot } as never).start();
  for (const event of events) actor.send(event);
  return told(actor.getSnapshot(), false).state;
}

function expectAllTheSame(role: AnyRole, initial: State, events: readonly { type: string }[]) {
  let state = initial;
  for (const event of events) {
    const step = role.step(state, event);
    expectSame(byTransition(role.machine, state, event), step);
    expectSame(byActor(role.machine, state, event), step);
    state = step.state;
  }
  expectSame(byOneLife(role.machine, initial, events), state);
}

/** Cheap as long as they are the same, eloquent when they are not. */
function expectSame(actual: unknown, expected: unknown) {
  if (!sameJson(actual, expected)) expect(actual).toEqual(expected);
}

// ---- the roles ----------------------------------------------------------------------------------------------------

const SERVERS = [1, 2, 3];
const from = fc.constantFrom(...SERVERS);
// Mostly 1.S1, the first ballot of the proposer below, so that many answers count.
const ballot = fc.record({
  round: fc.constantFrom(1, 1, 1, 2, 3),
  server: fc.constantFrom(1, 1, 1, 1, 2, 3),
});
const value = fc.constantFrom('a', 'b');
const vote = fc.option(fc.record({ ballot, value }), { nil: null });
const seen = fc.option(ballot, { nil: null, freq: 1 });
const kind = <T extends string>(type: T) => fc.constant(type);

const acceptorEvent = fc.oneof(
  fc.record({ type: kind('PREPARE'), from, ballot }),
  fc.record({ type: kind('ACCEPT'), from, ballot, value }),
);

const phase = fc.constantFrom('prepare' as const, 'accept' as const);
const proposerEvent = fc.oneof(
  { weight: 2, arbitrary: fc.record({ type: kind('PROPOSE'), value, seen }) },
  { weight: 1, arbitrary: fc.record({ type: kind('RETRY'), seen }) },
  { weight: 8, arbitrary: fc.record({ type: kind('PROMISE'), from, ballot, vote }) },
  { weight: 8, arbitrary: fc.record({ type: kind('ACCEPTED'), from, ballot }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: kind('REJECT'), from, ballot, promised: ballot, phase }),
  },
  { weight: 1, arbitrary: fc.record({ type: kind('LEARNED') }) },
);

const learnerEvent = fc.record({ type: kind('DECIDED'), from, ballot, value });

/** A server of three that is not heard of yet. */
function follower(preemption: Preemption) {
  return leaderRole.initial(newcomer(1, SERVERS, {}, { ...DEFAULT_SETTINGS, preemption }));
}

/** Only a leader that backs off is ever in a pause. */
const RESTLESS = ['backing off'];

describe('the stepper does what XState does:', () => {
  test.each<
    [string, AnyRole, State, fc.Arbitrary<{ type: string }>, unreached?: readonly string[]]
  >([
    ['acceptor', acceptorRole as never, UNTOUCHED, acceptorEvent],
    ['proposer', proposerRole as never, idleProposer(1, SERVERS, 40), proposerEvent],
    ['learner', learnerRole as never, UNAWARE, learnerEvent],
    [
      'acceptor of Multi-Paxos',
      multiAcceptor.acceptorRole as never,
      multiAcceptor.FRESH_ACCEPTOR,
      arbitraries.acceptorEvent,
    ],
    [
      'learner of Multi-Paxos',
      multiLearner.learnerRole as never,
      multiLearner.FRESH_LEARNER,
      arbitraries.learnerEvent,
    ],
    ['leader that waits', leaderRole as never, follower('wait'), arbitraries.leaderEvent, RESTLESS],
    [
      'leader that retries',
      leaderRole as never,
      follower('retry'),
      arbitraries.leaderEvent,
      RESTLESS,
    ],
    ['leader that backs off', leaderRole as never, follower('backoff'), arbitraries.leaderEvent],
  ])('%s', (_name, role, initial, event, unreached = []) => {
    const history = fc.array(event, { maxLength: 40, size: 'max' });
    fc.assert(fc.property(history, (events) => expectAllTheSame(role, initial, events)));
    // The same histories every time, to see that such ones lead everywhere.
    const reached = new Set<string>();
    for (const events of fc.sample(history, { seed: 1, numRuns: 300 })) {
      events.reduce((state, next) => {
        reached.add(state.value);
        return role.step(state, next).state;
      }, initial);
    }
    const states = Object.keys(role.machine.states).filter((state) => !unreached.includes(state));
    expect(reached).toEqual(new Set(states));
  });

  test('a step leaves what it was given as it was', () => {
    const frozen = Object.freeze({ ...UNTOUCHED, context: Object.freeze(UNTOUCHED.context) });
    const event = Object.freeze({ type: 'PREPARE', from: 1, ballot: { round: 1, server: 1 } });
    expect(() => acceptorRole.step(frozen, event as never)).not.toThrow();
  });

  test('an event that means nothing here leaves the very same state', () => {
    const { state, effects } = acceptorRole.step(UNTOUCHED, { type: 'NONSENSE' } as never);
    expect(state).toBe(UNTOUCHED);
    expect(effects).toEqual([]);
  });
});

// ---- machines of another make -------------------------------------------------------------------------------------

interface Count {
  readonly count: number;
}

const made = setup({
  types: {} as { context: Count & Outbox<unknown>; events: { type: 'GO' | 'ON' | 'BACK' } },
  guards: { odd: ({ context }) => context.count % 2 === 1 },
  actions: {
    'add one': assign(({ context }) => ({ count: context.count + 1, outbox: [] })),
    double: assign(({ context }) => ({
      count: context.count * 2,
      outbox: [{ type: 'cancelTimer' as const, name: `${context.count}` }],
    })),
    'by property': assign({ count: ({ context }) => context.count + 100 }),
  },
});

/** Everything the roles avoid: entry and exit actions, several actions, inline ones, eventless moves. */
const odd = made.createMachine({
  id: 'odd',
  context: { count: 1, outbox: [] },
  initial: 'here',
  states: {
    here: {
      exit: 'add one',
      on: {
        GO: { target: 'there', actions: ['add one', 'double'] },
        ON: { target: 'through', actions: 'double' },
        BACK: { actions: [assign(({ context }) => ({ count: context.count - 1 })), 'double'] },
      },
    },
    there: {
      entry: 'by property',
      on: { GO: { guard: 'odd', actions: 'by property' }, BACK: 'here', ON: {} },
    },
    through: { always: [{ guard: 'odd', target: 'there' }, { target: 'here' }] },
  },
});

test('it also steps machines of another make', () => {
  const role = makeRole<Count, unknown, { type: 'GO' | 'ON' | 'BACK' }>(odd) as never as AnyRole;
  const event = fc.record({ type: fc.constantFrom('GO', 'ON', 'BACK', 'NONSENSE') });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      let state: State = { value: 'here', context: { count: 1 } };
      for (const next of events) {
        const step = role.step(state, next);
        const { state: expected } = byTransition(role.machine, state, next);
        expect(step.state).toEqual(expected);
        state = step.state;
      }
    }),
  );
});
