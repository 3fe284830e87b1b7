import type { Address } from '../base/address';
import type { Ballot } from '../protocol/ballot';
import type { Micros } from '../sim/time';
import type { Mark } from './trace';

/**
 * A time during which one server runs phase 1, or believes that it leads, under one ballot; `to` is null while it still
 * does. Nothing keeps the times of two servers apart: a deposed leader believes until it hears of a higher ballot.
 */
export interface Reign {
  readonly server: Address;
  readonly state: 'electing' | 'leading';
  readonly ballot: Ballot;
  readonly from: Micros;
  readonly to: Micros | null;
}

/** Who ran phase 1 and who led, up to a depth, in the order of their beginnings. Of no length are left out. */
export function reignsIn(marks: readonly Mark[], depth: number): readonly Reign[] {
  const ended: Reign[] = [];
  const open = new Map<Address, Reign>();
  for (const { kind, server, at, depth: when, ballot } of marks) {
    if (when > depth) break;
    const state = STATE_AFTER[kind];
    if (state === undefined) continue;
    const before = open.get(server);
    if (before && before.from < at) ended.push({ ...before, to: at });
    open.delete(server);
    if (state && ballot) open.set(server, { server, state, ballot, from: at, to: null });
  }
  return [...ended, ...open.values()].sort((a, b) => a.from - b.from || a.server - b.server);
}

const STATE_AFTER: Readonly<Partial<Record<Mark['kind'], Reign['state'] | null>>> = {
  elect: 'electing',
  lead: 'leading',
  stepDown: null,
  crash: null,
};
