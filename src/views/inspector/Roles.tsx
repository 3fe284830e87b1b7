import { type ReactNode, useId, useMemo, useState } from 'react';
import { lastToAct, rulesRun } from '../../store/inspect';
import { pseudocodeOf } from '../../store/pseudocode';
import { roleOfRule, type Seat } from '../../store/records';
import { type Chart, chartsOf, transitionsInUse } from '../../store/statecharts';
import { stateIn, transitionsTaken } from '../../store/transitionsTaken';
import { panelProps, TabBar } from '../shared/TabBar';
import { useSession, useVerbs } from '../shared/useSession';
import { Pseudocode } from './Pseudocode';
import { Statechart } from './Statechart';

export interface RoleTab {
  readonly role: string;
  /** What the role holds, above its pseudo-code. */
  readonly facts?: ReactNode;
}

interface RolesProps {
  readonly seat: Seat;
  readonly roles: readonly RoleTab[];
  /** A tab that was picked holds for one visit. */
  readonly visit: string;
}

/** The roles at one seat, with pseudo-code and statechart; the one that just acted is open unless another was picked. */
export function Roles({ seat, roles, visit }: RolesProps) {
  const session = useVerbs();
  const depth = useSession((state) => state.depth);
  const protocol = useSession(({ moment }) => moment.protocol);
  const prefix = useId();
  const [picked, setPicked] = useState<{ visit: string; role: string } | null>(null);
  const rules = rulesRun(seat, depth, session);
  const wanted = picked?.visit === visit ? picked.role : lastToAct(seat, depth, session);
  const open = roles.some(({ role }) => role === wanted) && wanted ? wanted : 'acceptor';
  const tabs = roles.map(({ role }) => ({
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
  const group = pseudocodeOf(protocol).find(({ role }) => role === open);
  const chart = chartsOf(protocol).find(({ role }) => role === open);
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
        {roles.find(({ role }) => role === open)?.facts}
        {group && <Pseudocode group={group} rules={rules} />}
        {chart && <RoleChart chart={chart} seat={seat} depth={depth} />}
      </div>
    </div>
  );
}

function RoleChart({ chart, seat, depth }: { chart: Chart; seat: Seat; depth: number }) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  const preemption = useSession(({ scenario }) => scenario.cluster.preemption);
  const used = useMemo(() => transitionsInUse(chart, preemption), [chart, preemption]);
  const down = moment.world.nodes[seat.server - 1]?.status === 'crashed';
  const state = down ? null : stateIn(moment, chart, seat);
  const taken = down ? [] : transitionsTaken(chart, seat, depth, session);
  return <Statechart chart={chart} state={state} taken={taken} used={used} />;
}
