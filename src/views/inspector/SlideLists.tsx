import type { ReactNode } from 'react';
import type { LeaderView } from '../../store/leaderView';
import { slideProposal, slideValue, slideVote, slideVoters } from '../../store/slideWords';
import { slotLists } from '../../store/slotLists';
import { formatBallot } from '../../store/words';
import { useSession } from '../shared/useSession';
import { SlotEntries } from './SlotEntries';

/** A server in the words of CS 505's slides, line by line. */
export function SlideLists({ view, focus }: { view: LeaderView; focus: number }) {
  const moment = useSession((state) => state.moment);
  const { server, cleared, leadership } = view;
  const { proposals, votes, accepted, log } = slotLists(moment, server, focus);
  const at = { server, focus };
  return (
    <div className="slides">
      <dl className="slides-pair">
        <Line name="Ballot">
          <b className="mono">{formatBallot(leadership?.own ?? view.adopted)}</b>
        </Line>
        <Line name="Active">
          <b className="mono">{leadership ? String(leadership.active) : '–'}</b>{' '}
          <span className="slides-word">{leadership?.part ?? 'not on the disk'}</span>
        </Line>
      </dl>
      <dl className="slides-lists">
        <Line name="Proposals">
          <SlotEntries {...at} list={proposals} words={slideProposal} />
        </Line>
        <Line name="Received P2B from">
          <SlotEntries {...at} list={votes} words={slideVoters} />
        </Line>
        <Line name="Accepted">
          <SlotEntries
            {...at}
            list={accepted}
            words={slideVote}
            state="accepted"
            cleared={cleared}
          />
        </Line>
        <Line name="Log">
          <SlotEntries {...at} list={log} words={slideValue} state="decided" cleared={cleared} />
        </Line>
      </dl>
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="slides-line">
      <dt>{name}:</dt> <dd>{children}</dd>
    </div>
  );
}
