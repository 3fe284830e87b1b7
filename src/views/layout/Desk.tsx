import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { keptLayouts } from '../../store/browser';
import { Cluster } from '../cluster/Cluster';
import { Events } from '../events/Events';
import { Inspector } from '../inspector/Inspector';
import { Log } from '../log/Log';
import { Timeline } from '../timeline/Timeline';

/** All regions side by side; the sizes are a person's own and are remembered. */
export function Desk() {
  return (
    <Split
      id="desk"
      orientation="horizontal"
      sizes={[34, 42, 24]}
      names={['left', 'middle', 'right']}
    >
      <Split id="left" orientation="vertical" sizes={[65, 35]} names={['Cluster', 'Events']}>
        <Cluster />
        <Events />
      </Split>
      <Split id="middle" orientation="vertical" sizes={[54, 46]} names={['Timeline', 'Log']}>
        <Timeline />
        <Log />
      </Split>
      <Inspector />
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
