import { NOTHING_TO_SAY, type Verdict } from '../space';
import type { ActorSystem } from '../system';
import { createPairMap } from '../tables/pairMap';

/** What a system says about whole clusters, remembered by the fingerprint of the nodes and the ghost together. */
export interface Verdicts<N, G> {
  readonly bytes: number;
  /** The verdict's number, 0 for {@link NOTHING_TO_SAY}. `nodes` and `ghost` are asked for only when they are new. */
  judge(high: number, low: number, nodes: () => readonly N[], ghost: () => G): number;
  verdict(id: number): Verdict;
}

export function createVerdicts<N, M, G>(system: ActorSystem<N, M, G>): Verdicts<N, G> {
  const isSilent = !system.judge && !system.goal && !system.prune && !system.facts;
  const known = createPairMap();
  const verdicts: Verdict[] = [NOTHING_TO_SAY];
  const ids = new Map([[keyOf(NOTHING_TO_SAY), 0]]);

  function idOf(verdict: Verdict): number {
    const key = keyOf(verdict);
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, verdicts.length);
    return verdicts.push(verdict) - 1;
  }

  function ask(nodes: readonly N[], ghost: G): Verdict {
    return {
      broken: system.judge?.(nodes, ghost) ?? null,
      isGoal: system.goal?.(nodes, ghost) ?? false,
      isPruned: system.prune?.(nodes, ghost) ?? false,
      facts: system.facts?.(nodes, ghost) ?? [],
    };
  }

  return {
    get bytes() {
      return known.bytes;
    },
    judge(high, low, nodes, ghost) {
      if (isSilent) return 0;
      const seen = known.get(high, low);
      if (seen >= 0) return seen;
      const id = idOf(ask(nodes(), ghost()));
      known.add(high, low, id);
      return id;
    },
    verdict: (id) => verdicts[id] as Verdict,
  };
}

function keyOf({ broken, isGoal, isPruned, facts }: Verdict): string {
  return JSON.stringify([broken, isGoal, isPruned, facts]);
}
