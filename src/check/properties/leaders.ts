import type { Because } from '../../base/actor';
import { getAt } from '../../base/intMap';
import { readOperation, sameOperation, writeOperation } from '../../kv';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import { NO_OP, type Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import type { ClusterMessage, Observed } from '../cluster';
import { type Facts, factsOf, isAsked } from '../facts';
import { type LeaderScene, perLeaderServer, posts } from './leaderServer';
import { choicesOf, type Deed, type ProofPart, votersOf } from './proof';
import type { Property } from './property';

// What a leader of Multi-Paxos asks for, counts and tells.

const LEADERS = ['p1a', 'p2a', 'heartbeat', 'decision'] as const;
type LeadersMessage = Extract<ClusterMessage, { kind: (typeof LEADERS)[number] }>;

export const onlyTheLeaderAsks = perLeaderServer(
  {
    id: 'MP-leader-unique-per-ballot',
    says: 'Only the owner of a ballot speaks in its name, and asks for votes only while it leads.',
  },
  {
    concerns: (scene) => posts(scene, LEADERS),
    judge({ is, server, step, facts }) {
      const leads = is.leader.value === 'leading';
      for (const { wire } of step.outcome.posted) {
        const { message } = wire;
        if (!isLeaders(message)) continue;
        const { kind, ballot } = message;
        const own = ballot.server === server && sameBallot(ballot, is.leader.context.ballot);
        const asked = kind !== 'p2a' || isAsked(facts, message.slot, ballot, message.value);
        if (!own || !asked || !(leads || kind === 'p1a')) return { kind, ballot };
      }
      return null;
    },
    prove: (_step, _facts, { ballot }) => ({ nodes: [(ballot as Ballot).server] }),
  },
);

function isLeaders(message: ClusterMessage): message is LeadersMessage {
  return (LEADERS as readonly string[]).includes(message.kind);
}

/** The slots in which this step changed what is asked for, what is voted for, or what is known. */
function slotsOf({ changed, asks }: LeaderScene): readonly number[] {
  return [...changed, ...asks];
}

const anySlot = ({ changed, asks }: LeaderScene) => changed.length > 0 || asks.length > 0;

const askedBy = ({ ballot, value }: Vote): Deed => {
  return { node: ballot.server, did: 'asked', ballot, value };
};

/** C1. */
export const oneCommandPerBallot = perLeaderServer(
  {
    id: 'MP-one-command',
    alsoKnownAs: ['C1', 'L1'],
    says: 'A leader asks for one command a slot in one ballot.',
  },
  {
    concerns: ({ asks }) => asks.length > 0,
    judge(scene) {
      for (const slot of slotsOf(scene)) {
        const { asked } = factsOf(scene.facts, slot);
        const twice = asked.find(({ ballot }, i) =>
          asked.some((other, j) => j < i && sameBallot(other.ballot, ballot)),
        );
        if (twice) return { slot, ...twice };
      }
      return null;
    },
    prove: (_step, facts, { slot, ballot }) => {
      const { asked } = factsOf(facts, slot as number);
      return {
        deeds: asked.filter((vote) => sameBallot(vote.ballot, ballot as Ballot)).map(askedBy),
      };
    },
  },
);

/** C2, in both directions of time: the majority in the lower ballot may also complete later. */
export const asksForTheChosen = perLeaderServer(
  {
    id: 'MP-safe-command',
    alsoKnownAs: ['C2', 'L2', 'SD-P2c'],
    says: 'Where a value is chosen, a leader of a higher ballot asks for that value.',
  },
  {
    concerns: anySlot,
    judge(scene) {
      for (const slot of slotsOf(scene)) {
        const { asked, chosen } = factsOf(scene.facts, slot);
        for (const choice of chosen) {
          const unsafe = asked.find((vote) => isUnsafe(vote, choice));
          if (unsafe) return { slot, ...unsafe, chosen: choice.value, at: choice.ballot };
        }
      }
      return null;
    },
    prove: (_step, facts, { slot, ballot, value, chosen, at }) => {
      const choice = { ballot: at, value: chosen } as Vote;
      const quorums = [votersOf(facts, slot as number, choice)];
      return { quorums, deeds: [askedBy({ ballot, value } as Vote)] };
    },
  },
);

const isUnsafe = (asked: Vote, choice: Vote) =>
  compareBallots(asked.ballot, choice.ballot) > 0 && asked.value !== choice.value;

export const votesAreReal = perLeaderServer(
  {
    id: 'MP-vote-match',
    alsoKnownAs: ['SD-quorum-distinct'],
    says: 'Every vote that a leader counts was given: in its ballot, in that slot, for that value.',
  },
  {
    concerns: ({ asks }) => asks.length > 0,
    judge({ is, asks, facts }) {
      const { ballot, proposals } = is.leader.context;
      for (const slot of asks) {
        const proposal = getAt(proposals, slot);
        if (!proposal) continue;
        const { value, votes } = proposal;
        const given = factsOf(facts, slot).ballots.find(
          (cast) => cast.value === value && sameBallot(cast.ballot, ballot),
        );
        const voters = votes.filter((voter, i) => {
          return !given?.acceptors.includes(voter) || votes.indexOf(voter) < i;
        });
        if (voters.length > 0) return { slot, ballot, value, voters };
      }
      return null;
    },
    prove: (_step, facts, { slot, ballot, value, voters }) => ({
      quorums: [votersOf(facts, slot as number, { ballot, value } as Vote)],
      nodes: voters as readonly number[],
    }),
  },
);

export const commandsAreReal = perLeaderServer(
  {
    id: 'MP-validity',
    says: 'A leader asks only for commands that a client gave, and for no-ops.',
  },
  {
    concerns: ({ asks }) => asks.length > 0,
    judge({ is, asks, facts }) {
      for (const slot of asks) {
        const value = getAt(is.leader.context.proposals, slot)?.value;
        if (value !== undefined && !isGiven(value, facts)) return { slot, value };
      }
      return null;
    },
  },
);

function isGiven(value: Value, { commands, calls }: Facts): boolean {
  if (value === NO_OP || commands.includes(value)) return true;
  const operation = readOperation(value);
  const call = calls.findLast((known) => sameOperation(operation, known));
  return call !== undefined && writeOperation(call) === value;
}

/** MP-learned-chosen for messages; for what a server believes itself it is SD-learned-chosen. */
export const toldIsChosen = perLeaderServer(
  {
    id: 'MP-learned-chosen',
    says: 'What a server tells others to be decided has been chosen.',
  },
  {
    concerns: (scene) => posts(scene, ['p2a', 'heartbeat', 'decision']),
    judge({ is, step, facts }) {
      for (const { wire } of step.outcome.posted) {
        const untrue = untruthIn(wire.message, is.learner.context.executed, facts);
        if (untrue !== null) return { kind: wire.message.kind, slot: untrue };
      }
      return null;
    },
    prove: provedByChoices,
  },
);

function provedByChoices(_step: Observed, facts: Facts, { slot }: Because): ProofPart {
  return { quorums: choicesOf(facts, slot as number) };
}

/** The first slot about which this message says more than is true; null for none. */
function untruthIn(message: ClusterMessage, executed: number, facts: Facts): number | null {
  const isChosen = (slot: number, value: Value) =>
    factsOf(facts, slot).chosen.some((choice) => choice.value === value);
  switch (message.kind) {
    case 'p2a':
    case 'heartbeat':
      return message.decidedUpTo > executed ? message.decidedUpTo : null;
    case 'decision': {
      const wrong = message.values.findIndex((value, i) => !isChosen(message.first + i, value));
      return wrong < 0 ? null : message.first + wrong;
    }
    default:
      return null;
  }
}

export const LEADERSHIP: readonly Property[] = [
  onlyTheLeaderAsks,
  oneCommandPerBallot,
  asksForTheChosen,
  votesAreReal,
  commandsAreReal,
  toldIsChosen,
];
