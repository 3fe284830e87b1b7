import type { Moment } from '../scenarios/run';
import type { Sign } from './messageWords';

/** One line of a legend: what is drawn, and what the protocol at hand calls it. */
export interface LegendSign {
  readonly sign: Sign;
  readonly word: string;
}

const LIBRARY: readonly LegendSign[] = [
  { sign: 'prepare', word: 'prepare' },
  { sign: 'promise', word: 'promise' },
  { sign: 'accept', word: 'accept' },
  { sign: 'accepted', word: 'accepted' },
  { sign: 'reject', word: 'reject' },
  { sign: 'decided', word: 'decided' },
];

/** The same marks under the names of the messages that they stand for in Multi-Paxos. */
const LEADER: readonly LegendSign[] = [
  { sign: 'prepare', word: 'p1a' },
  { sign: 'promise', word: 'p1b' },
  { sign: 'accept', word: 'p2a' },
  { sign: 'accepted', word: 'p2b' },
  { sign: 'reject', word: 'refused' },
  { sign: 'decided', word: 'decision' },
];

const HEARTBEATS: readonly LegendSign[] = [
  { sign: 'heartbeat', word: 'heartbeat' },
  { sign: 'heartbeat-reply', word: 'its reply' },
];

const CLERKS: readonly LegendSign[] = [
  { sign: 'request', word: 'request' },
  { sign: 'reply', word: 'reply' },
];

/** What else a picture shows beside the agreement itself. */
interface Beside {
  readonly clerks: boolean;
  readonly heartbeats: boolean;
}

/** The message marks of a picture's legend, with the words of its protocol. */
export function legendSigns(
  protocol: Moment['protocol'],
  { clerks, heartbeats }: Beside,
): readonly LegendSign[] {
  const agreement = protocol === 'basic' ? LIBRARY : [...LEADER, ...(heartbeats ? HEARTBEATS : [])];
  return [...agreement, ...(clerks ? CLERKS : [])];
}
