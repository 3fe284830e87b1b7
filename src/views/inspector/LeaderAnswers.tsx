import type { Address } from '../../base/address';
import {
  executedAsKnown,
  type LeaderView,
  reportsOn,
  type SlotReport,
  type SlotView,
} from '../../store/leaderView';
import { slideValue } from '../../store/slideWords';
import { formatBallot, nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';

/** Who answered a leader what: promises, with what they report of the slot in focus; votes there; and how far each is. */
export function LeaderAnswers({ view, slot }: { view: LeaderView; slot: SlotView }) {
  const moment = useSession((state) => state.moment);
  const servers = moment.world.nodes.map(({ address }) => address);
  const reports = reportsOn(moment, view.server, slot.slot);
  const executed = executedAsKnown(view);
  const least = executed && Math.min(...executed);
  const asks = view.leadership !== null && view.leadership.own !== null;
  return (
    <>
      <table className="answers answers-of-leader">
        <thead>
          <tr>
            <th scope="col" title="A majority of all servers">
              needs {view.leadership?.majority ?? '–'}
            </th>
            <th scope="col" title={`What a P1B reported of slot ${slot.slot}`}>
              P1B <b>{reports.length}</b>
            </th>
            <th scope="col" title={`The P2Bs for slot ${slot.slot}`}>
              P2B <b>{slot.proposal?.votes.length ?? 0}</b>
            </th>
            <th scope="col" title="The latest slot that it told to have executed">
              executed
            </th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server, i) => (
            <tr key={server}>
              <th scope="row">{nameOf(server)}</th>
              <FirstPhase report={reports.find(({ from }) => from === server)} asked={asks} />
              <SecondPhase server={server} slot={slot} />
              <td data-answer={executed && executed[i] === least ? 'least' : undefined}>
                {executed ? executed[i] || 'none' : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="retry">
        {least === null ? 'Only a leader says what may be cleared.' : mayClear(least)}
      </p>
    </>
  );
}

function mayClear(least: number): string {
  return least === 0
    ? 'Nothing may be cleared: the least is none.'
    : `May be cleared: up to slot ${least}, the least.`;
}

function FirstPhase({ report, asked }: { report: SlotReport | undefined; asked: boolean }) {
  if (!report) return <td data-answer="none">{asked ? '…' : '–'}</td>;
  const said = reported(report);
  return (
    <td data-answer="promised" title={`promised, and reported of this slot: ${said}`}>
      {said}
    </td>
  );
}

function reported({ vote, decided, cleared }: SlotReport): string {
  if (cleared) return 'cleared';
  if (decided !== null) return `decided: ${slideValue(decided)}`;
  return vote ? `${formatBallot(vote.ballot)}: ${slideValue(vote.value)}` : 'no vote';
}

function SecondPhase({ server, slot: { proposal } }: { server: Address; slot: SlotView }) {
  if (!proposal?.votes.includes(server)) return <td data-answer="none">{proposal ? '…' : '–'}</td>;
  return proposal.unfounded.includes(server) ? (
    <td data-answer="unfounded" title="It said no, and is counted all the same">
      ✕ no
    </td>
  ) : (
    <td data-answer="accepted" title="It accepted">
      yes
    </td>
  );
}
