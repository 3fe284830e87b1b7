import { Tabs as Radix } from 'radix-ui';
import { useState } from 'react';
import { REGION_NAMES, REGIONS } from './regions';

/** One region at a time, for a phone held upright. */
export function Tabs() {
  const [open, setOpen] = useState<string>('Cluster');
  return (
    <Radix.Root className="tabs" value={open} onValueChange={setOpen}>
      <Radix.List className="tabs-list" aria-label="Regions">
        {REGION_NAMES.map((name) => (
          <Radix.Trigger key={name} value={name} className="tabs-tab">
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {REGION_NAMES.map((name) => {
        const View = REGIONS[name];
        return (
          <Radix.Content key={name} value={name} className="tabs-panel" tabIndex={-1}>
            <View />
          </Radix.Content>
        );
      })}
    </Radix.Root>
  );
}
