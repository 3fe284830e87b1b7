import type { LeaderView, SlotView } from '../../store/leaderView';
import { slideValue } from '../../store/slideWords';
import { Fact } from './Fact';

/** A server's log: DSLabs' status of the slot in focus, its markers, and how far it may execute. */
export function LogFacts({ view, slot }: { view: LeaderView; slot: SlotView }) {
  const { executed, cleared, lastNonEmpty, hole } = view;
  const value = slot.decided ?? slot.vote?.value ?? null;
  return (
    <>
      <p className="said">
        Slot {slot.slot} is {STATUS[slot.status]}
        {value !== null && (
          <>
            : <b className="mono">{slideValue(value)}</b>
          </>
        )}
      </p>
      <dl className="facts">
        <Fact name="executed up to">{executed || 'nothing'}</Fact>
        <Fact name="hole">{hole ?? 'none'}</Fact>
        <Fact name="first non-cleared">{cleared + 1}</Fact>
        <Fact name="last non-empty">{lastNonEmpty || 'none'}</Fact>
      </dl>
    </>
  );
}

/** DSLabs’ CHOSEN is what a server knows to be chosen. */
const STATUS = {
  empty: 'empty here',
  accepted: 'accepted here',
  chosen: 'known here to be chosen',
  cleared: 'cleared',
} as const;
