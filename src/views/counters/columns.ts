import type { Compared } from '../../store/comparison';
import { messagesPerCommand } from '../../store/counters';
import { spaced } from '../../store/words';
import { lasting, oneDecimal } from './figures';

/** One number of the comparison; all but the last cost something, and a shorter bar is better. */
export interface Column {
  readonly title: string;
  readonly hint: string;
  /** What the bar is as long as; null for no bar. */
  value(compared: Compared): number | null;
  text(compared: Compared): string;
}

const longest = (times: readonly number[]): number | null =>
  times.length === 0 ? null : Math.max(...times);

export const COLUMNS: readonly Column[] = [
  {
    title: 'Messages a command',
    hint: 'Messages between servers, divided by the commands that were decided',
    value: ({ counters }) => messagesPerCommand(counters),
    text: ({ counters }) =>
      counters.commands === 0 ? 'none decided' : oneDecimal(messagesPerCommand(counters)),
  },
  {
    title: 'Messages',
    hint: 'What servers sent each other to agree, lost messages included',
    value: ({ counters }) => counters.messages,
    text: ({ counters }) => spaced(counters.messages),
  },
  {
    title: 'Heartbeats',
    hint: 'Heartbeats of leaders and the answers to them; they grow with time, not with commands',
    value: ({ counters }) => counters.heartbeats,
    text: ({ counters }) => spaced(counters.heartbeats),
  },
  {
    title: 'Phase 1 runs',
    hint: 'How often a server began phase 1',
    value: ({ counters }) => counters.phaseOneRuns,
    text: ({ counters }) => spaced(counters.phaseOneRuns),
  },
  {
    title: 'Takeovers (longest)',
    hint: 'How often the leader was lost and replaced, and how long that took at most',
    value: ({ counters }) => longest(counters.takeovers),
    text({ counters: { takeovers } }) {
      return takeovers.length === 0
        ? '0'
        : `${spaced(takeovers.length)} (${lasting(longest(takeovers))})`;
    },
  },
  {
    title: 'Longest wait',
    hint: 'The longest time that a client waited for one answer so far',
    value: ({ longestWait }) => longestWait,
    text: ({ longestWait }) => lasting(longestWait),
  },
  {
    title: 'Answered',
    hint: 'Calls of clients that were answered, of those that were made',
    value: () => null,
    text: ({ answered, calls }) => `${spaced(answered)} of ${spaced(calls)}`,
  },
];
