import type { Because } from '../../base/actor';
import type { Address } from '../../base/address';
import { forEachAt } from '../../base/intMap';
import { type Ballot, compareBallots, higherBallot, sameBallot } from '../../protocol/ballot';
import type { Message } from '../../protocol/basic';
import type { Vote } from '../../protocol/vote';
import { type ClusterMessage, isMulti, type Observed } from '../cluster';
import { type Facts, factsOf, type InstanceFacts } from '../facts';
import { firstKept, type Position, positionIn, stateIn } from '../reading';
import { type Deed, promisersOf, votersOf } from './proof';
import { BOTH, type Property } from './property';
import { perInstance, type Scene, sameVote } from './scenes';

const kept = perInstance(
  {
    id: 'SD-promise-monotone',
    alsoKnownAs: ['A3'],
    says: 'An acceptor never goes back on a promise: n_p and n_a only grow, over restarts too, and n_a is never above n_p.',
    protocols: BOTH,
  },
  {
    concerns: (scene) =>
      scene.is !== undefined && (acts(scene) || (scene.was?.vote ?? null) !== scene.is.vote),
    judge(scene) {
      const { was, is } = scene;
      if (!is) return null;
      const lowered = compareBallots(is.promised, was?.promised ?? null) < 0;
      const overwritten = compareBallots(is.vote?.ballot ?? null, was?.vote?.ballot ?? null) < 0;
      const ahead = compareBallots(is.vote?.ballot ?? null, is.promised) > 0;
      if (lowered || overwritten || ahead)
        return { promised: is.promised, before: was?.promised ?? null };
      return acts(scene)
        ? forgotten(scene.known, scene.server, is, scene.roles !== undefined)
        : null;
    },
    prove: (step, facts, { seq, server, before }) => {
      const [position, node] = [seq as number, server as Address];
      const known = factsOf(facts, position);
      const is = positionIn(stateIn(step.after, node), position) ?? NOTHING_HELD;
      const promised = highestPromise(known, node) ?? (before as Ballot | null);
      const vote = highestVote(known, node);
      const deeds: Deed[] = [{ node, did: 'promised', ballot: promised, value: null }];
      if (!sameBallot(promised, is.promised))
        deeds.push({ node, did: 'promised', ballot: is.promised, value: null });
      if (vote) deeds.push({ node, did: 'voted', ...vote });
      const held = is.vote ?? { ballot: null, value: null };
      if (!sameVote(vote, is.vote)) deeds.push({ node, did: 'voted', ...held });
      const quorum = promised && promisersOf(facts, position, promised);
      return { deeds, quorums: quorum && quorum.acceptors.length > 0 ? [quorum] : [] };
    },
  },
);

/**
 * It votes, or promises. The ballot that a server of Multi-Paxos follows is one for all slots, and MP-ballots-rise
 * speaks of it.
 */
function acts({ voted, was, is, roles }: Scene): boolean {
  return voted || (roles !== undefined && (is?.promised ?? null) !== (was?.promised ?? null));
}

/**
 * A server that came back with nothing does not know what it promised, and goes back on it when it next promises or
 * votes: by the history of what it said, which a lost disk does not take away.
 */
function forgotten(known: InstanceFacts, server: Address, is: Position, ofOneInstance: boolean) {
  const [promised, vote] = [highestPromise(known, server), highestVote(known, server)];
  const low = ofOneInstance && compareBallots(is.promised, promised) < 0;
  const lost = compareBallots(is.vote?.ballot ?? null, vote?.ballot ?? null) < 0;
  return low || lost
    ? { promised: is.promised, before: promised, vote: is.vote, voted: vote }
    : null;
}

/** The highest ballot that an acceptor ever promised, by a vote too. */
function highestPromise(known: InstanceFacts, acceptor: Address): Ballot | null {
  let highest = highestVote(known, acceptor)?.ballot ?? null;
  for (const given of known.promises)
    if (given.acceptor === acceptor) highest = higherBallot<Ballot | null>(highest, given.ballot);
  return highest;
}

function highestVote(known: InstanceFacts, acceptor: Address): Vote | null {
  let highest: Vote | null = null;
  for (const { ballot, value, acceptors } of known.ballots)
    if (acceptors.includes(acceptor) && compareBallots(ballot, highest?.ballot ?? null) > 0)
      highest = { ballot, value };
  return highest;
}

/** When a server comes back, what its disk kept is held against the history, position by position. */
export const promisesKept: Property = {
  ...kept,
  concerns: (step, facts) => cameBackWith(step) !== null || kept.concerns(step, facts),
  judge(step, facts) {
    const back = cameBackWith(step);
    return back === null ? kept.judge(step, facts) : brokenByRestart(step, facts, back);
  },
};

/** The server that comes back in this step, if its disk is not lost; for then nobody expects it to know anything. */
function cameBackWith({ before, event }: Observed): Address | null {
  if (event.type !== 'restart' || event.storage === 'lost') return null;
  return before.nodes[event.node - 1]?.disk ? event.node : null;
}

function brokenByRestart({ after }: Observed, facts: Facts, server: Address): Because | null {
  const state = stateIn(after, server);
  if (!state) return null;
  const broken: Because[] = [];
  forEachAt(facts.instances, (known, seq) => {
    if (broken.length > 0 || seq < firstKept(state)) return;
    const is = positionIn(state, seq) ?? NOTHING_HELD;
    const because = forgotten(known, server, is, !isMulti(state));
    if (because) broken.push({ seq, server, ...because });
  });
  return broken[0] ?? null;
}

const NOTHING_HELD: Position = { promised: null, vote: null, decided: null };

export const acceptGuard = perInstance(
  {
    id: 'SD-accept-guard',
    says: 'A vote is only given at or above what was promised just before.',
    protocols: BOTH,
  },
  {
    concerns: ({ voted }) => voted,
    judge({ was, is }) {
      const vote = is?.vote ?? null;
      if (!vote || vote === was?.vote) return null;
      // A server may promise and vote within one step (its own proposal); its promise is then this very ballot.
      const promised = was?.promised ?? null;
      return compareBallots(vote.ballot, promised) < 0 ? { ballot: vote.ballot, promised } : null;
    },
    prove: (step, facts, { seq, server, ballot, promised }) => {
      const [position, node] = [seq as number, server as number];
      const vote = positionIn(stateIn(step.after, node), position)?.vote ?? null;
      const quorums = vote ? [votersOf(facts, position, vote)] : [];
      const deeds: Deed[] = [
        { node, did: 'promised', ballot: promised as Ballot, value: null },
        { node, did: 'voted', ballot: ballot as Ballot, value: vote?.value ?? null },
      ];
      return { quorums, deeds };
    },
  },
);

export const nothingInvented = perInstance(
  {
    id: 'SD-no-invention',
    says: 'An acceptor votes only for what a proposer asked for, and says only what it did: with a promise the vote that it holds.',
    protocols: ['basic'],
  },
  {
    concerns: (scene) => scene.voted || says(scene),
    judge(scene) {
      const { is, voted, known } = scene;
      const vote = is?.vote ?? null;
      if (voted && vote && !known.asked.some((asked) => sameVote(asked, vote))) return { vote };
      for (const message of saysWhatItDid(scene)) {
        const { kind, ballot } = message;
        if (message.kind === 'promise') {
          if (!sameVote(message.vote, vote)) return { kind, ballot, said: message.vote, vote };
        } else if (compareBallots(vote?.ballot ?? null, ballot) < 0) return { kind, ballot, vote };
      }
      return null;
    },
    prove: (_step, _facts, { server, vote, ballot, said }) => {
      const node = server as number;
      const held = (vote ?? null) as Vote | null;
      const deeds: Deed[] = [
        { node, did: 'voted', ballot: held?.ballot ?? null, value: held?.value ?? null },
      ];
      if (ballot !== undefined)
        deeds.push({ node, did: 'promised', ballot: ballot as Ballot, value: null });
      const other = (said ?? null) as Vote | null;
      if (other) deeds.push({ node, did: 'voted', ...other });
      return { deeds };
    },
  },
);

/** What the acceptor tells others of its promises and votes there. */
function saysWhatItDid({ step, seq }: Scene): readonly Answer[] {
  const said: Answer[] = [];
  for (const { wire } of step.outcome.posted)
    if (isAnswer(wire.message, seq)) said.push(wire.message);
  return said;
}

function says({ step, seq }: Scene): boolean {
  for (const { wire } of step.outcome.posted) if (isAnswer(wire.message, seq)) return true;
  return false;
}

type Answer = Extract<Message, { kind: 'promise' | 'accepted' }>;

function isAnswer(message: ClusterMessage, seq: number): message is Answer {
  return (message.kind === 'promise' || message.kind === 'accepted') && message.seq === seq;
}

export const ACCEPTORS: readonly Property[] = [promisesKept, acceptGuard, nothingInvented];
