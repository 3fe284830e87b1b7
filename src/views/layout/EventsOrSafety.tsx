import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { keptLayouts } from '../../store/browser';
import { Events } from '../events/Events';
import { PropertiesSign } from '../safety/PropertiesSign';
import { Safety } from '../safety/Safety';
import { SharedPlace } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useVerbs } from '../shared/useSession';
import './place.css';

const TABS = [
  { id: 'Events', label: 'Events' },
  { id: 'Safety', label: <PropertiesSign name="Safety" /> },
] as const;

const KEPT = 'events-or-safety';

/** One place for two regions, where there is no room for both; the lamp of Safety is lit at all times. */
export function EventsOrSafety() {
  const { safety } = useVerbs();
  const [open, setOpen] = useState<string>(() => keptLayouts.getItem(KEPT) ?? 'Events');
  const proofAsked = useStore(safety, ({ asked }) => asked);
  const prefix = useId();
  useEffect(() => {
    if (proofAsked) setOpen('Safety');
  }, [proofAsked]);

  function choose(id: string) {
    keptLayouts.setItem(KEPT, id);
    setOpen(id);
  }

  const tabs = (
    <TabBar name="Events or safety" prefix={prefix} tabs={TABS} open={open} onOpen={choose} />
  );
  return (
    <SharedPlace value={tabs}>
      <div className="place" {...panelProps(prefix, open)}>
        {open === 'Safety' ? <Safety /> : <Events />}
      </div>
    </SharedPlace>
  );
}
