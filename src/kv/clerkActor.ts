import type { Actor, Step } from '../base/actor';
import type { Json } from '../base/json';
import { type ClerkEvent, type ClerkState, clerkRole, type QueuedCall } from './clerk';
import { CLERK_RETRY, idleClerk } from './clerkRules';
import type { ServerMessage } from './server';

/** What a person or a script asks of a clerk: one call, or a workload of calls one after the other. */
export type ClerkCall =
  | { readonly type: 'call'; readonly call: QueuedCall }
  | { readonly type: 'workload'; readonly calls: readonly QueuedCall[] };

const DEFAULT_RETRY_MS = 100;

/**
 * A clerk as an actor: its role, and nothing else.
 * @param asksAll it asks all its servers at once (DSLabs), not one after the other (MIT)
 */
export function clerkActor(asksAll: boolean): Actor<ClerkState, ServerMessage, ClerkCall> {
  return {
    start(self, durable) {
      const retryMs = self.timers[CLERK_RETRY] ?? DEFAULT_RETRY_MS;
      const fresh = clerkRole.initial(idleClerk(self.address, retryMs, asksAll));
      return { state: (durable as ClerkState | undefined) ?? fresh, effects: [] };
    },
    receive(state, from, message) {
      if (message.kind !== 'reply') return { state, effects: [] };
      return run(state, { type: 'REPLY', from, id: message.id, result: message.result });
    },
    timeout: (state) => run(state, { type: 'TIMEOUT' }),
    call(state, request) {
      const calls = request.type === 'call' ? [request.call] : request.calls;
      return calls.reduce<Step<ClerkState, ServerMessage>>(
        ({ state: present, effects }, call) => {
          const step = run(present, { type: 'CALL', call });
          return { state: step.state, effects: [...effects, ...step.effects] };
        },
        { state, effects: [] },
      );
    },
    durable: (state) => state as unknown as Json,
  };
}

function run(state: ClerkState, event: ClerkEvent): Step<ClerkState, ServerMessage> {
  return clerkRole.step(state, event);
}
