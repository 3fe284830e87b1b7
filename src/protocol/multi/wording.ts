import type { Because } from '../../base/actor';
import type { Json } from '../../base/json';
import { compareBallots } from '../ballot';
import {
  at,
  ballot,
  count,
  majority,
  type RuleWording,
  range as rangeOf,
  server,
  tally,
  text,
  vote,
  whose,
} from '../sentences';

/**
 * Every English sentence about the rules of Multi-Paxos, and the only place to translate them. Strictly apart: accepted
 * (one acceptor voted), chosen (a fact of the world), decided (what one server knows to be chosen), executed.
 */

/** The rules that an `explain` of this protocol can name. */
export type MultiRuleId =
  | 'acceptor.adopt'
  | 'acceptor.promiseAgain'
  | 'acceptor.refuseP1A'
  | 'acceptor.vote'
  | 'acceptor.refuseP2A'
  | 'acceptor.ignoreCleared'
  | 'leader.miss'
  | 'leader.elect'
  | 'leader.askAgain'
  | 'leader.follow'
  | 'leader.stepDown'
  | 'leader.countPromise'
  | 'leader.ignorePromise'
  | 'leader.lead'
  | 'leader.adopt'
  | 'leader.fillGap'
  | 'leader.propose'
  | 'leader.proposeNothing'
  | 'leader.dropRequest'
  | 'leader.countVote'
  | 'leader.decide'
  | 'leader.ignoreVote'
  | 'leader.sendP1A'
  | 'leader.beat'
  | 'leader.resend'
  | 'leader.noteExecuted'
  | 'leader.teach'
  | 'learner.decide'
  | 'learner.execute'
  | 'learner.hole'
  | 'learner.report'
  | 'log.clear';

export const MULTI_RULES: Readonly<Record<MultiRuleId, RuleWording>> = {
  'acceptor.adopt': { title: 'Adopt a ballot', sentence: adoptBallot },
  'acceptor.promiseAgain': {
    title: 'Promise again',
    sentence: ({ from, ballot: asked }, me) =>
      `${me} tells ${server(from)} once more that it follows ${at(asked)}.`,
  },
  'acceptor.refuseP1A': {
    title: 'Refuse the P1A',
    sentence: ({ ballot: asked, promised }, me) =>
      `${me} refuses ${at(asked)}: it already follows ${at(promised)}, which is higher.`,
  },
  'acceptor.vote': { title: 'Accept', sentence: voteFor },
  'acceptor.refuseP2A': { title: 'Refuse the P2A', sentence: refuseP2A },
  'acceptor.ignoreCleared': {
    title: 'Message about a cleared slot',
    sentence: ({ slot, cleared }, me) =>
      `${me} ignores a P2A for slot ${count(slot)}: everything up to slot ${count(cleared)} is cleared.`,
  },

  'leader.miss': {
    title: 'Miss the leader',
    sentence: ({ leader }, me) =>
      `${me} has not heard from ${silentLeader(leader, me)} since its last check: once more, and it runs for leader.`,
  },
  'leader.elect': { title: 'Run phase 1', sentence: elect },
  'leader.askAgain': {
    title: 'Ask again',
    sentence: ({ ballot: mine, silent }, me) =>
      `${me} asks again for ${at(mine)}: ${servers(silent)} did not answer.`,
  },
  'leader.follow': { title: 'Follow a higher ballot', sentence: follow },
  'leader.stepDown': {
    title: 'Step down',
    sentence: ({ ballot: mine, higher, from }, me) =>
      `${me} gives up ${at(mine)}: ${server(from)} tells of ${at(higher)}, which is higher.`,
  },
  'leader.countPromise': {
    title: 'Count a promise',
    sentence: (because, me) =>
      `${me} counts that ${who(because.from, me)} follows ${at(because.ballot)}: ${tally(because)}.`,
  },
  'leader.ignorePromise': { title: 'Ignore a P1B', sentence: ignorePromise },
  'leader.lead': { title: 'Begin to lead', sentence: lead },
  'leader.adopt': {
    title: 'Take over a vote',
    sentence: ({ slot, value, reported, ballot: mine }, me) =>
      `${me} must ask for ${text(value)} in slot ${count(slot)}, now under ${at(mine)}: it is the highest vote reported, at ${at(reported)}, and may be chosen.`,
  },
  'leader.fillGap': {
    title: 'Fill a gap',
    sentence: ({ slot }, me) =>
      `${me} asks for a no-op in slot ${count(slot)}: nobody of its majority voted there, and nothing after a gap can be executed.`,
  },
  'leader.propose': {
    title: 'Propose',
    sentence: ({ slot, value, ballot: mine }, me) =>
      `${me} leads, so it asks for ${text(value)} in slot ${count(slot)} under ${at(mine)} without another phase 1.`,
  },
  'leader.proposeNothing': {
    title: 'Already proposed',
    sentence: ({ slot, value, decided }, me) =>
      `${me} is asked for ${text(value)} again: it is ${decided ? 'decided' : 'proposed'} in slot ${count(slot)} already.`,
  },
  'leader.dropRequest': { title: 'Drop a request', sentence: dropRequest },
  'leader.countVote': {
    title: 'Count a vote',
    sentence: (because, me) =>
      `${me} counts that ${who(because.from, me)} accepted slot ${count(because.slot)} at ${at(because.ballot)}: ${tally(because)}.`,
  },
  'leader.decide': {
    title: 'Decide',
    sentence: (because, me) =>
      `${me} now knows that ${enough(because)}, accepted ${text(because.value)} in slot ${count(because.slot)} at ${at(because.ballot)}: it is decided.`,
  },
  'leader.ignoreVote': { title: 'Ignore a P2B', sentence: ignoreVote },
  'leader.sendP1A': {
    title: 'Send the P1A again',
    sentence: ({ to, ballot: mine, promised }, me) =>
      `${me} sends ${server(to)} the P1A of ${at(mine)} again: it follows ${at(promised)} only, and may not vote.`,
  },
  'leader.beat': {
    title: 'Heartbeat',
    sentence: ({ decidedUpTo, cleared }, me) =>
      `${me} tells all that it is alive: decided up to ${slots(decidedUpTo)}, executed by everybody up to ${slots(cleared)}.`,
  },
  'leader.resend': {
    title: 'Ask once more',
    sentence: ({ slots: asked }, me) =>
      `${me} asks once more for votes in slot ${numbers(asked)}: no majority has answered.`,
  },
  'leader.noteExecuted': { title: 'Note what is executed', sentence: noteExecuted },
  'leader.teach': {
    title: 'Teach a laggard',
    sentence: ({ to, first, last }, me) =>
      `${me} tells ${server(to)} what is decided in ${range(first, last)}: ${server(to)} lacks it.`,
  },

  'learner.decide': { title: 'Learn a decision', sentence: learn },
  'learner.execute': {
    title: 'Execute',
    sentence: ({ first, last }, me) =>
      `${me} executes ${range(first, last)}: everything up to there is decided.`,
  },
  'learner.hole': {
    title: 'Wait for a hole',
    sentence: ({ hole, last }, me) =>
      `${me} must not execute slot ${count(last)} yet: slot ${count(hole)} is still open.`,
  },
  'learner.report': {
    title: 'Answer a heartbeat',
    sentence: ({ from, executed }, me) =>
      `${me} answers ${server(from)}’s heartbeat: executed up to ${slots(executed)}.`,
  },

  'log.clear': {
    title: 'Clear',
    sentence: ({ first, last }, me) =>
      `${me} clears ${range(first, last)}: every server has executed ${count(first) === count(last) ? 'it' : 'them'}.`,
  },
};

// ---- sentences that tell several cases apart ------------------------------------------------------------------------

function adoptBallot({ ballot: asked, before, votes }: Because, me: string): string {
  const held = ballot(before);
  const why = held ? `above ${at(before)}, which it followed until now` : 'its first ballot';
  const told =
    count(votes) === 0 ? 'no vote' : `its ${count(votes)} vote${count(votes) > 1 ? 's' : ''}`;
  return `${me} follows ${at(asked)} from now on, in every slot: ${why}. It reports ${told}.`;
}

function voteFor({ ballot: asked, slot, value, before }: Because, me: string): string {
  const earlier = vote(before);
  const what = `${me} accepts ${text(value)} in slot ${count(slot)} at ${at(asked)}`;
  if (!earlier) return `${what}: that is the ballot it follows.`;
  if (compareBallots(earlier.ballot, ballot(asked)) === 0)
    return `${what} once more: nothing changes.`;
  const instead =
    earlier.value === value ? 'as it did at' : `in place of ${text(earlier.value)} at`;
  return `${what}, ${instead} ${at(earlier.ballot as Json)}.`;
}

function refuseP2A({ ballot: asked, slot, promised }: Because, me: string): string {
  const [mine, other] = [ballot(promised), ballot(asked)];
  const what = `${me} does not accept slot ${count(slot)} at ${at(asked)}`;
  if (mine && compareBallots(mine, other) > 0)
    return `${what}: it follows ${at(promised)}, which is higher.`;
  return `${what}: it has not adopted that ballot, and follows ${mine ? at(promised) : 'none'}.`;
}

function elect({ ballot: mine, seen, why }: Because, me: string): string {
  const asks = `it asks everyone to follow ${at(mine)}`;
  const above = ballot(seen) ? `, above ${at(seen)}, the highest it has seen` : '';
  const reasons: Record<string, string> = {
    alone: `${me} is alone: it leads at once with ${at(mine)}.`,
    silence: `${me} has twice heard nothing from a leader: ${asks}${above}.`,
    preempted: `${me} is preempted by ${at(seen)} and tries again at once: ${asks}.`,
    'pause over': `${me} has paused long enough: ${asks}${above}.`,
  };
  return reasons[text(why)] ?? `${me} runs phase 1: ${asks}${above}.`;
}

function follow({ ballot: higher, from }: Because, me: string): string {
  const owner = ballot(higher)?.server;
  const told = owner === from ? '' : `, as ${server(from)} tells`;
  return `${me} takes ${server(owner)} for the leader: ${at(higher)} is the highest ballot it has seen${told}.`;
}

function lead(because: Because, me: string): string {
  const open = count(because.open);
  const rest =
    open === 0
      ? `It has nothing to finish; the next command goes to slot ${count(because.next)}.`
      : `It has ${open} open slot${open > 1 ? 's' : ''} to finish first.`;
  return `${me} leads with ${at(because.ballot)}: ${enough(because)}, follow it. ${rest}`;
}

function ignorePromise({ from, ballot: answered, promised, present }: Because, me: string): string {
  const what = `${me} ignores ${whose(from, me)} P1B for ${at(answered)}`;
  if (at(promised) !== at(answered)) return `${what}: it refuses, and follows ${at(promised)}.`;
  if (at(answered) !== at(present)) return `${what}: it comes late.`;
  return `${what}: it has answered already, or ${me} leads no more.`;
}

function dropRequest({ value, seen }: Because, me: string): string {
  const owner = ballot(seen)?.server;
  const leader =
    owner === undefined ? 'nobody leads yet' : `it takes ${server(owner)} for the leader`;
  return `${me} drops the request for ${text(value)}: it does not lead, ${server(owner) === me ? 'or not yet' : leader}.`;
}

function ignoreVote(because: Because, me: string): string {
  const { from, ballot: answered, slot, accepted, promised, present } = because;
  const what = `${me} does not count ${whose(from, me)} P2B for slot ${count(slot)}`;
  if (at(answered) !== at(present))
    return `${what}: it answers the P2A of ${at(answered)}, not that of ${at(present)}.`;
  if (accepted === false)
    return `${what}: it was not accepted, ${server(from)} follows ${at(promised)}.`;
  return `${what}: ${server(from)} is counted already.`;
}

function noteExecuted({ from, executed, bound, cleared }: Because, me: string): string {
  const what = `${me} hears that ${server(from)} has executed up to ${slots(executed)}`;
  if (count(bound) > count(cleared))
    return `${what}: now everybody has executed up to ${slots(bound)}.`;
  return `${what}; everybody: up to ${slots(bound)}.`;
}

function learn({ from, slot, value, byVote }: Because, me: string): string {
  const what = `${me} knows that ${text(value)} is decided in slot ${count(slot)}`;
  if (server(from) === me) return `${what}.`;
  if (byVote === true)
    return `${what}: ${server(from)} says it is, and ${me} voted in that ballot.`;
  return `${what}: ${server(from)} tells it so.`;
}

// ---- parts of sentences ---------------------------------------------------------------------------------------------

/** "2 servers, a majority": true also of a leader that is content with fewer. */
function enough(because: Because): string {
  const known = count(because.count);
  if (known >= count(because.majority)) return majority(because);
  return `${known} server${known > 1 ? 's' : ''}, which it takes for enough`;
}

const range = (first: Json | undefined, last: Json | undefined) =>
  rangeOf(count(first), count(last));

const who = (from: Json | undefined, me: string) => (server(from) === me ? 'it' : server(from));

const slots = (last: Json | undefined) => (count(last) > 0 ? `slot ${count(last)}` : 'nothing');

function silentLeader(leader: Json | undefined, me: string): string {
  return typeof leader === 'number' && server(leader) !== me ? server(leader) : 'any leader';
}

function numbers(list: Json | undefined): string {
  return Array.isArray(list) ? list.join(', ') : '–';
}

function servers(list: Json | undefined): string {
  return Array.isArray(list) ? list.map(server).join(', ') : 'others';
}
