import type { Because } from '../../base/actor';
import type { ClusterEvent, Observed } from '../cluster';
import type { Facts } from '../facts';

/** A statement that must be true of every step; named as in CONFORMANCE part 6. */
export interface Property {
  readonly id: string;
  /** One plain sentence. */
  readonly says: string;
  /** Null while it holds; otherwise the facts that break it. `facts` are those after the step. */
  judge(step: Observed, facts: Facts): Because | null;
}

/** The first step that broke a property. */
export interface Violation {
  readonly property: string;
  readonly because: Because;
  readonly event: ClusterEvent;
}
