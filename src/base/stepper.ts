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

type Chosen = ReturnType<AnyStateMachine['getTransitionData']>[number];
type Assignment = (args: { context: object; event: EventObject }) => object;

/** A transition that leads from one flat state to another and assigns by named rules, as nearly all of them do. */
interface Plain {
  readonly target: string | null;
  readonly assignments: readonly Assignment[];
}

const NOTHING: readonly never[] = [];

/**
 * One inert scope serves every call. XState's public `transition()` builds a whole actor for each one, which costs four
 * times the step itself; the roles here use no clock, no children and no invocations, so nothing of a scope is touched
 * but the executor of actions.
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

/**
 * Makes the stepper of a machine whose rules leave their effects in `context.outbox`. XState chooses the transition,
 * guards and all; a plain one is carried out here, which is most of the speed, and any other by XState's interpreter.
 * `protocol/stepper.test.ts` holds both equal to `transition()` and to a live actor.
 */
export function makeRole<C, M, E extends EventObject>(machine: AnyStateMachine): Role<C, M, E> {
  const scope = inertScope();
  const templates = new Map<string, AnyMachineSnapshot>();
  const plain = new Map<Chosen, Plain | null>();

  // A snapshot is the template of its state value with another context: much cheaper than resolving it anew.
  function snapshotOf(state: RoleState<C>): AnyMachineSnapshot {
    let template = templates.get(state.value);
    if (!template) {
      template = machine.resolveState({ value: state.value, context: state.context as never });
      templates.set(state.value, template);
    }
    return { ...template, context: state.context } as AnyMachineSnapshot;
  }

  function plainOf(chosen: Chosen): Plain | null {
    let found = plain.get(chosen);
    if (found === undefined) {
      found = asPlain(machine, chosen);
      plain.set(chosen, found);
    }
    return found;
  }

  function carryOut({ target, assignments }: Plain, state: RoleState<C>, event: E): RoleStep<C, M> {
    let context = state.context;
    let effects: readonly Effect<M>[] = NOTHING;
    for (const assignment of assignments) {
      const { outbox, ...changes } = assignment({ context: context as object, event }) as C &
        Outbox<M>;
      context = { ...context, ...changes };
      effects = outbox ?? NOTHING;
    }
    return { state: { value: target ?? state.value, context }, effects };
  }

  function interpret(before: AnyMachineSnapshot, state: RoleState<C>, event: E): RoleStep<C, M> {
    const after = machine.transition(before, event, scope as never) as AnyMachineSnapshot;
    if (after === before) return { state, effects: NOTHING };
    const { outbox, ...context } = after.context as unknown as C & Outbox<M>;
    return {
      state: { value: after.value as string, context: context as C },
      effects: outbox ?? NOTHING,
    };
  }

  return {
    machine,
    initial: (context) => ({ value: String(machine.config.initial), context }),
    step(state, event) {
      const before = snapshotOf(state);
      const [chosen, second] = machine.getTransitionData(before, event);
      if (!chosen) return { state, effects: NOTHING };
      const found = second ? null : plainOf(chosen);
      return found ? carryOut(found, state, event) : interpret(before, state, event);
    },
  };
}

/** The plain form of a transition; null when it does anything that only XState's interpreter knows how to do. */
function asPlain(machine: AnyStateMachine, { source, target, actions }: Chosen): Plain | null {
  const touched = [source, ...(target ?? [])];
  const flat = touched.every((node) => {
    const quiet =
      node.entry.length + node.exit.length + node.invoke.length === 0 && !node.always?.length;
    return (
      node.parent === machine.root && node.type === 'atomic' && quiet && node.after.length === 0
    );
  });
  const assignments = actions.map((action) => assignmentOf(machine, action));
  if (!flat || !assignments.every((assignment) => assignment !== null)) return null;
  return { target: target?.[0]?.key ?? null, assignments };
}

/** The rule behind the name of an `assign(rule)`. */
function assignmentOf(machine: AnyStateMachine, action: unknown): Assignment | null {
  if (typeof action !== 'string') return null;
  const made = machine.implementations.actions[action] as
    | { type?: string; assignment?: unknown }
    | undefined;
  return made?.type === 'xstate.assign' && typeof made.assignment === 'function'
    ? (made.assignment as Assignment)
    : null;
}
