import { Search } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Region } from '../shared/Region';
import { panelProps, TabBar } from '../shared/TabBar';
import { useSession, useVerbs } from '../shared/useSession';
import { Breakpoints } from './Breakpoints';
import { EventList } from './EventList';
import { SearchRow } from './SearchRow';
import { UnderWay } from './UnderWay';
import './events.css';

/** What happened, and what is still on its way. */
export function Events() {
  const count = useSession(({ moment: { world } }) => world.wires.length + world.held.length);
  const { search } = useVerbs();
  const searches = useSession((state) => state.search.text !== '');
  const [open, setOpen] = useState('so-far');
  const [asked, setAsked] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const prefix = useId();
  const tabs = [
    { id: 'so-far', label: 'So far' },
    { id: 'under-way', label: <span className="events-count">Under way ({count})</span> },
  ];
  const searching = open === 'so-far' && (asked || searches);

  function setSearching(on: boolean) {
    if (on) setOpen('so-far');
    else search('');
    setAsked(on);
  }

  return (
    <Region
      name="Events"
      tools={
        <>
          <TabBar name="Events" prefix={prefix} tabs={tabs} open={open} onOpen={setOpen} />
          <button
            ref={opener}
            type="button"
            className="button button-plain events-search"
            aria-label="Find events"
            title="Find events"
            aria-expanded={searching}
            onClick={() => setSearching(!searching)}
          >
            <Search size={16} aria-hidden="true" />
          </button>
        </>
      }
    >
      <div className="events" {...panelProps(prefix, open)}>
        {searching && (
          <SearchRow
            onClose={() => {
              setSearching(false);
              opener.current?.focus();
            }}
          />
        )}
        {open === 'so-far' && !searching && <Breakpoints />}
        {open === 'so-far' ? <EventList /> : <UnderWay />}
      </div>
    </Region>
  );
}
