import { type Effect, explain } from '../../base/actor';
import type { Address } from '../../base/address';
import type { Outbox } from '../../base/stepper';
import { type Ballot, higherBallot } from '../ballot';
import type { Value } from '../value';
import type { Letter } from './messages';
import type {
  AcceptedEvent,
  Campaign,
  PromiseEvent,
  ProposeEvent,
  RejectEvent,
  ReplyEvent,
  RetryEvent,
} from './proposer';
import type { ProposerRules, TimerOccasion } from './proposerRules';

type Ruling = Partial<Campaign> & Outbox<Letter>;

/** The timer behind every round; the mail room adds the instance to its name. */
export const RETRY = 'retry';

export function idleCampaign(
  self: Address,
  servers: readonly Address[],
  retryMs: number,
): Campaign {
  return {
    self,
    servers,
    retryMs,
    own: null,
    ballot: null,
    value: null,
    rounds: 0,
    highestSeen: null,
    promises: [],
    acceptances: [],
    rejections: [],
  };
}

// ---- guards -------------------------------------------------------------------------------------------------------

export function countsAsAnswer(
  rules: ProposerRules,
  campaign: Campaign,
  event: ReplyEvent,
): boolean {
  return rules.answersPresentBallot(campaign, event) && !rules.hasAnswered(campaign, event);
}

export function completesPromises(
  rules: ProposerRules,
  campaign: Campaign,
  event: PromiseEvent,
): boolean {
  return (
    countsAsAnswer(rules, campaign, event) &&
    campaign.promises.length + 1 >= rules.promisesNeeded(campaign)
  );
}

export function completesVotes(
  rules: ProposerRules,
  campaign: Campaign,
  event: AcceptedEvent,
): boolean {
  return (
    countsAsAnswer(rules, campaign, event) &&
    rules.votesWith(campaign, event.from) >= rules.votesNeeded(campaign)
  );
}

/** So many refused that those left are no majority. */
export function rulesOutMajority(
  rules: ProposerRules,
  campaign: Campaign,
  event: RejectEvent,
): boolean {
  const { servers, rejections } = campaign;
  return (
    countsAsAnswer(rules, campaign, event) &&
    servers.length - (rejections.length + 1) < needed(rules, campaign, event)
  );
}

// ---- actions --------------------------------------------------------------------------------------------------------

/** A new round takes the smallest own ballot above every ballot seen, and asks every acceptor to promise it. */
export function beginRound(
  rules: ProposerRules,
  campaign: Campaign,
  event: ProposeEvent | RetryEvent,
): Ruling {
  const fresh = event.type === 'PROPOSE';
  const own = fresh ? event.value : campaign.own;
  const seen = rules.ballotSeen(campaign, event.seen);
  const ballot = rules.nextBallot(campaign.self, seen);
  const rounds = fresh ? 1 : campaign.rounds + 1;
  const rule = fresh ? 'proposer.start' : 'proposer.retry';
  return {
    own,
    ballot,
    rounds,
    value: null,
    promises: [],
    acceptances: [],
    rejections: [],
    outbox: [
      explain(rule, { ballot, own, rounds, seen, previous: campaign.ballot }),
      ...toEveryone(rules, campaign, { kind: 'prepare', ballot }),
      ...retryLater(rules, 'asks', campaign.retryMs, rounds),
    ],
  };
}

export function countPromise(
  rules: ProposerRules,
  campaign: Campaign,
  { from, ballot, vote }: PromiseEvent,
): Ruling {
  const promises = [...campaign.promises, { from, vote }];
  return {
    promises,
    outbox: [
      explain(
        'proposer.countPromise',
        tally(from, ballot, promises.length, rules.promisesNeeded(campaign)),
      ),
    ],
  };
}

/** Phase 2: the value of the vote to adopt, the own value only if there is none. */
export function askToAccept(
  rules: ProposerRules,
  campaign: Campaign,
  { from, ballot, vote }: PromiseEvent,
): Ruling {
  const promises = [...campaign.promises, { from, vote }];
  const highest = rules.voteToAdopt(promises);
  const value = highest?.value ?? rules.valueWhenFree(campaign);
  const rule = highest ? 'proposer.adoptHighest' : 'proposer.proposeOwn';
  return {
    promises,
    value,
    rejections: [],
    outbox: [
      explain(rule, {
        ...tally(from, ballot, promises.length, rules.promisesNeeded(campaign)),
        value,
        own: campaign.own,
        highest,
      }),
      ...toEveryone(rules, campaign, { kind: 'accept', ballot: campaign.ballot as Ballot, value }),
      ...retryLater(rules, 'asks', campaign.retryMs, campaign.rounds),
    ],
  };
}

export function countVote(
  rules: ProposerRules,
  campaign: Campaign,
  { from, ballot }: AcceptedEvent,
): Ruling {
  const count = rules.votesWith(campaign, from);
  return {
    acceptances: [...campaign.acceptances, from],
    outbox: [
      explain('proposer.countVote', tally(from, ballot, count, rules.votesNeeded(campaign))),
    ],
  };
}

/** A majority voted for this ballot: the value is chosen, and everyone is told once. */
export function announce(
  rules: ProposerRules,
  campaign: Campaign,
  { from, ballot }: AcceptedEvent,
): Ruling {
  const count = rules.votesWith(campaign, from);
  const value = campaign.value as Value;
  return {
    acceptances: [...campaign.acceptances, from],
    outbox: [
      explain('proposer.decide', {
        ...tally(from, ballot, count, rules.votesNeeded(campaign)),
        value,
      }),
      { type: 'cancelTimer', name: RETRY },
      ...toEveryone(rules, campaign, { kind: 'decided', ballot: campaign.ballot as Ballot, value }),
    ],
  };
}

/** A rejection only teaches a higher ballot; the round may still win without that acceptor. */
export function noteRejection(
  rules: ProposerRules,
  campaign: Campaign,
  event: RejectEvent,
): Ruling {
  return rejection(rules, campaign, event, 'proposer.noteRejection');
}

/** No majority is left for this ballot: the retry timer, already running, is the back-off. */
export function loseRound(rules: ProposerRules, campaign: Campaign, event: RejectEvent): Ruling {
  const lost = rejection(rules, campaign, event, 'proposer.loseRound');
  const again = retryLater(rules, 'has lost', campaign.retryMs, campaign.rounds);
  return again.length === 0 ? lost : { ...lost, outbox: [...lost.outbox, ...again] };
}

export function ignoreReply(campaign: Campaign, event: ReplyEvent): Ruling {
  const { from, ballot } = event;
  const reply = event.type.toLowerCase();
  return {
    outbox: [explain('proposer.ignoreReply', { from, ballot, reply, present: campaign.ballot })],
  };
}

/** One activity an instance: a second Start while it runs changes nothing. */
export function keepDriving(campaign: Campaign, { value }: ProposeEvent): Ruling {
  return {
    outbox: [
      explain('proposer.keepDriving', { ballot: campaign.ballot, own: campaign.own, value }),
    ],
  };
}

export function stop(campaign: Campaign): Ruling {
  return {
    outbox: [
      explain('proposer.stop', { ballot: campaign.ballot, own: campaign.own }),
      { type: 'cancelTimer', name: RETRY },
    ],
  };
}

// ---- parts --------------------------------------------------------------------------------------------------------

/** How many must agree in the phase that this refusal is about. */
function needed(rules: ProposerRules, campaign: Campaign, { phase }: RejectEvent): number {
  return phase === 'prepare' ? rules.promisesNeeded(campaign) : rules.votesNeeded(campaign);
}

function rejection(
  rules: ProposerRules,
  campaign: Campaign,
  event: RejectEvent,
  rule: string,
): Ruling {
  const { from, ballot, promised } = event;
  const rejections = [...campaign.rejections, { from, promised }];
  const told = tally(from, ballot, rejections.length, needed(rules, campaign, event));
  return {
    rejections,
    highestSeen: higherBallot(campaign.highestSeen, promised),
    outbox: [explain(rule, { ...told, promised })],
  };
}

function tally(from: Address, ballot: Ballot, count: number, majority: number) {
  return { from, ballot, count, majority };
}

function toEveryone(rules: ProposerRules, campaign: Campaign, message: Letter): Effect<Letter>[] {
  return rules.addressees(campaign, message.kind).map((to) => ({ type: 'send', to, message }));
}

function retryLater(
  rules: ProposerRules,
  occasion: TimerOccasion,
  retryMs: number,
  rounds: number,
): Effect<Letter>[] {
  if (!rules.setsTimer(occasion)) return [];
  return [{ type: 'setTimer', name: RETRY, after: rules.retryAfter(retryMs, rounds) }];
}
