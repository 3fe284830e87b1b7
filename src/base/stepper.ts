import type { ActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { createEmptyActor } from 'xstate';
import type { Effect } from './actor';

/** A role between two events: the machine's state value and its context, plain data. */
export interface RoleState<C> {
  readonly value: string;
  readonly context: C;
}

/** What every role's context carries while a transition runs: the effects its rules asked for. */
export interface Outbox<M> {
  readonly outbox: readonly Effect<M>[];
}

export interface RoleStep<C, M> {
  readonly state: RoleState<C>;
  readonly effects: readonly Effect<M>[];
}

/** A machine, its beginning, and the one pure function that moves it. */
export interface Role<C, M, E extends EventObject> {
  readonly machine: AnyStateMachine;
  initial(context: C): RoleState<C>;
  step(state: RoleState<C>, event: E): RoleStep<C, M>;
}

const NOTHING: readonly never[] = [];

/**
 * One inert scope serves every call. XState's public `transition()` builds a whole actor for each one, which costs four
 * times the step itself; the roles here use no clock, no children and no invocations, so nothing of a scope is touched
 * but the executor of actions. `stepper.test.ts` holds the two equal.
 */
function inertScope(): ActorScope<AnyMachineSnapshot, EventObject> {
  const self = createEmptyActor() as never;
  return {
    self,
    id: 'role',
    sessionId: 'role',
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: () => {},
    system: (self as { system: never }).system,
  } as unknown as ActorScope<AnyMachineSnapshot, EventObject>;
}

/** Makes the stepper of a machine whose rules leave their effects in `context.outbox`. */
export function makeRole<C, M, E extends EventObject>(machine: AnyStateMachine): Role<C, M, E> {
  const scope = inertScope();
  const templates = new Map<string, AnyMachineSnapshot>();

  // A snapshot is the template of its state value with another context: much cheaper than resolving it anew.
  function snapshotOf(state: RoleState<C>): AnyMachineSnapshot {
    let template = templates.get(state.value);
    if (!template) {
      template = machine.resolveState({ value: state.value, context: state.context as never });
      templates.set(state.value, template);
    }
    return { ...template, context: state.context } as AnyMachineSnapshot;
  }

  return {
    machine,
    initial: (context) => ({ value: String(machine.config.initial), context }),
    step(state, event) {
      const before = snapshotOf(state);
      const after = machine.transition(before, event, scope as never) as AnyMachineSnapshot;
      if (after === before) return { state, effects: NOTHING };
      const { outbox, ...context } = after.context as unknown as C & Outbox<M>;
      return { state: { value: after.value as string, context: context as C }, effects: outbox ?? NOTHING };
    },
  };
}
