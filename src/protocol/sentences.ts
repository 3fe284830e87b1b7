import type { Because } from '../base/actor';
import { nameOf } from '../base/address';
import type { Json } from '../base/json';
import { type Ballot, formatBallot } from './ballot';
import type { Vote } from './vote';

/** How one rule is told, and the words that the sentences of all protocols are made of. */

/** How one rule is told. */
export interface RuleWording {
  /** A few words, for lists and tooltips. */
  readonly title: string;
  /**
   * What happened and which comparison made it happen. `me` is the server's name, "S3". Facts that no rule knows are
   * used where somebody adds them: `servers`, the size of the cluster; `phase`, the proposer's state before; `behind`,
   * the promise that a rejection was for.
   */
  sentence(because: Because, me: string): string;
}

// ---- values and numbers --------------------------------------------------------------------------------------------

/** A value as a sentence can carry it: on one line, and a long one cut, with its length. */
export function shortValue(value: string): string {
  if (value === '') return 'the empty value';
  const line = value.slice(0, SHORT + 1).replace(/\s/g, ' ');
  if (value.length <= SHORT) return line;
  // Half a character at the cut, of one that takes two places, is left out.
  const head = line.slice(0, CUT).replace(/[\uD800-\uDBFF]$/, '');
  return `${head}… (${spaced(value.length)} characters)`;
}

/** 12 345 as people write it, with spaces that do not break. */
export function spaced(integer: number): string {
  return String(integer).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** Longer values are cut, to less than this, for the length takes room too. */
const SHORT = 24;
const CUT = 12;

/** "slot 3", "slots 3 to 5". */
export function range(first: number, last: number): string {
  return first === last ? `slot ${first}` : `slots ${first} to ${last}`;
}

// ---- parts of sentences ---------------------------------------------------------------------------------------------

export function tally(because: Because): string {
  return `${count(because.count)} of the ${count(because.majority)} it needs`;
}

/** "3 of 5" where the size of the cluster is known, else "3 servers". */
export function outOf(because: Because): string {
  const all = count(because.servers);
  return all > 0 ? `${count(because.count)} of ${all}` : `${count(because.count)} servers`;
}

export function majority(because: Because): string {
  return `${outOf(because)}, a majority`;
}

export function whose(from: Json | undefined, me: string): string {
  return server(from) === me ? 'its own' : `${server(from)}’s`;
}

// ---- facts, read from plain data that may be anything ----------------------------------------------------------------

export function ballot(fact: Json | undefined): Ballot | null {
  if (typeof fact !== 'object' || fact === null || !('round' in fact) || !('server' in fact))
    return null;
  const { round, server: owner } = fact;
  return typeof round === 'number' && typeof owner === 'number' ? { round, server: owner } : null;
}

/** The ballot as it is written: "2.S3", "–" for none. */
export function at(fact: Json | undefined): string {
  return formatBallot(ballot(fact));
}

export function vote(fact: Json | undefined): Vote | null {
  if (typeof fact !== 'object' || fact === null || !('ballot' in fact) || !('value' in fact))
    return null;
  const votedAt = ballot(fact.ballot);
  return votedAt && typeof fact.value === 'string' ? { ballot: votedAt, value: fact.value } : null;
}

export function text(fact: Json | undefined): string {
  return typeof fact === 'string' ? shortValue(fact) : 'nothing';
}

export function server(fact: Json | undefined): string {
  return typeof fact === 'number' ? nameOf(fact) : 'a server';
}

export function count(fact: Json | undefined): number {
  return typeof fact === 'number' ? fact : 0;
}
