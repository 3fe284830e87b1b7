import { useId, useState } from 'react';
import { lastToAct, PSEUDOCODE, rulesRun, type ServerReport } from '../../store/inspect';
import {
  CHARTS,
  type ChartRole,
  roleOfRule,
  type Seat,
  transitionsTaken,
} from '../../store/statecharts';
import { panelProps, TabBar } from '../shared/TabBar';
import { useSession, useVerbs } from '../shared/useSession';
import { LearnerFacts } from './LearnerFacts';
import { LibraryFacts } from './LibraryFacts';
import { ProposerFacts } from './ProposerFacts';
import { Pseudocode } from './Pseudocode';
import { ReplicaFacts } from './ReplicaFacts';
import { Statechart } from './Statechart';

/** The service above the library has no lecture pseudo-code; its tab stands only where clerks are served. */
const REPLICA = 'replica';

interface RolesProps {
  readonly seat: Seat;
  readonly report: ServerReport;
  /** The inspector goes from server to server: then a tab that was picked holds for one event only. */
  readonly following: boolean;
}

/** The roles of one server in one instance; the one that just acted is open unless another was picked. */
export function Roles({ seat, report, following }: RolesProps) {
  const session = useVerbs();
  const depth = useSession((state) => state.depth);
  const prefix = useId();
  const visit = following ? `at ${depth}` : `${seat.server}/${seat.seq}`;
  const [picked, setPicked] = useState<{ visit: string; role: string } | null>(null);
  const rules = rulesRun(seat, depth, session);
  const serves = useSession(({ moment }) => moment.world.clerks.length > 0);
  const roles: readonly string[] = [
    ...PSEUDOCODE.map(({ role }) => role),
    ...(serves ? [REPLICA] : []),
  ];
  const wanted = picked?.visit === visit ? picked.role : lastToAct(seat, depth, session);
  const open = wanted && roles.includes(wanted) ? wanted : 'acceptor';
  const tabs = roles.map((role) => ({
    id: role,
    label: (
      <>
        {role}
        <span
          className="ran"
          data-ran={rules.some((rule) => roleOfRule(rule) === role) || undefined}
          title="acted in this event"
        />
      </>
    ),
  }));
  const group = PSEUDOCODE.find(({ role }) => role === open);
  return (
    <div className="roles">
      <TabBar
        name="Roles"
        prefix={prefix}
        tabs={tabs}
        open={open}
        onOpen={(role) => setPicked({ visit, role })}
      />
      <div className="roles-panel" {...panelProps(prefix, open)}>
        {open === 'proposer' && <ProposerFacts report={report.proposer} />}
        {open === 'learner' && <LearnerFacts report={report} />}
        {open === 'library' && <LibraryFacts library={report.library} />}
        {open === REPLICA && <ReplicaFacts server={seat.server} />}
        {group && <Pseudocode group={group} rules={rules} />}
        {isChartRole(open) && <RoleChart role={open} seat={seat} report={report} depth={depth} />}
      </div>
    </div>
  );
}

function RoleChart({
  role,
  seat,
  report,
  depth,
}: {
  role: ChartRole;
  seat: Seat;
  report: ServerReport;
  depth: number;
}) {
  const session = useVerbs();
  const state = stateOf(role, report);
  const taken = state === null ? [] : transitionsTaken(CHARTS[role], seat, depth, state, session);
  return <Statechart chart={CHARTS[role]} state={state} taken={taken} />;
}

function stateOf(role: ChartRole, report: ServerReport): string | null {
  if (report.status === 'crashed') return null;
  return report[role]?.state ?? null;
}

const isChartRole = (role: string): role is ChartRole => Object.hasOwn(CHARTS, role);
