import { type Explanation, explain } from '../../base/actor';
import { dropBelow, getAt, type IntMap, lastKey, setAt } from '../../base/intMap';
import type { Outbox } from '../../base/stepper';
import { type Ballot, sameBallot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';
import type { ClearEvent } from './acceptor';
import type { Entry, LearnerContext, LearnerEvent } from './learner';
import type { Message } from './messages';

type Ruling = Partial<LearnerContext> & Outbox<Message>;

// ---- decisions ----------------------------------------------------------------------------------------------------

/** What a learner has to judge: all its correctness. */
export interface LearnerRules {
  /** The learner does not know this yet, and may learn it. */
  isNews(learner: LearnerContext, entry: Entry): boolean;
  /** The leader of `ballot` says that the slot is decided: this vote says with which value. */
  tellsDecision(vote: Vote, ballot: Ballot): boolean;
  /** The last slot that may be executed; `executed` is the last one that was. */
  executable(decided: IntMap<Value>, executed: number): number;
}

export const LEARNER_RULES: LearnerRules = {
  // Nothing about a cleared slot is news (BL-53).
  isNews: ({ decided, cleared }, { slot }) => slot > cleared && getAt(decided, slot) === undefined,
  // One ballot carries one value a slot. A vote at any other ballot says nothing: the server waits for a `decision`.
  tellsDecision: (vote, ballot) => sameBallot(vote.ballot, ballot),
  // Everything before it is decided, too (BL-54).
  executable(decided, executed) {
    let last = executed;
    while (getAt(decided, last + 1) !== undefined) last++;
    return last;
  },
};

// ---- guards -------------------------------------------------------------------------------------------------------

export function isNoNews(
  rules: LearnerRules,
  learner: LearnerContext,
  event: LearnerEvent,
): boolean {
  return newsIn(rules, learner, event).length === 0;
}

/** After this event every decided slot is executed. */
export function leavesNoHole(
  rules: LearnerRules,
  learner: LearnerContext,
  event: LearnerEvent,
): boolean {
  const { decided, executed } = withNews(rules, learner, newsIn(rules, learner, event));
  return lastKey(decided) <= executed;
}

// ---- rules --------------------------------------------------------------------------------------------------------

export function learn(rules: LearnerRules, learner: LearnerContext, event: LearnerEvent): Ruling {
  const news = newsIn(rules, learner, event);
  const { decided, executed } = withNews(rules, learner, news);
  const from = 'from' in event ? event.from : 0;
  const told: Explanation[] = news.map(({ slot, value }) =>
    explain('learner.decide', { from, slot, value, byVote: event.type === 'DECIDED_UP_TO' }),
  );
  if (executed > learner.executed)
    told.push(explain('learner.execute', { first: learner.executed + 1, last: executed }));
  else told.push(explain('learner.hole', { hole: executed + 1, last: lastKey(decided) }));
  return { decided, executed, outbox: told };
}

export function clear(learner: LearnerContext, { bound }: ClearEvent): Ruling {
  const cleared = Math.max(learner.cleared, bound);
  return { cleared, decided: dropBelow(learner.decided, cleared + 1), outbox: [] };
}

// ---- parts --------------------------------------------------------------------------------------------------------

/** What the event tells and the learner does not know. */
function newsIn(
  rules: LearnerRules,
  learner: LearnerContext,
  event: LearnerEvent,
): readonly Entry[] {
  const isNews = (entry: Entry) => rules.isNews(learner, entry);
  switch (event.type) {
    case 'DECIDED':
      return event.entries.filter(isNews);
    case 'DECIDED_UP_TO':
      return votedFor(rules, learner, event).filter(isNews);
    case 'CLEAR':
      return [];
  }
}

/** A server that voted in the very ballot whose leader says "decided" knows what is. */
function votedFor(
  rules: LearnerRules,
  { executed }: LearnerContext,
  { ballot, upTo, votes }: Extract<LearnerEvent, { type: 'DECIDED_UP_TO' }>,
): Entry[] {
  const entries: Entry[] = [];
  for (let slot = executed + 1; slot <= upTo; slot++) {
    const vote = getAt(votes, slot);
    if (vote && rules.tellsDecision(vote, ballot)) entries.push({ slot, value: vote.value });
  }
  return entries;
}

function withNews(
  rules: LearnerRules,
  learner: LearnerContext,
  news: readonly Entry[],
): Pick<LearnerContext, 'decided' | 'executed'> {
  const decided = news.reduce<IntMap<Value>>(
    (log, { slot, value }) => setAt(log, slot, value),
    learner.decided,
  );
  return { decided, executed: rules.executable(decided, learner.executed) };
}
