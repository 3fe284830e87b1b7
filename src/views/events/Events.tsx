import { useId, useState } from 'react';
import { Region } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useSession } from '../shared/useSession';
import { EventList } from './EventList';
import { UnderWay } from './UnderWay';
import './events.css';

/** What happened, and what is still on its way. */
export function Events() {
  const count = useSession(({ moment: { world } }) => world.wires.length + world.held.length);
  const [open, setOpen] = useState('so-far');
  const prefix = useId();
  const tabs = [
    { id: 'so-far', label: 'So far' },
    { id: 'under-way', label: <span className="events-count">Under way ({count})</span> },
  ];
  return (
    <Region
      name="Events"
      tools={<TabBar name="Events" prefix={prefix} tabs={tabs} open={open} onOpen={setOpen} />}
    >
      <div className="events" {...panelProps(prefix, open)}>
        {open === 'so-far' ? <EventList /> : <UnderWay />}
      </div>
    </Region>
  );
}
