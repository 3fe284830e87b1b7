/** What a leader, or a server that tries to become one, does when it sees a higher ballot. */
export type Preemption =
  /** It takes the other for the new leader and waits for it (DSLabs). */
  | 'wait'
  /** It runs phase 1 again at once (PMMC): two can preempt each other for ever. */
  | 'retry'
  /** It runs phase 1 again after a pause drawn by chance, which grows. */
  | 'backoff';

/** How a cluster of Multi-Paxos servers is set up. */
export interface Settings {
  readonly preemption: Preemption;
  /** `message`: what a server says to itself travels too, as on the CS 505 slides; both labs make it a function call. */
  readonly toSelf: 'call' | 'message';
}

export const DEFAULT_SETTINGS: Settings = { preemption: 'wait', toSelf: 'call' };

/** The three timers of a server. */
export const HEARTBEAT = 'heartbeat';
export const HEARTBEAT_CHECK = 'heartbeatCheck';
export const BACKOFF = 'backoff';

/** Milliseconds; the first two are the lab's (CONFORMANCE 3.1). */
export interface Pace {
  readonly heartbeat: number;
  readonly heartbeatCheck: number;
  readonly backoff: number;
}

export function paceOf(timers: Readonly<Record<string, number>>): Pace {
  const { heartbeat = 25, heartbeatCheck = 100, backoff = 50 } = timers;
  return { heartbeat, heartbeatCheck, backoff };
}
