import type { ClusterEvent } from '../../check/cluster';
import type { Condition, Scenario } from '../format';
import type { Moment } from '../run';

/** What a search may do from where it starts. Whatever is absent is not bounded, but for `states`, `losses` and the like. */
export interface Bounds {
  /** Steps from the start. */
  readonly depth?: number;
  /** Distinct states. */
  readonly states?: number;
  readonly seconds?: number;
  /** How often any server may crash; each may come back. 0 when absent. */
  readonly crashes?: number;
  /** Messages that may be lost. 0 when absent: what never arrives is as good as lost. */
  readonly losses?: number;
  /** Messages that may arrive twice. 0 when absent. */
  readonly duplications?: number;
  /** Timers that may fire, each at any moment. 0 when absent. */
  readonly timeouts?: number;
  /** Calls of Done by the applications above the library (no clerks), each up to any instance heard of. 0 when absent. */
  readonly dones?: number;
  /** The highest round of a ballot that any server may run with. */
  readonly rounds?: number;
}

/** What to look for. */
export type Aim =
  /** A run that breaks a safety property: any, or this one whatever else breaks on the way. */
  | { readonly kind: 'violation'; readonly property?: string }
  /** A run to a moment at which this holds. */
  | { readonly kind: 'goal'; readonly condition: Condition };

/** Plain data: it travels to a worker. */
export interface ExploreRequest {
  /** Its cluster says what the servers are; its script is not gone on with. */
  readonly scenario: Scenario;
  readonly moment: Moment;
  readonly bounds: Bounds;
  readonly aim: Aim;
  /** States in which this holds are not gone on from. */
  readonly prune?: Condition;
  /** Look for the shortest run, and not only for the first that random walks come by. */
  readonly shortest: boolean;
}

export interface Progress {
  readonly phase: 'walks' | 'breadth';
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly seconds: number;
}

/** What a search found, in honest words. */
export interface Finding extends Progress {
  readonly verdict:
    | 'violation'
    | 'goal'
    /** Every state that can be reached within the bounds on what may happen was seen. */
    | 'exhausted'
    /** Something stopped it earlier: no proof. */
    | 'bounded';
  /** What bounded it: "the depth", "the number of states" …; absent when nothing did. */
  readonly boundedBy?: string;
  /** The property, when one is broken. */
  readonly violated?: string;
  /** What happens after the start, in the kernel's events: played from `moment`, it leads to the violation or the goal. */
  readonly run?: readonly ClusterEvent[];
  readonly bytes: number;
  /** The chance that two states were taken for one, about. */
  readonly collision: number;
}

/** What is told of a search while it goes on; one of the last two ends it. */
export interface Listener {
  progress(progress: Progress): void;
  found(finding: Finding): void;
  /** It broke down: why, in words for a person. Nothing else is lost. */
  failed(reason: string): void;
}

/** Somebody who searches elsewhere: a worker in the page. One search at a time; a new one ends the one before. */
export interface Explorer {
  explore(request: ExploreRequest, listener: Listener): void;
  /** Ends the search; the listener is told what was found so far, with the verdict "bounded". */
  stop(): void;
}
