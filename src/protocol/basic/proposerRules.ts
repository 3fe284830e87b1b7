import { type Effect, explain } from '../../base/actor';
import type { Address } from '../../base/address';
import type { Outbox } from '../../base/stepper';
import { type Ballot, compareBallots, higherBallot, nextBallot, sameBallot } from '../ballot';
import { majorityOf } from '../quorum';
import type { Value } from '../value';
import type { Letter, Vote } from './messages';
import type {
  AcceptedEvent,
  Campaign,
  PromiseEvent,
  PromiseReceived,
  ProposeEvent,
  RejectEvent,
  ReplyEvent,
  RetryEvent,
} from './proposer';

type Ruling = Partial<Campaign> & Outbox<Letter>;

/** The timer behind every round; the mail room adds the instance to its name. */
export const RETRY = 'retry';

/** The time-out doubles with each round up to this factor, so that after a heal nobody sleeps for long. */
const MOST_DOUBLINGS = 4;

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

/**
 * Replies to an earlier ballot never count, nor does a second reply of the same acceptor (BL-08, BL-09, BL-10). A
 * refusal that names this very ballot is a second reply too: its acceptor had promised, and met the prepare again.
 */
export function isFirstAnswer(campaign: Campaign, event: ReplyEvent): boolean {
  if (!sameBallot(event.ballot, campaign.ballot)) return false;
  if (event.type === 'REJECT' && sameBallot(event.promised, campaign.ballot)) return false;
  if (campaign.rejections.some(({ from }) => from === event.from)) return false;
  if (event.type === 'PROMISE') return !campaign.promises.some(({ from }) => from === event.from);
  if (event.type === 'ACCEPTED') return !campaign.acceptances.includes(event.from);
  return true;
}

export function completesPromises(campaign: Campaign, event: PromiseEvent): boolean {
  return (
    isFirstAnswer(campaign, event) &&
    campaign.promises.length + 1 >= majorityOf(campaign.servers.length)
  );
}

export function completesVotes(campaign: Campaign, event: AcceptedEvent): boolean {
  return (
    isFirstAnswer(campaign, event) &&
    campaign.acceptances.length + 1 >= majorityOf(campaign.servers.length)
  );
}

/** So many refused that those left are no majority. */
export function rulesOutMajority(campaign: Campaign, event: RejectEvent): boolean {
  const { servers, rejections } = campaign;
  return (
    isFirstAnswer(campaign, event) &&
    servers.length - (rejections.length + 1) < majorityOf(servers.length)
  );
}

// ---- rules --------------------------------------------------------------------------------------------------------

/** A new round takes the smallest own ballot above every ballot seen, and asks every acceptor to promise it. */
export function beginRound(campaign: Campaign, event: ProposeEvent | RetryEvent): Ruling {
  const fresh = event.type === 'PROPOSE';
  const own = fresh ? event.value : campaign.own;
  const seen = [campaign.ballot, campaign.highestSeen, event.seen].reduce<Ballot | null>(
    higherBallot,
    null,
  );
  const ballot = nextBallot(campaign.self, seen);
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
      ...toEveryone(campaign, { kind: 'prepare', ballot }),
      retryLater(campaign.retryMs, rounds),
    ],
  };
}

export function countPromise(campaign: Campaign, { from, ballot, vote }: PromiseEvent): Ruling {
  const promises = [...campaign.promises, { from, vote }];
  return {
    promises,
    outbox: [explain('proposer.countPromise', tally(campaign, from, ballot, promises.length))],
  };
}

/** Phase 2: the value of the highest vote among the promises, the own value only if none reported a vote. */
export function askToAccept(campaign: Campaign, { from, ballot, vote }: PromiseEvent): Ruling {
  const promises = [...campaign.promises, { from, vote }];
  const highest = highestVote(promises);
  const value = highest?.value ?? (campaign.own as Value);
  const rule = highest ? 'proposer.adoptHighest' : 'proposer.proposeOwn';
  return {
    promises,
    value,
    rejections: [],
    outbox: [
      explain(rule, {
        ...tally(campaign, from, ballot, promises.length),
        value,
        own: campaign.own,
        highest,
      }),
      ...toEveryone(campaign, { kind: 'accept', ballot, value }),
      retryLater(campaign.retryMs, campaign.rounds),
    ],
  };
}

export function countVote(campaign: Campaign, { from, ballot }: AcceptedEvent): Ruling {
  const acceptances = [...campaign.acceptances, from];
  return {
    acceptances,
    outbox: [explain('proposer.countVote', tally(campaign, from, ballot, acceptances.length))],
  };
}

/** A majority voted for this ballot: the value is chosen, and everyone is told once. */
export function announce(campaign: Campaign, { from, ballot }: AcceptedEvent): Ruling {
  const acceptances = [...campaign.acceptances, from];
  const value = campaign.value as Value;
  return {
    acceptances,
    outbox: [
      explain('proposer.decide', { ...tally(campaign, from, ballot, acceptances.length), value }),
      { type: 'cancelTimer', name: RETRY },
      ...toEveryone(campaign, { kind: 'decided', ballot, value }),
    ],
  };
}

/** A rejection only teaches a higher ballot; the round may still win without that acceptor. */
export function noteRejection(campaign: Campaign, event: RejectEvent): Ruling {
  return rejection(campaign, event, 'proposer.noteRejection');
}

/** No majority is left for this ballot: the retry timer, already running, is the back-off. */
export function loseRound(campaign: Campaign, event: RejectEvent): Ruling {
  return rejection(campaign, event, 'proposer.loseRound');
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

/** The vote with the highest ballot among the promises; null when no acceptor had voted. */
export function highestVote(promises: readonly PromiseReceived[]): Vote | null {
  return promises.reduce<Vote | null>(
    (best, { vote }) =>
      vote && compareBallots(vote.ballot, best?.ballot ?? null) > 0 ? vote : best,
    null,
  );
}

function rejection(
  campaign: Campaign,
  { from, ballot, promised }: RejectEvent,
  rule: string,
): Ruling {
  const rejections = [...campaign.rejections, { from, promised }];
  return {
    rejections,
    highestSeen: higherBallot(campaign.highestSeen, promised),
    outbox: [explain(rule, { ...tally(campaign, from, ballot, rejections.length), promised })],
  };
}

function tally(campaign: Campaign, from: Address, ballot: Ballot, count: number) {
  return { from, ballot, count, majority: majorityOf(campaign.servers.length) };
}

/** One letter to each server, this one included: the mail room hands that one over as a function call. */
function toEveryone(campaign: Campaign, message: Letter): Effect<Letter>[] {
  return campaign.servers.map((to) => ({ type: 'send', to, message }));
}

/** Randomised exponential back-off, so that duelling proposers part. */
function retryLater(retryMs: number, rounds: number): Effect<Letter> {
  const base = retryMs * 2 ** Math.min(rounds - 1, MOST_DOUBLINGS);
  return { type: 'setTimer', name: RETRY, after: [base, 2 * base] };
}
