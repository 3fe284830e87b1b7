import type { LeaderView, SlotView } from '../../store/leaderView';
import { slideVote } from '../../store/slideWords';
import { formatBallot } from '../../store/words';
import { Fact } from './Fact';

/** The one ballot that an acceptor follows in every slot, and its vote in the slot in focus. */
export function AcceptorFacts({
  view: { adopted, cleared },
  slot: { slot, vote, status },
}: {
  view: LeaderView;
  slot: SlotView;
}) {
  return (
    <dl className="facts">
      <Fact name="follows">{formatBallot(adopted)}</Fact>
      <Fact name="cleared">{cleared === 0 ? 'nothing' : `up to ${cleared}`}</Fact>
      <Fact name={`vote in slot ${slot}`}>
        {status === 'cleared' ? 'cleared' : vote ? slideVote(vote) : 'none'}
      </Fact>
    </dl>
  );
}
