import type { Scenario } from '../scenarios/format';
import { createSession } from './session';

/** A session whose frames come when a test calls for them, and that remembers no preferences. */
export function sessionOf(scenario: Scenario) {
  let waiting: ((milliseconds: number) => void)[] = [];
  let clock = 0;
  const session = createSession(scenario, null, {
    frames: { request: (callback) => void waiting.push(callback) },
    keeper: { load: () => ({}), save: () => {} },
  });
  /** So many pictures, 50 ms apart. */
  function frames(count: number): void {
    for (let i = 0; i < count; i++) {
      clock += 50;
      const due = waiting;
      waiting = [];
      for (const callback of due) callback(clock);
    }
  }
  return { session, frames, state: () => session.store.getState() };
}
