import { SERVER_ACTIONS } from '../../store/actions';
import { inspectServer } from '../../store/inspect';
import type { Seat } from '../../store/statecharts';
import { nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';
import { ActionButtons } from './ActionButtons';
import { Registers } from './Registers';
import { Roles } from './Roles';

/** One server in one instance, in full. */
export function ServerPanel({ seat, following }: { seat: Seat; following: boolean }) {
  const moment = useSession((state) => state.moment);
  const report = inspectServer(moment, seat);
  return (
    <>
      <h3 className="subject" style={{ borderInlineStartColor: `var(--server-${seat.server})` }}>
        {nameOf(seat.server)} · instance {seat.seq}
        <span className="status" data-status={report.status}>
          {report.status}
          {report.deaf && ', deaf'}
        </span>
      </h3>
      <ActionButtons actions={SERVER_ACTIONS} target={seat.server} />
      <Registers report={report} />
      <Roles seat={seat} report={report} following={following} />
    </>
  );
}
