import { type Explanation, explain } from '../../base/actor';
import { dropBelow, getAt, type IntMap, lastKey, setAt } from '../../base/intMap';
import type { Outbox } from '../../base/stepper';
import { sameBallot } from '../ballot';
import type { Value } from '../value';
import type { ClearEvent } from './acceptor';
import type { Entry, LearnerContext, LearnerEvent } from './learner';
import type { Message } from './messages';

type Ruling = Partial<LearnerContext> & Outbox<Message>;

// ---- guards -------------------------------------------------------------------------------------------------------

export function isNoNews(learner: LearnerContext, event: LearnerEvent): boolean {
  return newsIn(learner, event).length === 0;
}

/** After this event every decided slot is executed. */
export function leavesNoHole(learner: LearnerContext, event: LearnerEvent): boolean {
  const { decided, executed } = withNews(learner, newsIn(learner, event));
  return lastKey(decided) <= executed;
}

// ---- rules --------------------------------------------------------------------------------------------------------

export function learn(learner: LearnerContext, event: LearnerEvent): Ruling {
  const news = newsIn(learner, event);
  const { decided, executed } = withNews(learner, news);
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

/** What the event tells and the learner does not know; nothing about a cleared slot is news (BL-53). */
function newsIn(learner: LearnerContext, event: LearnerEvent): readonly Entry[] {
  const isNews = ({ slot }: Entry) =>
    slot > learner.cleared && getAt(learner.decided, slot) === undefined;
  switch (event.type) {
    case 'DECIDED':
      return event.entries.filter(isNews);
    case 'DECIDED_UP_TO':
      return votedFor(learner, event).filter(isNews);
    case 'CLEAR':
      return [];
  }
}

/**
 * One ballot carries one value a slot: a server that voted in the very ballot whose leader says "decided" knows what is.
 * A vote at any other ballot says nothing, and the server waits to be told (`decision`).
 */
function votedFor(
  { executed }: LearnerContext,
  { ballot, upTo, votes }: Extract<LearnerEvent, { type: 'DECIDED_UP_TO' }>,
): Entry[] {
  const entries: Entry[] = [];
  for (let slot = executed + 1; slot <= upTo; slot++) {
    const vote = getAt(votes, slot);
    if (vote && sameBallot(vote.ballot, ballot)) entries.push({ slot, value: vote.value });
  }
  return entries;
}

function withNews(
  learner: LearnerContext,
  news: readonly Entry[],
): Pick<LearnerContext, 'decided' | 'executed'> {
  const decided = news.reduce<IntMap<Value>>(
    (log, { slot, value }) => setAt(log, slot, value),
    learner.decided,
  );
  let { executed } = learner;
  while (getAt(decided, executed + 1) !== undefined) executed++;
  return { decided, executed };
}
