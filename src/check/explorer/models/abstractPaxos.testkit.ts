import type { Ids, RowModel } from '../model';
import { leastRow, permutations, sortedBlocks, subsets } from './permutations.testkit';

/** Wrong on purpose, each in one place. */
export type Mutant =
  | 'proposer ignores votes'
  | 'acceptor hides its vote'
  | 'acceptor votes in any ballot'
  | 'acceptor forgets its promise'
  | 'two proposals in a ballot'
  | 'one is a quorum'
  | 'proposer adopts the lowest';

export interface AbstractPaxos {
  readonly acceptors: number;
  readonly ballots: number;
  readonly values: number;
  readonly mutant?: Mutant;
  /** Oracle B: somebody may decide what a quorum voted for, again and again. */
  readonly decides?: boolean;
  /** Acceptors are interchangeable, and so are values. */
  readonly isSymmetric?: boolean;
}

/**
 * Oracles A and B: Paxos with a set of messages that only grows (CHECKING 2.2, 2.3). Ballots count from 1, 0 being none; a
 * *vote* is 0 for none, else a ballot and a value in one number. A row has a block for each acceptor: its ballot, its vote,
 * the votes it reported in each ballot's 1b (bits), its 2b (bits); then the 1a (bits), the values of each ballot's 2a
 * (bits), and the decision.
 */
export function abstractPaxos(config: AbstractPaxos): RowModel {
  const { acceptors, ballots, values, mutant } = config;
  const width = ballots + 3;
  const [reportsAt, votesAt] = [1, ballots + 2];
  const preparedAt = acceptors * width;
  const decisionAt = preparedAt + ballots + 1;
  const enough = mutant === 'one is a quorum' ? 1 : Math.floor(acceptors / 2) + 1;
  const quorums = subsets(acceptors, enough);
  const eachAcceptor = upTo(acceptors);
  const eachBallot = upTo(ballots).map((b) => b + 1);
  const eachValue = upTo(values);
  const voteOf = (ballot: number, value: number) => 1 + (ballot - 1) * values + value;
  const ballotOf = (vote: number) => (vote === 0 ? 0 : 1 + Math.floor((vote - 1) / values));

  function prepare(row: Ids, emit: Emit): void {
    for (const b of eachBallot) emit(changed(row, [preparedAt, at(row, preparedAt) | bit(b)]));
  }

  function promise(row: Ids, emit: Emit): void {
    for (const a of eachAcceptor) {
      const own = a * width;
      for (const b of eachBallot) {
        if (!(at(row, preparedAt) & bit(b)) || b <= at(row, own)) continue;
        const reports = own + reportsAt + b;
        const vote = mutant === 'acceptor hides its vote' ? 0 : at(row, own + 1);
        const raised = mutant === 'acceptor forgets its promise' ? at(row, own) : b;
        emit(changed(row, [own, raised], [reports, at(row, reports) | bit(vote)]));
      }
    }
  }

  /** The votes in the 1b of a quorum for a ballot, of each as many as there are; null when one is missing. */
  function reportsOf(row: Ids, quorum: readonly number[], b: number): number[] | null {
    const reports: number[] = [];
    for (const a of quorum) {
      const its = at(row, a * width + reportsAt + b);
      if (its === 0) return null;
      for (let vote = 0; vote <= ballots * values; vote++) if (its & bit(vote)) reports.push(vote);
    }
    return reports;
  }

  /** What may be proposed, as often as there is a reason for it. */
  function proposable(reports: readonly number[]): number[] {
    if (mutant === 'proposer ignores votes') return eachValue;
    const votes = reports.filter((vote) => vote > 0);
    if (votes.length === 0) return eachValue;
    const lowest = mutant === 'proposer adopts the lowest';
    const best = (lowest ? Math.min : Math.max)(...votes.map(ballotOf));
    const carried = votes.filter((vote) => ballotOf(vote) === best);
    const reasons = config.decides ? [...new Set(carried)] : carried;
    return reasons.map((vote) => (vote - 1) % values);
  }

  function propose(row: Ids, emit: Emit): void {
    for (const b of eachBallot) {
      const proposed = preparedAt + b;
      if (at(row, proposed) !== 0 && mutant !== 'two proposals in a ballot') continue;
      for (const quorum of quorums) {
        const reports = reportsOf(row, quorum, b);
        if (reports === null) continue;
        for (const v of proposable(reports)) {
          emit(changed(row, [proposed, at(row, proposed) | bit(v)]));
        }
      }
    }
  }

  function vote(row: Ids, emit: Emit): void {
    for (const a of eachAcceptor) {
      const own = a * width;
      for (const b of eachBallot) {
        if (b < at(row, own) && mutant !== 'acceptor votes in any ballot') continue;
        for (const v of eachValue) {
          if (!(at(row, preparedAt + b) & bit(v))) continue;
          const cast = voteOf(b, v);
          emit(
            changed(
              row,
              [own, b],
              [own + 1, cast],
              [own + votesAt, at(row, own + votesAt) | bit(cast)],
            ),
          );
        }
      }
    }
  }

  function decide(row: Ids, emit: Emit): void {
    for (const b of eachBallot) {
      for (const quorum of quorums) {
        const votes = quorum.map((a) => at(row, a * width + votesAt));
        const cast = eachValue.filter((v) => votes.some((its) => its & bit(voteOf(b, v))));
        const haveAll = votes.every((its) => eachValue.some((v) => its & bit(voteOf(b, v))));
        if (!haveAll) continue;
        for (const v of cast) {
          const times = votes.filter((its) => its & bit(voteOf(b, v))).length;
          for (let i = 0; i < times; i++) emit(changed(row, [decisionAt, v + 1]));
        }
      }
    }
  }

  /** The row as it would be with other names for the values. */
  function renamed(row: Ids, names: readonly number[]): number[] {
    const value = (v: number) => names[v] as number;
    const vote = (it: number) => (it === 0 ? 0 : voteOf(ballotOf(it), value((it - 1) % values)));
    const votes = (bits: number) => mapBits(bits, vote);
    return row.map((part, index) => {
      if (index === decisionAt) return part === 0 ? 0 : 1 + value(part - 1);
      if (index === preparedAt) return part;
      if (index > preparedAt) return mapBits(part, value);
      const field = index % width;
      if (field === 0) return part;
      return field === 1 ? vote(part) : votes(part);
    });
  }

  const namings = permutations(values);

  return {
    initial: () => [new Array<number>(decisionAt + 1).fill(0)],
    expand(row, emit) {
      prepare(row, emit);
      promise(row, emit);
      propose(row, emit);
      vote(row, emit);
      if (config.decides) decide(row, emit);
    },
    canonical: (row) =>
      config.isSymmetric
        ? leastRow(namings.map((names) => sortedBlocks(renamed(row, names), acceptors, width)))
        : row,
    broken(row) {
      const chosen = eachValue.filter((v) =>
        eachBallot.some((b) => {
          const voters = eachAcceptor.filter(
            (a) => at(row, a * width + votesAt) & bit(voteOf(b, v)),
          );
          return voters.length >= enough;
        }),
      );
      return chosen.length > 1 ? 'agreement' : null;
    },
  };
}

type Emit = (row: Ids) => void;

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function at(row: Ids, index: number): number {
  return row[index] as number;
}

function bit(index: number): number {
  return 1 << index;
}

function changed(row: Ids, ...changes: (readonly [index: number, value: number])[]): number[] {
  const next = [...row];
  for (const [index, value] of changes) next[index] = value;
  return next;
}

function mapBits(bits: number, to: (index: number) => number): number {
  let mapped = 0;
  for (let i = 0; bits >> i > 0; i++) if (bits & bit(i)) mapped |= bit(to(i));
  return mapped;
}
