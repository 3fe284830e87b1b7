import type { Because } from '../../base/actor';
import type { Json } from '../../base/json';
import { compareBallots, formatBallot } from '../ballot';
import {
  at,
  ballot,
  count,
  majority,
  outOf,
  type RuleWording,
  server,
  shortValue,
  tally,
  text,
  vote,
  whose,
} from '../sentences';
import type { Vote } from '../vote';

/**
 * Every English sentence about the rules of the MIT library, and the only place to translate them. Strictly apart:
 * promised and accepted (what an acceptor did), chosen (a fact of the world), decided (what one server knows).
 */

/** The rules that an `explain` of this protocol can name. */
export type RuleId =
  | 'acceptor.promise'
  | 'acceptor.accept'
  | 'acceptor.rejectPrepare'
  | 'acceptor.rejectAccept'
  | 'proposer.start'
  | 'proposer.retry'
  | 'proposer.countPromise'
  | 'proposer.adoptHighest'
  | 'proposer.proposeOwn'
  | 'proposer.countVote'
  | 'proposer.decide'
  | 'proposer.noteRejection'
  | 'proposer.loseRound'
  | 'proposer.ignoreReply'
  | 'proposer.keepDriving'
  | 'proposer.stop'
  | 'learner.learn'
  | 'learner.hearAgain'
  | 'library.startForgotten'
  | 'library.ignoreForgotten'
  | 'library.done'
  | 'library.hearDone'
  | 'library.forget';

export const RULES: Readonly<Record<RuleId, RuleWording>> = {
  'acceptor.promise': { title: 'Promise', sentence: promise },
  'acceptor.accept': { title: 'Accept', sentence: accept },
  'acceptor.rejectPrepare': {
    title: 'Reject the prepare',
    sentence: (because, me) => {
      const asked = ballot(because.ballot);
      const [refused, held] = [formatBallot(asked), formatBallot(ballot(because.promised))];
      if (refused === held)
        return `${me} rejects prepare ${refused}: it has promised that very ballot already.`;
      return `${me} rejects prepare ${refused}: it already promised ${held}, which is higher.`;
    },
  },
  'acceptor.rejectAccept': {
    title: 'Reject the accept',
    sentence: ({ ballot: asked, promised }, me) =>
      `${me} rejects accept ${at(asked)}: it already promised ${at(promised)}, which is higher.`,
  },

  'proposer.start': {
    title: 'Start a round',
    sentence: ({ ballot: mine, own, seen, seq }, me) => {
      const above = ballot(seen) ? `, above ${at(seen)}, the highest ballot it has seen` : '';
      return `${me} wants ${text(own)} in instance ${count(seq)}: it asks everyone to promise ${at(mine)}${above}.`;
    },
  },
  'proposer.retry': {
    title: 'Try again',
    sentence: ({ ballot: mine, previous, seen }, me) => {
      if (at(seen) !== at(previous)) {
        return `${me} tries again with ${at(mine)}, above ${at(seen)}, the highest ballot it has seen.`;
      }
      return `${me} tries again with ${at(mine)}: its ballot ${at(previous)} brought no decision in time.`;
    },
  },
  'proposer.countPromise': {
    title: 'Count a promise',
    sentence: (because, me) =>
      `${me} counts ${whose(because.from, me)} promise of ${at(because.ballot)}: ${tally(because)}.`,
  },
  'proposer.proposeOwn': {
    title: 'Ask for its own value',
    sentence: (because, me) =>
      `${me} has promises from ${majority(because)}; none reports a vote, so it may ask for its own value, ${text(because.value)}.`,
  },
  'proposer.adoptHighest': { title: 'Adopt the highest vote', sentence: adopt },
  'proposer.countVote': {
    title: 'Count an acceptance',
    sentence: (because, me) => {
      const who = server(because.from) === me ? 'it accepted' : `${server(because.from)} accepted`;
      return `${me} counts that ${who} at ${at(because.ballot)}: ${tally(because)}.`;
    },
  },
  'proposer.decide': {
    title: 'Decide',
    sentence: (because, me) =>
      `${me} now knows that ${majority(because)}, accepted ${text(because.value)} at ${at(because.ballot)}: it decides so and tells everyone.`,
  },
  'proposer.noteRejection': {
    title: 'Note a rejection',
    sentence: ({ from, ballot: mine, promised }, me) => {
      const why = `${server(from) === me ? 'it' : server(from)} promised ${at(promised)}`;
      return `${me} counts ${whose(from, me)} rejection of ${at(mine)} (${why}): the others can still be a majority.`;
    },
  },
  'proposer.loseRound': {
    title: 'Lose the round',
    sentence: (because, me) =>
      `${me} gives up ${at(because.ballot)}: ${outOf(because)} rejected it, too many for a majority. It will try again later.`,
  },
  'proposer.ignoreReply': {
    title: 'Ignore a late answer',
    sentence: (because, me) =>
      `${me} ignores ${whose(because.from, me)} ${answer(because)}: ${whyIgnored(because)}.`,
  },
  'proposer.keepDriving': {
    title: 'Already proposing',
    sentence: ({ ballot: mine, own, value }, me) =>
      `${me} is already at work for ${text(own)} with ${at(mine)}: a second Start, with ${text(value)}, changes nothing.`,
  },
  'proposer.stop': {
    title: 'Stop proposing',
    sentence: ({ ballot: mine, own }, me) =>
      `${me} stops asking for ${text(own)} with ${at(mine)}: it knows the decision now.`,
  },

  'learner.learn': {
    title: 'Learn the decision',
    sentence: ({ from, ballot: chosenAt, value }, me) => {
      if (server(from) === me)
        return `${me} writes down the decision: ${text(value)}, at ${at(chosenAt)}.`;
      return `${me} learns from ${server(from)} that a majority accepted ${text(value)} at ${at(chosenAt)}: now ${me} has decided too.`;
    },
  },
  'learner.hearAgain': {
    title: 'Hear the decision again',
    sentence: ({ from, value }, me) => {
      const who = server(from) === me ? 'itself' : server(from);
      return `${me} hears the decision again, from ${who}: it knows ${text(value)} already.`;
    },
  },

  'library.startForgotten': {
    title: 'Start of a forgotten instance',
    sentence: ({ seq, value, min }, me) =>
      `${me} ignores Start(${count(seq)}, ${text(value)}): everything below instance ${count(min)} is forgotten.`,
  },
  'library.ignoreForgotten': {
    title: 'Message about a forgotten instance',
    // Whoever asks is answered with a rejection; answers and decisions are only ignored.
    sentence: ({ kind, from, seq, min }, me) =>
      `${me} ${kind === 'prepare' || kind === 'accept' ? 'turns down' : 'ignores'} ${text(kind)} from ${server(from)} for instance ${count(seq)}: everything below ${count(min)} is forgotten.`,
  },
  'library.done': {
    title: 'Done',
    sentence: ({ seq, before }, me) => {
      if (count(seq) > count(before))
        return `${me} is done with every instance up to ${count(seq)}.`;
      return `${me} is done up to ${count(seq)}, which changes nothing: it was done up to ${count(before)} already.`;
    },
  },
  'library.hearDone': {
    title: 'Hear another’s Done',
    sentence: ({ from, seq, min }, me) =>
      `${me} hears that ${server(from)} is done with every instance up to ${count(seq)}; Min at ${me} is ${count(min)}.`,
  },
  'library.forget': {
    title: 'Forget',
    sentence: ({ before, min }, me) => {
      const [first, last] = [count(before), count(min) - 1];
      const which = first === last ? `instance ${last}` : `instances ${first} to ${last}`;
      return `${me} forgets ${which}: every server is done with ${first === last ? 'it' : 'them'}.`;
    },
  },
};

// ---- sentences that tell several cases apart ------------------------------------------------------------------------

function promise({ ballot: asked, promised, vote: voted }: Because, me: string): string {
  const held = ballot(promised);
  const why = held
    ? `: it is above ${formatBallot(held)}, its promise until now`
    : ': it had promised nothing before';
  const reported = vote(voted);
  if (!reported) return `${me} promises ${at(asked)}${why}.`;
  const last = `${shortValue(reported.value)} at ${formatBallot(reported.ballot)}`;
  return `${me} promises ${at(asked)}${why}, and reports its vote: it accepted ${last}.`;
}

function accept({ ballot: asked, value, promised, vote: voted }: Because, me: string): string {
  const [mine, held, earlier] = [ballot(asked), ballot(promised), vote(voted)];
  const what = `${me} accepts ${text(value)} at ${formatBallot(mine)}`;
  if (earlier && compareBallots(earlier.ballot, mine) === 0)
    return `${what} once more: nothing changes.`;
  const instead = earlier ? insteadOf(earlier, value) : '';
  if (!held) return `${what}${instead} without having promised it: it has promised nothing at all.`;
  if (compareBallots(held, mine) === 0) return `${what}${instead}: it has promised nothing higher.`;
  return `${what}${instead} without having promised it: its promise, ${formatBallot(held)}, is lower.`;
}

function insteadOf(earlier: Vote, value: Json | undefined): string {
  const before = formatBallot(earlier.ballot);
  if (earlier.value === value) return `, as it did at ${before}`;
  return `, in place of ${shortValue(earlier.value)} at ${before}`;
}

function adopt(because: Because, me: string): string {
  const highest = vote(because.highest);
  const [value, own] = [text(because.value), text(because.own)];
  const found = highest ? `${value} at ${formatBallot(highest.ballot)}` : value;
  const must =
    value === own
      ? `so it must ask for ${value}, as it wants anyway`
      : `so it must ask for ${value}, not its own ${own}`;
  return `${me} has promises from ${majority(because)}; their highest vote is ${found}, ${must}.`;
}

function answer({ reply, ballot: answered }: Because): string {
  const words: Record<string, string> = {
    promise: `promise of ${at(answered)}`,
    accepted: `acceptance at ${at(answered)}`,
    reject: `rejection of ${at(answered)}`,
  };
  return words[text(reply)] ?? `answer to ${at(answered)}`;
}

function whyIgnored({ from, ballot: answered, present, phase, reply, behind }: Because): string {
  if (!ballot(present)) return 'it is not proposing';
  if (at(answered) !== at(present)) return `it comes late, the ballot is ${at(present)} now`;
  if (phase === 'decided') return 'it knows the decision already';
  if (phase === 'outvoted') return 'it has given that ballot up';
  if (phase === 'accepting' && reply === 'promise') return 'it already has its majority';
  if (ballot(behind) && at(behind) === at(present)) return 'it is not for a higher ballot';
  if (phase === 'preparing' || phase === 'accepting')
    return `${server(from)} has answered that ballot already`;
  return 'it needs no more answers of this kind';
}
