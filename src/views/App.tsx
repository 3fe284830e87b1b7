import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { WrongNow } from './bugLab/WrongNow';
import { ForeignPage } from './foreign/ForeignPage';
import { Forms } from './forms/Forms';
import { Caption } from './header/Caption';
import { Header } from './header/Header';
import { Help } from './header/Help';
import { Desk } from './layout/Desk';
import { isRegionName, REGIONS, type RegionName } from './layout/regions';
import { Tabs } from './layout/Tabs';
import { Problem } from './notices/Problem';
import { ScenarioDrop } from './notices/ScenarioDrop';
import { Toast } from './notices/Toast';
import { Playback } from './playback/Playback';
import { ShareDialog } from './share/ShareDialog';
import { useKeys } from './shared/useKeys';
import { useMedia } from './shared/useMedia';
import { useSession, useVerbs } from './shared/useSession';
import { useTheme } from './shared/useTheme';
import './app.css';

/** The cluster, or somebody else's trace in its place, and what stands above both. */
export function App() {
  useTheme();
  const { foreign } = useVerbs();
  const shown = useStore(foreign);
  return (
    <div className="app">
      {shown ? (
        <ForeignPage
          key={shown.opened}
          foreign={shown}
          onClose={() => foreign.setState(null, true)}
        />
      ) : (
        <ClusterPage />
      )}
      <Toast />
      <Problem />
      <ScenarioDrop />
    </div>
  );
}

function ClusterPage() {
  const letterKeys = useSession((state) => state.preferences.letterKeys);
  const narrow = useMedia('(max-width: 720px)');
  const [full, setFull] = useState<RegionName | null>(null);
  const { safety } = useVerbs();
  const proofAsked = useStore(safety, ({ asked }) => asked);
  useEffect(() => {
    if (proofAsked) setFull((present) => present && 'Safety');
  }, [proofAsked]);
  const [help, setHelp] = useState(false);
  const [share, setShare] = useState(false);
  const onKey = useCallback(
    (key: string) => {
      if (key === '?' && letterKeys) setHelp(true);
      else if (key.toLowerCase() === 'f' && letterKeys)
        setFull((present) => (present ? null : focusedRegion()));
      else if (key === 'Escape' && full) setFull(null);
      else return false;
      return true;
    },
    [letterKeys, full],
  );
  useKeys(onKey);
  const Full = full && REGIONS[full];
  return (
    <>
      <Header onHelp={() => setHelp(true)} onShare={() => setShare(true)} />
      <main className="app-main">
        <div className="app-says">
          <WrongNow />
          <Caption />
        </div>
        <div className="app-regions">{Full ? <Full /> : narrow ? <Tabs /> : <Desk />}</div>
      </main>
      <footer>
        <Playback />
      </footer>
      <Forms />
      {help && <Help onClose={() => setHelp(false)} />}
      {share && <ShareDialog onClose={() => setShare(false)} />}
    </>
  );
}

/** The region that holds the focus; the cluster, if none does. */
function focusedRegion(): RegionName {
  const name = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region;
  return isRegionName(name) ? name : 'Cluster';
}
