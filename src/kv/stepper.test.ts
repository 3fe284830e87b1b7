import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyStateMachine, createActor, transition } from 'xstate';
import type { Outbox, Role, RoleState } from '../base/stepper';
import { clerkRole } from './clerk';
import { idleClerk } from './clerkRules';
import { NO_OP, type Operation, writeOperation } from './operation';
import { replicaRole } from './replica';
import { emptyReplica } from './replicaActions';

// As src/protocol/stepper.test.ts: the stepper of these machines does what XState does.

type AnyEvent = { readonly type: string };
type AnyRole = Role<object, unknown, AnyEvent>;

function told(snapshot: { value: unknown; context: object }, moved: boolean) {
  const { outbox, ...context } = snapshot.context as Outbox<unknown>;
  return { state: { value: snapshot.value, context }, effects: (moved && outbox) || [] };
}

function byXState(machine: AnyStateMachine, state: RoleState<object>, event: AnyEvent) {
  const before = machine.resolveState({ value: state.value, context: state.context as never });
  const [after] = transition(machine, before, event);
  return told(after, after !== before);
}

function byOneLife(
  machine: AnyStateMachine,
  state: RoleState<object>,
  events: readonly AnyEvent[],
) {
  const snapshot = machine.resolveState({ value: state.value, context: state.context as never });
  const actor = createActor(machine, { snapshot } as never).start();
  for (const event of events) actor.send(event);
  return told(actor.getSnapshot(), false).state;
}

const kind = <T extends string>(type: T) => fc.constant(type);
const few = fc.integer({ min: 1, max: 3 });
const op = fc.constantFrom('get' as const, 'put' as const, 'append' as const);
const text = fc.constantFrom('a', 'b');

const servers = fc.constantFrom([1], [3, 1, 2]);
const clerkEvent = fc.oneof(
  fc.record({
    type: kind('CALL'),
    call: fc.record({ op, key: text, value: text, servers, pauseMs: fc.constantFrom(0, 5) }),
  }),
  fc.record({ type: kind('REPLY'), from: few, id: few, result: fc.option(text) }),
  fc.record({ type: kind('TIMEOUT') }),
);

const operation: fc.Arbitrary<Operation> = fc.record({
  op,
  key: text,
  value: text,
  clerk: fc.constantFrom(101, 102, 103),
  id: few,
});
const max = fc.integer({ min: -1, max: 6 });
const entry = fc.oneof(operation.map(writeOperation), fc.constant(NO_OP));
const replicaEvent = fc.oneof(
  fc.record({ type: kind('REQUEST'), operation, attempt: few, max }),
  fc.record({ type: kind('HEARD'), max }),
  fc.record({
    type: kind('POLL'),
    decided: fc.array(entry, { maxLength: 2 }),
    undecided: fc.array(fc.nat({ max: 6 }), { maxLength: 2 }),
    max,
  }),
);

test.each<[string, AnyRole, RoleState<object>, fc.Arbitrary<AnyEvent>]>([
  ['clerk', clerkRole as never, clerkRole.initial(idleClerk(101, 100)), clerkEvent],
  [
    'clerk that asks all',
    clerkRole as never,
    clerkRole.initial(idleClerk(101, 100, true)),
    clerkEvent,
  ],
  ['replica', replicaRole as never, replicaRole.initial(emptyReplica(40)), replicaEvent],
])('the stepper does what XState does: %s', (_name, role, initial, event) => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30, size: 'max' }), (events) => {
      let state = initial;
      for (const next of events) {
        const step = role.step(state, next);
        expect(byXState(role.machine, state, next)).toEqual(step);
        state = step.state;
        reached.add(state.value);
      }
      expect(byOneLife(role.machine, initial, events)).toEqual(state);
    }),
  );
  expect([...reached].toSorted()).toEqual(Object.keys(role.machine.states).toSorted());
});
