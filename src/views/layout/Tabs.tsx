import { Tabs as Radix } from 'radix-ui';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession, useVerbs } from '../shared/useSession';
import { REGION_NAMES, REGIONS } from './regions';

/** One region at a time, for a phone held upright. */
export function Tabs() {
  const hasClerks = useSession((state) => state.moment.world.clerks.length > 0);
  const names = REGION_NAMES.filter((name) => hasClerks || name !== 'Key/value');
  const [open, setOpen] = useState<string>('Cluster');
  const { safety } = useVerbs();
  const proofAsked = useStore(safety, ({ asked }) => asked);
  useEffect(() => {
    if (proofAsked) setOpen('Safety');
  }, [proofAsked]);
  return (
    <Radix.Root className="tabs" value={open} onValueChange={setOpen}>
      <Radix.List className="tabs-list" aria-label="Regions">
        {names.map((name) => (
          <Radix.Trigger key={name} value={name} className="tabs-tab">
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {names.map((name) => {
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
