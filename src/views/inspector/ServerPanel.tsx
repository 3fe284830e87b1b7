import { SERVER_ACTIONS } from '../../store/actions';
import type { InstanceSeat } from '../../store/inspect';
import { protocolWords } from '../../store/protocolWords';
import { nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';
import { ActionButtons } from './ActionButtons';
import { LeaderPanel } from './LeaderPanel';
import { LibraryPanel } from './LibraryPanel';

/** One server in full, in one instance or with one slot in focus. */
export function ServerPanel({ seat, following }: { seat: InstanceSeat; following: boolean }) {
  const protocol = useSession((state) => state.moment.protocol);
  const node = useSession((state) => state.moment.world.nodes[seat.server - 1]);
  const depth = useSession((state) => state.depth);
  const { server, seq } = seat;
  const Panel = protocol === 'basic' ? LibraryPanel : LeaderPanel;
  return (
    <>
      <h3 className="subject" style={{ borderInlineStartColor: `var(--server-${server})` }}>
        {nameOf(server)} · {protocolWords(protocol).position} {seq}
        <span className="status" data-status={node?.status}>
          {node?.status}
          {node?.deaf && ', deaf'}
        </span>
      </h3>
      <ActionButtons actions={SERVER_ACTIONS} target={server} />
      {/* Following goes from server to server: then a tab that was picked holds for one event only. */}
      <Panel seat={seat} visit={following ? `at ${depth}` : `${server}/${seq}`} />
    </>
  );
}
