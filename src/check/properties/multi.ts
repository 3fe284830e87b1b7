import { changedKeys, emptyIntMap, getAt } from '../../base/intMap';
import { readOperation, sameOperation, writeOperation } from '../../kv';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import { NO_OP, type Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import type { ClusterMessage } from '../cluster';
import { type Facts, factsOf } from '../facts';
import { positionsAsked, positionsTouched } from '../reading';
import { CLEARING } from './clearing';
import { ELECTION } from './election';
import { type LeaderScene, perLeaderServer } from './leaderServer';
import type { Property } from './property';

// CONFORMANCE 6.4, with 4.7. Each is judged beside the protocol: what a role concluded is worked out anew from the facts.
// C2, A5 and R1 for votes and for what is learned are SD-future and SD-agreement, judged on history.

export const ballotsRise = perLeaderServer(
  'MP-ballots-rise',
  'The ballot that an acceptor follows never goes down, over restarts too.',
  ({ kept, is }) => {
    const [before, ballot] = [kept?.acceptor.context.ballot ?? null, is.acceptor.context.ballot];
    return compareBallots(ballot, before) < 0 ? { ballot, before } : null;
  },
);

/** A2 in its strict form: a P2A alone makes nobody adopt its ballot. */
export const votesInOwnBallot = perLeaderServer(
  'MP-accept-guard',
  'An acceptor votes only in the very ballot that it follows already.',
  ({ kept, is, server }) => {
    const { accepted, ballot: follows } = is.acceptor.context;
    const followed = kept?.acceptor.context.ballot ?? null;
    for (const slot of changedKeys(kept?.acceptor.context.accepted ?? emptyIntMap(), accepted)) {
      const vote = getAt(accepted, slot);
      // A server alone runs both phases in one step.
      const ballot = vote?.ballot.server === server ? follows : followed;
      if (vote && !sameBallot(vote.ballot, ballot)) return { slot, vote, ballot };
    }
    return null;
  },
);

export const votesAreAskedFor = perLeaderServer(
  'MP-no-invention',
  'A server votes only for what the owner of the ballot asked for.',
  ({ kept, is, facts }) => {
    const { accepted } = is.acceptor.context;
    for (const slot of changedKeys(kept?.acceptor.context.accepted ?? emptyIntMap(), accepted)) {
      const vote = getAt(accepted, slot);
      if (vote && !isAsked(facts, slot, vote.ballot, vote.value)) return { slot, vote };
    }
    return null;
  },
);

function isAsked(facts: Facts, slot: number, ballot: Ballot, value: Value): boolean {
  return factsOf(facts, slot).asked.some(
    (asked) => asked.value === value && sameBallot(asked.ballot, ballot),
  );
}

export const onlyTheLeaderAsks = perLeaderServer(
  'MP-leader-unique-per-ballot',
  'Only the owner of a ballot speaks in its name, and asks for votes only while it leads.',
  ({ is, server, step, facts }) => {
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
);

const LEADERS = ['p1a', 'p2a', 'heartbeat', 'decision'] as const;
type LeadersMessage = Extract<ClusterMessage, { kind: (typeof LEADERS)[number] }>;

function isLeaders(message: ClusterMessage): message is LeadersMessage {
  return (LEADERS as readonly string[]).includes(message.kind);
}

/** The slots in which this step changed what is asked for, what is voted for, or what is known. */
function slotsOf({ step, server }: LeaderScene): readonly number[] {
  return [...positionsTouched(step, server), ...positionsAsked(step, server)];
}

/** C1. What was asked for earlier was judged earlier. */
export const oneCommandPerBallot = perLeaderServer(
  'MP-one-command',
  'A leader asks for one command a slot in one ballot.',
  (scene) => {
    for (const slot of slotsOf(scene)) {
      const { asked } = factsOf(scene.facts, slot);
      const latest = asked.at(-1);
      const twice = latest && asked.find(({ ballot }) => sameBallot(ballot, latest.ballot));
      if (twice !== latest) return { slot, ...latest };
    }
    return null;
  },
);

/** C2, in both directions of time: the majority in the lower ballot may also complete later. */
export const asksForTheChosen = perLeaderServer(
  'MP-safe-command',
  'Where a value is chosen, a leader of a higher ballot asks for that value.',
  (scene) => {
    for (const slot of slotsOf(scene)) {
      const { asked, chosen } = factsOf(scene.facts, slot);
      const [latest, choice] = [asked.at(-1), chosen.at(-1)];
      const other = latest && chosen.find((earlier) => isUnsafe(latest, earlier));
      if (other) return { slot, ...latest, chosen: other.value, at: other.ballot };
      const unsafe = choice && asked.find((earlier) => isUnsafe(earlier, choice));
      if (unsafe) return { slot, ...unsafe, chosen: choice.value, at: choice.ballot };
    }
    return null;
  },
);

const isUnsafe = (asked: Vote, choice: Vote) =>
  compareBallots(asked.ballot, choice.ballot) > 0 && asked.value !== choice.value;

export const votesAreReal = perLeaderServer(
  'MP-vote-match',
  'Every vote that a leader counts was given: in its ballot, in that slot, for that value.',
  ({ is, step, server, facts }) => {
    const { ballot, proposals } = is.leader.context;
    for (const slot of positionsAsked(step, server)) {
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
);

export const commandsAreReal = perLeaderServer(
  'MP-validity',
  'A leader asks only for commands that a client gave, and for no-ops.',
  ({ is, step, server, facts }) => {
    for (const slot of positionsAsked(step, server)) {
      const value = getAt(is.leader.context.proposals, slot)?.value;
      if (value !== undefined && !isGiven(value, facts)) return { slot, value };
    }
    return null;
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
  'MP-learned-chosen',
  'What a server tells others to be decided has been chosen.',
  ({ is, step, facts }) => {
    for (const { wire } of step.outcome.posted) {
      const untrue = untruthIn(wire.message, is.learner.context.executed, facts);
      if (untrue !== null) return { kind: wire.message.kind, slot: untrue };
    }
    return null;
  },
);

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

/** R2, R4, and the half of R3 that is not KV-fold. */
export const executedInOrder = perLeaderServer(
  'MP-exec-order',
  'A server executes slot after slot from the first on, each only when it knows what is decided there.',
  ({ kept, is }) => {
    const { executed, decided } = is.learner.context;
    const before = kept?.learner.context.executed ?? 0;
    if (executed < before) return { executed, before };
    for (let slot = before + 1; slot <= executed; slot++)
      if (getAt(decided, slot) === undefined) return { executed, missing: slot };
    const applied = is.service?.applied ?? executed;
    return applied === executed ? null : { executed, applied };
  },
);

/** What must be true of Multi-Paxos at every step, beyond what holds for one decree. */
export const MULTI: readonly Property[] = [
  ballotsRise,
  votesInOwnBallot,
  votesAreAskedFor,
  ...ELECTION,
  onlyTheLeaderAsks,
  oneCommandPerBallot,
  asksForTheChosen,
  votesAreReal,
  commandsAreReal,
  toldIsChosen,
  executedInOrder,
  ...CLEARING,
];
