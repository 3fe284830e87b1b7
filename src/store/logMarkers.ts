import type { Address } from '../base/address';
import { firstKept, isMultiRemains, lastHeard, remainsOf, serviceLeft } from '../check/reading';
import type { Moment } from '../scenarios/run';
import { protocolWords } from './protocolWords';

/** How far one server's log has got, by position; null where it has not begun. */
export interface LogReach {
  /** Min, or DSLabs' firstNonCleared. */
  readonly firstKept: number;
  /** Max, or DSLabs' lastNonEmpty. */
  readonly lastHeard: number | null;
  /** The last one executed in order; null also where nobody executes the log. */
  readonly executed: number | null;
  /** What the library's application said to need no more; null in Multi-Paxos, which knows no Done. */
  readonly done: number | null;
}

/** One of the numbers beside a server's name in the log. */
export interface LogMarker {
  readonly of: keyof LogReach;
  /** What it is called in full, and as the head of its narrow column. */
  readonly name: string;
  readonly label: string;
  readonly title: string;
}

const LIBRARY: readonly LogMarker[] = [
  {
    of: 'firstKept',
    name: 'Min',
    label: 'Min',
    title: 'Min: every instance below it is forgotten here',
  },
  {
    of: 'lastHeard',
    name: 'Max',
    label: 'Max',
    title: 'Max: the highest instance this server has heard of',
  },
  {
    of: 'done',
    name: 'Done',
    label: 'Done',
    title: 'Done: this server’s application needs nothing up to here',
  },
];

const LEADER: readonly LogMarker[] = [
  {
    of: 'firstKept',
    name: 'first non-cleared',
    label: 'First',
    title: 'First non-cleared, the bracket: every slot before it is cleared here',
  },
  {
    of: 'lastHeard',
    name: 'last non-empty',
    label: 'Last',
    title:
      'Last non-empty, the bar: the highest slot this server has accepted or learned anything in',
  },
  {
    of: 'executed',
    name: 'executed',
    label: 'Exec',
    title: 'Executed, the line below: this server has executed every slot up to here, in order',
  },
];

export function logMarkers(protocol: Moment['protocol']): readonly LogMarker[] {
  return protocol === 'basic' ? LIBRARY : LEADER;
}

/** Also of a server that is down: what its disk kept. */
export function reachOf({ world, protocol }: Moment, server: Address): LogReach {
  const { first } = protocolWords(protocol);
  const node = world.nodes[server - 1];
  const remains = node ? remainsOf(node) : null;
  if (!node || !remains) return { firstKept: first, lastHeard: null, executed: null, done: null };
  const begun = (position: number | undefined) =>
    position === undefined || position < first ? null : position;
  const isMulti = isMultiRemains(remains);
  return {
    firstKept: firstKept(remains),
    lastHeard: begun(lastHeard(remains)),
    executed: begun(isMulti ? remains.learner.context.executed : serviceLeft(node)?.applied),
    done: begun(isMulti ? undefined : remains.done[server - 1]),
  };
}

/** "S2, Min 0", "S2, last non-empty none". */
export function markerName(server: string, { name }: LogMarker, value: number | null): string {
  return `${server}, ${name} ${value ?? 'none'}`;
}
