import type { InstanceSeat } from '../../store/inspect';
import { leaderView, slotView } from '../../store/leaderView';
import { useSession } from '../shared/useSession';
import { AcceptorFacts } from './AcceptorFacts';
import { LeaderFacts } from './LeaderFacts';
import { LogFacts } from './LogFacts';
import { ReplicaFacts } from './ReplicaFacts';
import { Roles, type RoleTab } from './Roles';
import { SlideLists } from './SlideLists';

/** A server of Multi-Paxos: what the slides list of it, and its roles, of which it has one each for all slots. */
export function LeaderPanel({
  seat: { server, seq },
  visit,
}: {
  seat: InstanceSeat;
  visit: string;
}) {
  const moment = useSession((state) => state.moment);
  const view = leaderView(moment, server);
  const slot = slotView(moment, server, seq);
  const roles: readonly RoleTab[] = [
    { role: 'leader', facts: <LeaderFacts view={view} slot={slot} /> },
    { role: 'acceptor', facts: <AcceptorFacts view={view} slot={slot} /> },
    { role: 'learner', facts: <LogFacts view={view} slot={slot} /> },
    ...(moment.world.clerks.length > 0
      ? [{ role: 'service', facts: <ReplicaFacts server={server} /> }]
      : []),
  ];
  return (
    <>
      <SlideLists view={view} focus={seq} />
      <Roles seat={{ server, seq: null }} roles={roles} visit={visit} />
    </>
  );
}
