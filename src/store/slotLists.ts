import type { Address } from '../base/address';
import { forEachAt, type IntMap } from '../base/intMap';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Moment } from '../scenarios/run';
import { leaderServer, type ProposalView, recordsOf, slotView } from './leaderView';

export type Entry<T> = readonly [slot: number, entry: T];

/** A map of slots: the entries around one slot, and how many are left out on either side. */
export interface SlotList<T> {
  readonly entries: readonly Entry<T>[];
  readonly earlier: number;
  readonly later: number;
}

/** What CS 505's slides list of a server. */
export interface SlotLists {
  readonly proposals: SlotList<ProposalView>;
  /** Of the proposals, those that somebody voted for. */
  readonly votes: SlotList<ProposalView>;
  readonly accepted: SlotList<Vote>;
  readonly log: SlotList<Value>;
}

/** As many entries of a map as are shown at once. */
const MOST = 4;

/** @throws TypeError for a server of another protocol. */
export function slotLists(moment: Moment, server: Address, focus: number): SlotLists {
  const remains = recordsOf(moment, server);
  const proposals = entriesOf(leaderServer(moment, server)?.leader.context.proposals);
  const voted = proposals.filter(([, { votes }]) => votes.length > 0);
  const asWhole = ([slot]: Entry<unknown>): Entry<ProposalView> => [
    slot,
    slotView(moment, server, slot).proposal as ProposalView,
  ];
  const [asked, counted] = [around(proposals, focus), around(voted, focus)];
  return {
    proposals: { ...asked, entries: asked.entries.map(asWhole) },
    votes: { ...counted, entries: counted.entries.map(asWhole) },
    accepted: around(entriesOf(remains?.acceptor.context.accepted), focus),
    log: around(entriesOf(remains?.learner.context.decided), focus),
  };
}

/** The entries nearest to a slot; `entries` rise by their slots. */
export function around<T>(entries: readonly Entry<T>[], focus: number): SlotList<T> {
  const next = entries.findIndex(([slot]) => slot >= focus);
  const middle = next < 0 ? entries.length : next;
  const earlier = Math.max(0, Math.min(middle - Math.floor(MOST / 2), entries.length - MOST));
  const shown = entries.slice(earlier, earlier + MOST);
  return { entries: shown, earlier, later: entries.length - earlier - shown.length };
}

export function entriesOf<T>(map: IntMap<T> | undefined): readonly Entry<T>[] {
  const entries: Entry<T>[] = [];
  if (map) forEachAt(map, (entry, slot) => entries.push([slot, entry]));
  return entries;
}
