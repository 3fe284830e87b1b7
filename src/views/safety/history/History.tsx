import { useMemo, useState } from 'react';
import type { Address } from '../../../base/address';
import { type CallView, callsView } from '../../../store/safetyCalls';
import { createHistoryJudge, type KeyHistory } from '../../../store/safetyHistory';
import { useSession } from '../../shared/useSession';
import { Lamp } from '../Lamp';
import { Keys } from './Keys';
import { NoCalls } from './NoCalls';
import { Picture } from './Picture';
import './history.css';

/** The clients' calls, and one order in which they can have taken effect, or the call that has no place in any. */
export function History() {
  const judge = useMemo(() => createHistoryJudge(), []);
  const calls = useSession((state) => state.moment.facts.calls);
  const clerks = useSession((state) => state.moment.world.clerks);
  const [asked, setAsked] = useState<string | null>();
  const histories = judge(calls);
  const key = keyShown(histories, asked);
  const view = useMemo(() => callsView(histories, key), [histories, key]);
  const who = clientsOf(clerks, key === null ? null : view.calls).join(' ');
  const lanes = useMemo(() => who.split(' ').map(Number), [who]);
  if (calls.length === 0) return <NoCalls />;
  return (
    <div className="hist">
      <div className="safety-summary" data-state={view.state}>
        <Lamp state={view.state} />
        <p className="safety-verdict" role="status">
          {view.verdict}
        </p>
      </div>
      {view.reason && <p className="hist-reason">{view.reason}</p>}
      {histories.length > 1 && <Keys histories={histories} open={key} onOpen={setAsked} />}
      {view.leftOut > 0 && (
        <p className="safety-hint">
          The latest {view.calls.length} calls; {view.leftOut} earlier ones are not drawn.
        </p>
      )}
      <Picture
        calls={view.calls}
        lanes={lanes}
        connected={histories.length === 1 || key !== null}
      />
    </div>
  );
}

/** The key that was asked for, null being all; unasked, the one that has no order. */
function keyShown(histories: readonly KeyHistory[], asked: string | null | undefined) {
  if (asked === undefined)
    return histories.find(({ verdict }) => verdict === 'not linearizable')?.key ?? null;
  return histories.some(({ key }) => key === asked) ? asked : null;
}

/** All clients or, where not all calls are shown, those that made them. */
function clientsOf(clerks: readonly { address: Address }[], calls: readonly CallView[] | null) {
  const all = clerks.map(({ address }) => address);
  return calls ? all.filter((clerk) => calls.some(({ call }) => call.clerk === clerk)) : all;
}
