import type { ClusterWorld } from '../../check/cluster';

type Wire = ClusterWorld['wires'][number];

export interface WireUnderWay extends Wire {
  readonly held: boolean;
}

/** What is in flight: first what arrives by itself, soonest first, then what is held. */
export function underWay({ wires, held }: Pick<ClusterWorld, 'wires' | 'held'>): WireUnderWay[] {
  return [
    ...wires.map((wire) => ({ ...wire, held: false })),
    ...held.map((wire) => ({ ...wire, held: true })),
  ];
}
