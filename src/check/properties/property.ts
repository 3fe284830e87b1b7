import type { Because } from '../../base/actor';
import type { ClusterEvent, Observed } from '../cluster';
import type { Facts } from '../facts';
import type { Proof, ProofPart } from './proof';

export type Protocol = 'basic' | 'multi';

export const BOTH: readonly Protocol[] = ['basic', 'multi'];

/** What is said about a property beside how it is judged. */
export interface About {
  /** Its name in CONFORMANCE part 6, or a name of that kind. */
  readonly id: string;
  /** One plain sentence. */
  readonly says: string;
  /** Other names in CONFORMANCE (4.7, part 6) of what it covers, of this protocol or another. */
  readonly alsoKnownAs?: readonly string[];
  readonly protocols: readonly Protocol[];
  /** It speaks of the service that clerks call; without clerks it cannot be put to the test. */
  readonly needsClerks?: true;
  /**
   * `server`: its judge reads the acting node before and after, the event, the outcome, the facts, and how many servers
   * there are. `cluster`: it reads what other servers hold, too. Neither reads messages under way, timers or the time.
   */
  readonly scope: 'server' | 'cluster';
  /** Whose steps it judges. */
  readonly of: 'server' | 'clerk';
}

/** A statement that must be true of every step. */
export interface Property extends About {
  /**
   * Whether this step puts it to the test; only then is it judged. Whatever the scope, it reads no more than a property
   * of scope `server` may. `facts` are those after the step, as in what follows.
   */
  concerns(step: Observed, facts: Facts): boolean;
  /** Null while it holds; otherwise the facts that break it. */
  judge(step: Observed, facts: Facts): Because | null;
  /** What shows that it is broken, beyond what is plain from the step. */
  prove?(step: Observed, facts: Facts, because: Because): ProofPart;
}

/** The first step that broke a property. */
export interface Violation {
  readonly property: string;
  readonly because: Because;
  readonly event: ClusterEvent;
  /** How many steps of the run had been judged, this one included. */
  readonly step: number;
  readonly proof: Proof;
}
