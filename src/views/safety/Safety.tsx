import { useId } from 'react';
import { useStore } from 'zustand';
import { Region } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useVerbs } from '../shared/useSession';
import { SAFETY_TABS } from './tabs';
import './safety.css';

/** Whether all that must be true is true, and how one would find out: each in a tab of its own. */
export function Safety() {
  const { safety } = useVerbs();
  const asked = useStore(safety, ({ tab }) => tab);
  const prefix = useId();
  const shown = SAFETY_TABS.find(({ id }) => id === asked) ?? SAFETY_TABS[0];
  const tabs = SAFETY_TABS.map(({ id, name, Sign }) => {
    return { id, label: Sign ? <Sign name={name} /> : name };
  });
  return (
    <Region
      name="Safety"
      tools={
        <TabBar
          name="Safety"
          prefix={prefix}
          tabs={tabs}
          open={shown.id}
          onOpen={(tab) => safety.setState({ tab })}
        />
      }
    >
      <div className="safety" {...panelProps(prefix, shown.id)}>
        <shown.View />
      </div>
    </Region>
  );
}
