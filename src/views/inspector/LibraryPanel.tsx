import { type InstanceSeat, inspectServer } from '../../store/inspect';
import { useSession } from '../shared/useSession';
import { LearnerFacts } from './LearnerFacts';
import { LibraryFacts } from './LibraryFacts';
import { ProposerFacts } from './ProposerFacts';
import { Registers } from './Registers';
import { ReplicaFacts } from './ReplicaFacts';
import { Roles, type RoleTab } from './Roles';

/** A peer of the library in one instance: its registers, and the roles that it has there. */
export function LibraryPanel({ seat, visit }: { seat: InstanceSeat; visit: string }) {
  const moment = useSession((state) => state.moment);
  const report = inspectServer(moment, seat);
  const roles: readonly RoleTab[] = [
    { role: 'proposer', facts: <ProposerFacts report={report.proposer} /> },
    { role: 'acceptor' },
    { role: 'learner', facts: <LearnerFacts report={report} /> },
    { role: 'library', facts: <LibraryFacts library={report.library} /> },
    // The service above the library has no lecture pseudo-code; its tab stands only where clerks are served.
    ...(moment.world.clerks.length > 0
      ? [{ role: 'replica', facts: <ReplicaFacts server={seat.server} /> }]
      : []),
  ];
  return (
    <>
      <Registers report={report} />
      <Roles seat={seat} roles={roles} visit={visit} />
    </>
  );
}
