import type { Ids, RowModel } from '../model';
import { leastRow, permutations, sortedBlocks, subsets } from './permutations.testkit';

export interface Voting {
  readonly acceptors: number;
  readonly ballots: number;
  readonly values: number;
  readonly isSymmetric?: boolean;
}

/**
 * Oracle C: voting, the idea behind Paxos without any messages (CHECKING 2.3). A row has a block for each acceptor: the
 * ballot it has reached, from 1, and its vote in each ballot, a value from 1; 0 is none.
 */
export function voting({ acceptors, ballots, values, isSymmetric = false }: Voting): RowModel {
  const width = ballots + 1;
  const quorums = subsets(acceptors, Math.floor(acceptors / 2) + 1);
  const eachAcceptor = Array.from({ length: acceptors }, (_, a) => a);
  const eachBallot = Array.from({ length: ballots }, (_, i) => i + 1);
  const eachValue = Array.from({ length: values }, (_, i) => i + 1);
  const reached = (row: Ids, a: number) => row[a * width] as number;
  const voteOf = (row: Ids, a: number, b: number) => row[a * width + b] as number;

  /**
   * In how many ways the quorum shows that nothing but v was, or will be, chosen below b: by no votes at all, or by each
   * vote for v in the last ballot in which any of them voted.
   */
  function showsSafe(row: Ids, quorum: readonly number[], b: number, v: number): number {
    if (quorum.some((a) => reached(row, a) < b)) return 0;
    for (let c = b - 1; c > 0; c--) {
      const votes = quorum.map((a) => voteOf(row, a, c)).filter((vote) => vote !== 0);
      if (votes.length > 0) return votes.filter((vote) => vote === v).length;
    }
    return 1;
  }

  function mayVote(row: Ids, a: number, b: number, v: number): boolean {
    if (reached(row, a) > b || voteOf(row, a, b) !== 0) return false;
    return eachAcceptor.every((other) => [0, v].includes(voteOf(row, other, b)));
  }

  const namings = permutations(values);

  return {
    initial: () => [new Array<number>(acceptors * width).fill(0)],
    expand(row, emit) {
      for (const a of eachAcceptor) {
        for (const b of eachBallot) {
          if (b > reached(row, a)) emit(row.with(a * width, b));
          for (const v of eachValue) {
            if (!mayVote(row, a, b, v)) continue;
            const next = row.with(a * width, b).with(a * width + b, v);
            for (const quorum of quorums) {
              for (let ways = showsSafe(row, quorum, b, v); ways > 0; ways--) emit(next);
            }
          }
        }
      }
    },
    canonical: (row) =>
      isSymmetric
        ? leastRow(
            namings.map((names) => {
              const renamed = row.map((part, i) =>
                i % width === 0 || part === 0 ? part : 1 + (names[part - 1] as number),
              );
              return sortedBlocks(renamed, acceptors, width);
            }),
          )
        : row,
    broken(row) {
      const chosen = eachValue.filter((v) =>
        eachBallot.some((b) => quorums.some((q) => q.every((a) => voteOf(row, a, b) === v))),
      );
      return chosen.length > 1 ? 'agreement' : null;
    },
  };
}
