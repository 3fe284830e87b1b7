import type { Address } from '../base/address';
import { nameOf } from '../base/address';

/** A proposal number, unique by its server; compared round first, then server. Written "2.S3". */
export type Ballot = {
  readonly round: number;
  readonly server: Address;
};

/** Negative, zero or positive, as `a` is below, equal to or above `b`. No ballot at all is below every ballot. */
export function compareBallots(a: Ballot | null, b: Ballot | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a.round - b.round || a.server - b.server;
}

export function sameBallot(a: Ballot | null, b: Ballot | null): boolean {
  return compareBallots(a, b) === 0;
}

export function higherBallot<B extends Ballot | null>(a: B, b: B): B {
  return compareBallots(a, b) >= 0 ? a : b;
}

/** The smallest ballot of `server` above every ballot seen: S1 after 1.S3 takes 2.S1, S5 after 1.S4 takes 1.S5. */
export function nextBallot(server: Address, highestSeen: Ballot | null): Ballot {
  if (highestSeen === null) return { round: 1, server };
  const round = server > highestSeen.server ? highestSeen.round : highestSeen.round + 1;
  return { round, server };
}

/** "2.S3"; "–" for no ballot. */
export function formatBallot(ballot: Ballot | null): string {
  return ballot === null ? '–' : `${ballot.round}.${nameOf(ballot.server)}`;
}
