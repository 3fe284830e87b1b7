import { useEffect, useId, useState } from 'react';
import { Events } from '../events/Events';
import { Inspector } from '../inspector/Inspector';
import { SharedPlace } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useSession } from '../shared/useSession';
import './place.css';

const TABS = [
  { id: 'Inspector', label: 'Inspector' },
  { id: 'Events', label: 'Events' },
] as const;

/** One place for two regions, where there is no room for both; whatever is selected elsewhere opens the inspector. */
export function InspectorOrEvents() {
  const [open, setOpen] = useState<string>('Inspector');
  const selection = useSession((state) => state.selection);
  const prefix = useId();
  useEffect(() => {
    // The list of events shows an event that is selected in it by itself.
    if (selection && selection.kind !== 'event' && selection.kind !== 'property')
      setOpen('Inspector');
  }, [selection]);
  return (
    <SharedPlace
      value={
        <TabBar
          name="Inspector or events"
          prefix={prefix}
          tabs={TABS}
          open={open}
          onOpen={setOpen}
        />
      }
    >
      <div className="place" {...panelProps(prefix, open)}>
        {open === 'Events' ? <Events /> : <Inspector />}
      </div>
    </SharedPlace>
  );
}
