import type { Effect } from '../../base/actor';
import type { Address } from '../../base/address';
import { formatBallot } from '../ballot';
import { ballot, ballotOrNone } from '../ballot.testkit';
import { rulesOf, timersOf } from '../basic/effects.testkit';
import { varied } from '../wrongRule';
import { newcomer } from './electionRules';
import {
  type LeaderEvent,
  type LeaderRole,
  type LeaderState,
  makeLeader,
  type With,
} from './leader';
import type { LearnerContext } from './learner';
import type { Letter } from './letters';
import { log, said, showSlots, votes, wrongRules } from './multi.testkit';
import { RIGHT_RULES } from './rules';
import { DEFAULT_SETTINGS, type Settings } from './settings';

type WithoutLog<E> = E extends With<infer Plain> ? Omit<Plain, 'log'> : never;

interface PromiseOf {
  readonly ballot?: string;
  readonly promised?: string;
  readonly votes?: string;
  readonly decided?: string;
  readonly cleared?: number;
}

interface VoteOf {
  readonly ballot?: string;
  readonly accepted?: boolean;
  readonly promised?: string;
}

interface ReplyOf {
  readonly ballot?: string;
  readonly promised?: string;
  readonly of?: number;
  readonly beat?: number;
}

/** The leader role of one server, S1 unless told otherwise; the test plays its neighbours and all other servers. */
export class Chair {
  state: LeaderState;
  effects: readonly Effect<Letter>[] = [];
  private readonly role: LeaderRole;
  /** What the learner beside it knows. */
  private log: LearnerContext = { decided: log(), executed: 0, cleared: 0 };

  constructor(
    servers: number,
    {
      self = 1,
      timers = {},
      wrong = [],
      ...settings
    }: Partial<Settings> & {
      self?: Address;
      timers?: Record<string, number>;
      wrong?: readonly string[];
    } = {},
  ) {
    const everybody = Array.from({ length: servers }, (_, i) => i + 1);
    const all = { ...DEFAULT_SETTINGS, ...settings };
    this.role = makeLeader(varied(RIGHT_RULES, wrongRules(wrong)).leader);
    this.state = this.role.initial(newcomer(self, everybody, timers, all));
  }

  /** What its learner knows from now on. */
  knows(decided: string, executed = 0, cleared = 0): this {
    this.log = { decided: log(decided), executed, cleared };
    return this;
  }

  begin = () => this.take({ type: 'BEGIN' });
  check = () => this.take({ type: 'CHECK' });
  backoff = () => this.take({ type: 'BACKOFF' });
  beat = () => this.take({ type: 'HEARTBEAT_DUE' });
  clear = (bound: number) => this.take({ type: 'CLEAR', bound });
  propose = (value: string) => this.take({ type: 'PROPOSE', value });

  /** Any message from this server that tells of this ballot and of no higher one. */
  seen(from: Address, number: string): this {
    return this.take({ type: 'SEEN', from, ballot: ballot(number) });
  }

  /** A P1B; unless told otherwise a promise for its present ballot that reports nothing. */
  p1b(from: Address, told: PromiseOf = {}): this {
    const asked = told.ballot ?? this.ballot;
    return this.take({
      type: 'P1B',
      kind: 'p1b',
      from,
      ballot: ballot(asked),
      promised: ballot(told.promised ?? asked),
      accepted: votes(told.votes),
      decided: log(told.decided),
      cleared: told.cleared ?? 0,
      attempt: 0,
    });
  }

  /** A P2B; unless told otherwise a vote in its present ballot. */
  p2b(from: Address, slot: number, told: VoteOf = {}): this {
    const asked = told.ballot ?? this.ballot;
    return this.take({
      type: 'P2B',
      kind: 'p2b',
      from,
      ballot: ballot(asked),
      slot,
      accepted: told.accepted ?? true,
      promised: ballotOrNone(told.promised ?? asked),
      attempt: 0,
    });
  }

  /** A heartbeat reply; unless told otherwise in its present ballot. */
  reply(from: Address, executed: number, told: ReplyOf = {}): this {
    const asked = told.ballot ?? this.ballot;
    return this.take({
      type: 'HEARTBEAT_REPLY',
      kind: 'heartbeat-reply',
      from,
      ballot: ballot(asked),
      promised: ballotOrNone(told.promised ?? asked),
      executed,
      decidedUpTo: told.of ?? executed,
      beat: told.beat ?? 1,
    });
  }

  /** Hears from nobody until it runs phase 1. */
  campaign(): this {
    return this.check().check();
  }

  /** Hears from nobody, and a majority promises, the lowest servers, which report nothing. */
  lead(): this {
    while (this.phase === 'following') this.check();
    for (let from = 1; this.phase === 'electing'; from++) this.p1b(from);
    return this;
  }

  get phase(): string {
    return this.state.value;
  }

  /** Its own latest ballot. */
  get ballot(): string {
    return formatBallot(this.state.context.ballot);
  }

  /** The owner of this ballot is who it takes for the leader. */
  get follows(): string {
    return formatBallot(this.state.context.seen);
  }

  /** "1=a by S1 S2", for every slot it asks for something in. */
  get proposals(): string {
    return showSlots(this.state.context.proposals, ({ value, votes: by }) =>
      [value, ...by.map((server) => `S${server}`)].join(' '),
    );
  }

  get said(): string[] {
    return said(this.effects);
  }

  get rules(): string[] {
    return rulesOf(this.effects);
  }

  get timers(): string[] {
    return timersOf(this.effects);
  }

  private take(event: WithoutLog<LeaderEvent>): this {
    const { state, effects } = this.role.step(this.state, {
      log: this.log,
      ...event,
    } as LeaderEvent);
    this.state = state;
    this.effects = effects;
    return this;
  }
}
