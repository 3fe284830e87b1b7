import type { Address } from '../../base/address';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import { majorityOf } from '../../protocol/quorum';
import type { Vote } from '../../protocol/vote';
import { factsOf, type InstanceFacts, type PromiseFact } from '../facts';
import { type Deed, promisersOf, votersOf } from './proof';
import type { Property } from './property';
import { perInstance, type Scene } from './scenes';

// Proposers of the library; what is said of the leaders of Multi-Paxos stands in `election.ts` and `multi.ts`.

const LIBRARY_ONLY = ['basic'] as const;

export const ballotsAreNew = perInstance(
  {
    id: 'SD-number-unique',
    says: 'A proposer’s ballots are its own and strictly increase, over restarts too.',
    protocols: LIBRARY_ONLY,
  },
  {
    concerns: (scene) => begins(scene) !== null,
    judge(scene) {
      const { server, known, rolesBefore } = scene;
      const ballot = begins(scene);
      if (!ballot) return null;
      const before = rolesBefore?.proposer.context.ballot ?? null;
      const begun = known.begun.find(({ proposer }) => proposer === server);
      const stale = ballot.server !== server || compareBallots(ballot, before) <= 0;
      return stale || begun?.again ? { ballot, before: before ?? begun?.ballot ?? null } : null;
    },
    prove: (_step, _facts, { server, ballot, before }) => {
      const node = server as Address;
      const began = (number: Ballot): Deed => ({ node, did: 'began', ballot: number, value: null });
      const all = [before, ballot] as (Ballot | null)[];
      return { deeds: all.flatMap((number) => (number ? [began(number)] : [])) };
    },
  },
);

/** The ballot that the proposer begins in this step: another than before, or the same once more. */
function begins({ seq, roles, rolesBefore, proposed, step }: Scene): Ballot | null {
  if (!roles || !proposed) return null;
  const { ballot } = roles.proposer.context;
  if (!sameBallot(ballot, rolesBefore?.proposer.context.ballot ?? null)) return ballot;
  const prepares = step.outcome.posted.some(
    ({ wire: { message } }) =>
      message.kind === 'prepare' && message.seq === seq && sameBallot(message.ballot, ballot),
  );
  return prepares ? ballot : null;
}

/** What the proposer begins to ask for in this step. */
function asks({ roles, proposed }: Scene): Vote | null {
  if (!roles || !proposed) return null;
  const { ballot, value } = roles.proposer.context;
  return ballot && value !== null ? { ballot, value } : null;
}

/** Whose votes it took for a majority in this step. */
function decidesBy({ roles, rolesBefore }: Scene): readonly Address[] | null {
  if (roles?.proposer.value !== 'decided') return null;
  const { acceptances } = roles.proposer.context;
  return acceptances.length > 0 && acceptances !== rolesBefore?.proposer.context.acceptances
    ? acceptances
    : null;
}

export const quorumsAreReal = perInstance(
  {
    id: 'SD-quorum-distinct',
    says: 'Whoever goes on has a majority behind it: different acceptors, each of which said yes to this very ballot.',
    protocols: LIBRARY_ONLY,
  },
  {
    concerns: (scene) => asks(scene) !== null || decidesBy(scene) !== null,
    judge(scene) {
      const { known, roles, step } = scene;
      const majority = majorityOf(step.after.nodes.length);
      const asked = asks(scene);
      if (asked) {
        const counted = roles?.proposer.context.promises.map(({ from }) => from) ?? [];
        const given = known.promises.filter((one) => sameBallot(one.ballot, asked.ballot));
        const real = given.map(({ acceptor }) => acceptor);
        if (!isQuorum(counted, real, majority))
          return { did: 'promised', ballot: asked.ballot, counted, real };
      }
      const voters = decidesBy(scene);
      const { ballot = null, value = null } = roles?.proposer.context ?? {};
      if (!voters || !ballot || value === null) return null;
      const real = votersIn(known, { ballot, value });
      return isQuorum(voters, real, majority)
        ? null
        : { did: 'voted', ballot, value, counted: voters, real };
    },
    prove: (_step, facts, { seq, did, ballot, value, counted }) => {
      const position = seq as number;
      const number = ballot as Ballot;
      const quorum =
        did === 'promised'
          ? promisersOf(facts, position, number)
          : votersOf(facts, position, { ballot: number, value: value as string });
      return { quorums: [quorum], nodes: counted as readonly Address[] };
    },
  },
);

function votersIn(known: InstanceFacts, { ballot, value }: Vote): readonly Address[] {
  const cast = known.ballots.find(
    (votes) => votes.value === value && sameBallot(votes.ballot, ballot),
  );
  return cast?.acceptors ?? [];
}

/** A majority of different acceptors, and nobody among them who did not say so. */
function isQuorum(
  counted: readonly Address[],
  real: readonly Address[],
  majority: number,
): boolean {
  const different = new Set(counted).size;
  return (
    different === counted.length &&
    different >= majority &&
    counted.every((acceptor) => real.includes(acceptor))
  );
}

export const safeToPropose = perInstance(
  {
    id: 'SD-P2c',
    says: 'A proposer asks for the value of the highest vote that a majority of promises tells of, for its own only if they tell of none.',
    protocols: LIBRARY_ONLY,
  },
  {
    concerns: (scene) => asks(scene) !== null,
    judge(scene) {
      const asked = asks(scene);
      if (!asked) return null;
      const promises = scene.known.promises.filter((one) => sameBallot(one.ballot, asked.ballot));
      const majority = majorityOf(scene.step.after.nodes.length);
      return isSafe(asked.value, promises, majority) ? null : { ...asked };
    },
    prove: (_step, facts, { seq, server, ballot, value }) => {
      const position = seq as number;
      const number = ballot as Ballot;
      const deeds: Deed[] = [
        { node: server as Address, did: 'asked', ballot: number, value: value as string },
      ];
      for (const given of factsOf(facts, position).promises)
        if (given.vote && sameBallot(given.ballot, number))
          deeds.push({ node: given.acceptor, did: 'voted', ...given.vote });
      return { quorums: [promisersOf(facts, position, number)], deeds };
    },
  },
);

/**
 * Lamport's P2c: some majority of those who promised had either given no vote below the ballot, or the highest vote
 * among them is for this value. Which majority the proposer listened to does not matter.
 */
function isSafe(value: string, promises: readonly PromiseFact[], majority: number): boolean {
  if (countUpTo(promises, null) >= majority) return true;
  return promises.some(
    ({ vote }) => vote?.value === value && countUpTo(promises, vote) >= majority,
  );
}

/** Of those who promised, how many had given no vote above this one, and no other one in its ballot. */
function countUpTo(promises: readonly PromiseFact[], highest: Vote | null): number {
  let count = 0;
  for (const { vote } of promises) {
    const order = compareBallots(vote?.ballot ?? null, highest?.ballot ?? null);
    if (order < 0 || (order === 0 && vote?.value === highest?.value)) count++;
  }
  return count;
}

export const PROPOSERS: readonly Property[] = [ballotsAreNew, quorumsAreReal, safeToPropose];
