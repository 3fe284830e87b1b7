import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { keptLayouts } from '../../store/browser';
import { Cluster } from '../cluster/Cluster';
import { Events } from '../events/Events';
import { Inspector } from '../inspector/Inspector';
import { KeyValue } from '../keyvalue/KeyValue';
import { Log } from '../log/Log';
import { Safety } from '../safety/Safety';
import { useSession } from '../shared/useSession';
import { Timeline } from '../timeline/Timeline';
import { EventsOrSafety } from './EventsOrSafety';

/** All regions side by side; the sizes are a person's own and are remembered. */
export function Desk() {
  const hasClerks = useSession((state) => state.moment.world.clerks.length > 0);
  return hasClerks ? <ServiceDesk /> : <LibraryDesk />;
}

function LibraryDesk() {
  return (
    <Columns>
      <Split id="left" orientation="vertical" sizes={[65, 35]} names={['Cluster', 'Events']}>
        <Cluster />
        <Events />
      </Split>
      <Middle />
      <Split id="right" orientation="vertical" sizes={[50, 50]} names={['Inspector', 'Safety']}>
        <Inspector />
        <Safety />
      </Split>
    </Columns>
  );
}

/** With clerks about, the maps stand under the cluster; the events share the place of Safety. */
function ServiceDesk() {
  return (
    <Columns>
      <Split id="left-kv" orientation="vertical" sizes={[54, 46]} names={['Cluster', 'Key/value']}>
        <Cluster />
        <KeyValue />
      </Split>
      <Middle />
      <Split id="right-kv" orientation="vertical" sizes={[50, 50]} names={['Inspector', 'Events']}>
        <Inspector />
        <EventsOrSafety />
      </Split>
    </Columns>
  );
}

function Columns({ children }: { children: readonly ReactNode[] }) {
  const names = ['left', 'middle', 'right'];
  return (
    <Split id="desk" orientation="horizontal" sizes={[34, 42, 24]} names={names}>
      {children}
    </Split>
  );
}

function Middle() {
  return (
    <Split id="middle" orientation="vertical" sizes={[54, 46]} names={['Timeline', 'Log']}>
      <Timeline />
      <Log />
    </Split>
  );
}

interface SplitProps {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  /** Per cent, one a child. */
  readonly sizes: readonly number[];
  readonly names: readonly string[];
  readonly children: readonly ReactNode[];
}

function Split({ id, orientation, sizes, names, children }: SplitProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage: keptLayouts });
  return (
    <Group
      id={id}
      orientation={orientation}
      {...(defaultLayout && { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      {children.flatMap((child, i) => [
        ...(i > 0
          ? [
              <Separator
                key={`${names[i]} edge`}
                className="separator"
                aria-label={`Resize ${names[i - 1]} and ${names[i]}`}
              />,
            ]
          : []),
        <Panel key={names[i]} id={names[i] ?? String(i)} defaultSize={`${sizes[i]}%`} minSize="12%">
          {child}
        </Panel>,
      ])}
    </Group>
  );
}
