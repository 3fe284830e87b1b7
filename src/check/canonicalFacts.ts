import { emptyIntMap, forEachAt, setAt } from '../base/intMap';
import { type Ballot, compareBallots } from '../protocol/ballot';
import type { Vote } from '../protocol/vote';
import type { Micros } from '../sim/time';
import type { CallFact } from './calls';
import type { Campaign, Facts, InstanceFacts } from './facts';

/**
 * The same facts, equal as JSON for any two runs that did the same things in another order: what is a set is sorted, and
 * of times only the order of the clerks' calls and returns is left, as 0, 1, 2, … No property can tell them from the
 * facts that they stand for, and what is noted in them later is the same as what would have been noted there.
 */
export function canonicalFacts(facts: Facts): Facts {
  const { done, executed, followed, firstInstances } = facts;
  let instances = emptyIntMap<InstanceFacts>();
  forEachAt(facts.instances, (known, position) => {
    instances = setAt(instances, position, canonicalInstance(known));
  });
  return {
    instances,
    done,
    executed,
    campaigns: facts.campaigns.map(canonicalCampaign),
    followed: followed.map((ballot) => ballot && plain(ballot)),
    commands: [...facts.commands].sort(),
    calls: canonicalCalls(facts.calls),
    firstInstances,
  };
}

/** A time after everything in these facts: a step that is noted in canonical ones must not happen before it. */
export function timeAfter({ calls }: Facts): Micros {
  return calls.reduce(
    (latest, { calledAt, returnedAt }) => Math.max(latest, calledAt + 1, (returnedAt ?? 0) + 1),
    0,
  );
}

function canonicalInstance(known: InstanceFacts): InstanceFacts {
  const promises = known.promises.map(({ ballot, acceptor, vote }) => {
    return { ballot: plain(ballot), acceptor, vote: vote && plainVote(vote) };
  });
  const votes = known.ballots.map(({ ballot, value, acceptors }) => {
    return { ballot: plain(ballot), value, acceptors: rising(acceptors) };
  });
  const chosen = known.chosen.map(({ ballot, value, acceptors }) => {
    return { ballot: plain(ballot), value, acceptors: rising(acceptors), at: 0 };
  });
  const begun = known.begun.map(({ proposer, ballot, again }) => {
    return { proposer, ballot: plain(ballot), again };
  });
  const learned = known.learned.map(({ server, value }) => ({ server, value }));
  return {
    proposed: [...known.proposed].sort(),
    asked: known.asked.map(plainVote).sort(byVote),
    promises: promises.sort(
      (a, b) => compareBallots(a.ballot, b.ballot) || a.acceptor - b.acceptor,
    ),
    begun: begun.sort((a, b) => a.proposer - b.proposer),
    ballots: votes.sort(byVote),
    chosen: chosen.sort(byVote),
    learned: learned
      .sort((a, b) => a.server - b.server || byText(a.value, b.value))
      .filter(({ server, value }, i, all) => {
        return all[i - 1]?.server !== server || all[i - 1]?.value !== value;
      }),
  };
}

function canonicalCampaign({ ballot, before, promisers }: Campaign): Campaign {
  return {
    ballot: ballot && plain(ballot),
    before: before && plain(before),
    promisers: rising(promisers),
  };
}

function canonicalCalls(calls: readonly CallFact[]): CallFact[] {
  const times = new Set(calls.flatMap(({ calledAt, returnedAt }) => [calledAt, returnedAt ?? -1]));
  const ranks = new Map(
    [...times]
      .filter((at) => at >= 0)
      .sort(upwards)
      .map((at, i) => [at, i]),
  );
  const rank = (at: Micros) => ranks.get(at) as number;
  return calls
    .map((call): CallFact => {
      const { op, key, value, clerk, id, calledAt, returnedAt, result, tries, answeredBy } = call;
      return {
        op,
        key,
        value,
        clerk,
        id,
        calledAt: rank(calledAt),
        returnedAt: returnedAt === null ? null : rank(returnedAt),
        result,
        tries: tries.map(({ servers }) => ({ servers, at: 0 })),
        answeredBy,
      };
    })
    .sort((a, b) => a.clerk - b.clerk || a.id - b.id);
}

/** Keys in one order: ballots come from messages, too. */
const plain = ({ round, server }: Ballot): Ballot => ({ round, server });
const plainVote = ({ ballot, value }: Vote): Vote => ({ ballot: plain(ballot), value });

const upwards = (a: number, b: number) => a - b;
const rising = (addresses: readonly number[]) => [...addresses].sort(upwards);
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byVote = (a: Vote, b: Vote) => compareBallots(a.ballot, b.ballot) || byText(a.value, b.value);
