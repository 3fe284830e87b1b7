import { ballot } from '../../protocol/ballot.testkit';
import { createKernel, type Kernel } from '../../sim/kernel';
import type { Post } from '../../sim/network';
import type {
  ClusterCall,
  ClusterEvent,
  ClusterMessage,
  ClusterWorld,
  ServerState,
} from '../cluster';
import { type Facts, initialFacts, observe } from '../facts';
import { judge } from '../judge';
import type { Violation } from './property';

// What tests of the properties share: votes as text, a kernel for any server, and a witness of a run.

/** "1.S1:x" */
export function voteOf(text: string) {
  const [number = '', value = ''] = text.split(':');
  return { ballot: ballot(number), value };
}

/** Chosen by S2 and S3. */
export const chosen = (text: string) => ({ ...voteOf(text), at: 0, acceptors: [2, 3] });
export const voted = (text: string, ...acceptors: number[]) => ({ ...voteOf(text), acceptors });

export const idsOf = (violations: readonly Violation[]) =>
  violations.map(({ property }) => property);

type TestKernel = Kernel<ServerState, ClusterMessage, ClusterCall>;

/** A kernel whose servers are of any kind, right or wrong. */
export function kernelOf(server: object, post: object): TestKernel {
  return createKernel(server as never, post as Post<ClusterMessage>);
}

const STORM = { delay: [1, 60], loss: 0.2, replyLoss: 0.1, duplicate: 0.1 } as const;

/** A cluster in a storm. */
export function worldOf(kernel: TestKernel, { servers = 3, seed = 1 } = {}): ClusterWorld {
  const config = { servers, seed, delivery: 'auto', storage: 'durable', timerMs: {} } as const;
  return kernel.initial({ ...config, weather: STORM }) as ClusterWorld;
}

/** An event without its time: it happens now. */
type Act = ClusterEvent extends infer E ? (E extends ClusterEvent ? Omit<E, 'at'> : never) : never;

/** Sees everything that happens in one run of a cluster, and notes what it breaks. */
export class Witness {
  world: ClusterWorld;
  facts: Facts;
  violations: readonly Violation[] = [];
  private readonly kernel: TestKernel;

  constructor(kernel: TestKernel, world: ClusterWorld) {
    this.kernel = kernel;
    this.world = world;
    this.facts = initialFacts(world.nodes.length);
  }

  happen(event: ClusterEvent): void {
    const before = this.world;
    const { world: after, outcome } = this.kernel.step(before as never, event);
    this.world = after as unknown as ClusterWorld;
    const step = { before, event, outcome, after: this.world };
    this.facts = observe(this.facts, step);
    this.violations = judge(this.violations, step, this.facts);
  }

  act(act: Act): void {
    this.happen({ ...act, at: this.world.now } as ClusterEvent);
  }

  /** Lets so many things happen by themselves. */
  rest(most: number): void {
    for (let i = 0; i < most; i++) {
      const event = this.kernel.next(this.world as never);
      if (!event) return;
      this.happen(event);
    }
  }
}
