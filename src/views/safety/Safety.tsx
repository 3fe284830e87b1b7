import { useEffect, useId } from 'react';
import { useStore } from 'zustand';
import { Region } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useVerbs } from '../shared/useSession';
import { SAFETY_TABS } from './tabs';
import './safety.css';

/** Whether all that must be true is true, and how one would find out: each in a tab of its own. */
export function Safety() {
  const { safety } = useVerbs();
  const { tab, asked } = useStore(safety);
  const prefix = useId();
  const shown = SAFETY_TABS.find(({ id }) => id === tab) ?? SAFETY_TABS[0];
  const tabs = SAFETY_TABS.map(({ id, name, Sign }) => {
    return { id, label: Sign ? <Sign name={name} /> : name };
  });
  // It is on the screen now; what it shows has done its part before, for effects run from the inside out.
  useEffect(() => {
    if (asked) safety.setState({ asked: false });
  }, [asked, safety]);

  return (
    <Region
      name="Safety"
      tools={
        <TabBar
          name="Safety"
          prefix={prefix}
          tabs={tabs}
          open={shown.id}
          onOpen={(to) => safety.setState({ tab: to })}
        />
      }
    >
      <div className="safety" {...panelProps(prefix, shown.id)}>
        <shown.View />
      </div>
    </Region>
  );
}
