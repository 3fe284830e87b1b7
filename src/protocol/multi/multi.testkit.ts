import type { Effect } from '../../base/actor';
import type { Address } from '../../base/address';
import { emptyIntMap, forEachAt, type IntMap, setAt } from '../../base/intMap';
import { Nodes } from '../../base/nodes.testkit';
import { type Ballot, formatBallot } from '../ballot';
import { ballot } from '../ballot.testkit';
import type { Value } from '../value';
import type { Vote } from '../vote';
import { MULTI_WRONG_RULES, wrongMultiPeer } from './bugLab';
import type { Letter } from './letters';
import { HERE } from './letters';
import { type Call, multiPeer } from './mailRoom';
import type { Message } from './messages';
import { commandAt, type MultiServer, slotStatusOf } from './server';
import { DEFAULT_SETTINGS, HEARTBEAT, HEARTBEAT_CHECK, type Settings } from './settings';

// What the tests of Multi-Paxos write and read. Slots and what stands there: "1=a 3=c"; votes: "1=1.S1:a".

/** The log behind "1=a 3=c". */
export const log = (text = ''): IntMap<Value> => slots(text, (value) => value);

/** The votes behind "1=1.S1:a 2=2.S3:b". */
export const votes = (text = ''): IntMap<Vote> =>
  slots(text, (vote) => {
    const [number = '', value = ''] = vote.split(':');
    return { ballot: ballot(number), value };
  });

function slots<T>(text: string, read: (text: string) => T): IntMap<T> {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .reduce((map, part) => {
      const [slot, held = ''] = part.split('=');
      return setAt(map, Number(slot), read(held));
    }, emptyIntMap<T>());
}

export const showLog = (map: IntMap<Value>) => showSlots(map, (value) => value);

export const showVotes = (map: IntMap<Vote>) =>
  showSlots(map, ({ ballot: number, value }) => `${formatBallot(number)}:${value}`);

export function showSlots<T>(map: IntMap<T>, show: (held: T) => string): string {
  const parts: string[] = [];
  forEachAt(map, (held, slot) => parts.push(`${slot}=${show(held)}`));
  return parts.join(' ');
}

const of = (number: Ballot | null) => formatBallot(number);

/** Everything a letter says, in one line; "#2" is its attempt or its beat. */
export function show(letter: Letter): string {
  switch (letter.kind) {
    case 'p1a':
      return `p1a ${of(letter.ballot)} #${letter.attempt}`;
    case 'p1b':
      return `p1b ${of(letter.ballot)} promised ${of(letter.promised)} votes [${showVotes(letter.accepted)}] decided [${showLog(letter.decided)}] cleared ${letter.cleared} #${letter.attempt}`;
    case 'p2a':
      return `p2a ${of(letter.ballot)} ${letter.slot}=${letter.value} up to ${letter.decidedUpTo} #${letter.attempt}`;
    case 'p2b':
      return `p2b ${of(letter.ballot)} slot ${letter.slot} ${letter.accepted ? 'yes' : 'no'} promised ${of(letter.promised)} #${letter.attempt}`;
    case 'heartbeat':
      return `heartbeat ${of(letter.ballot)} up to ${letter.decidedUpTo} cleared ${letter.cleared} #${letter.beat}`;
    case 'heartbeat-reply':
      return `heartbeat-reply ${of(letter.ballot)} promised ${of(letter.promised)} executed ${letter.executed} of ${letter.decidedUpTo} #${letter.beat}`;
    case 'decision':
      return `decision ${of(letter.ballot)} from ${letter.first}: ${letter.values.join()} #${letter.beat}`;
    case 'learn':
      return `learn ${letter.entries.map(({ slot, value }) => `${slot}=${value}`).join(' ')}`;
    case 'clear':
      return `clear ${letter.bound}`;
  }
}

/** "S2: p1a 1.S1 #0" for each letter, "here: clear 3" for a word to the neighbours; in order. */
export function said(effects: readonly Effect<Letter>[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'send') return [];
    return [`${effect.to === HERE ? 'here' : `S${effect.to}`}: ${show(effect.message)}`];
  });
}

export const wrongRules = (ids: readonly string[]) =>
  MULTI_WRONG_RULES.filter(({ id }) => ids.includes(id));

/** Servers of Multi-Paxos, and nobody above them. */
export class Cluster extends Nodes<MultiServer, Message, Call> {
  /** @param wrong the rules of the bug lab that are wrong. */
  constructor(servers: number, settings: Partial<Settings> = {}, wrong: readonly string[] = []) {
    const all = { ...DEFAULT_SETTINGS, ...settings };
    super(wrong.length > 0 ? wrongMultiPeer(all, wrongRules(wrong)) : multiPeer(all), servers);
  }

  check(server: Address): this {
    return this.fire(server, HEARTBEAT_CHECK);
  }

  beat(server: Address): this {
    return this.fire(server, HEARTBEAT);
  }

  propose(server: Address, ...values: Value[]): this {
    for (const value of values) this.call(server, { type: 'propose', value });
    return this;
  }

  /** Checks and hears nothing, until it runs phase 1. Its P1As are under way. */
  campaign(server: Address): this {
    for (let i = 0; i < 3 && this.state(server).leader.value === 'following'; i++)
      this.check(server);
    return this;
  }

  /** What each takes itself for. */
  get roles(): string[] {
    return this.states.map(({ leader }) => leader.value);
  }

  /** DSLabs' status of these slots at a server: "chosen a, accepted b, empty". */
  status(server: Address, ...at: number[]): string {
    const state = this.state(server);
    return at
      .map((slot) => [slotStatusOf(state, slot), commandAt(state, slot)].join(' ').trim())
      .join(', ');
  }

  log(server: Address): string {
    return showLog(this.state(server).learner.context.decided);
  }

  votes(server: Address): string {
    return showVotes(this.state(server).acceptor.context.accepted);
  }

  executed(server: Address): number {
    return this.state(server).learner.context.executed;
  }

  /** What the latest handler said to the world, in order. */
  get said(): string[] {
    return said(this.effects);
  }
}

/** S1 leads, and all follow it. */
export function led(servers = 3, settings: Partial<Settings> = {}): Cluster {
  return new Cluster(servers, settings).campaign(1).run();
}
