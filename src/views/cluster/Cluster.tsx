import { Region } from '../shared/Region';
import { useSession } from '../shared/useSession';
import { ClusterMenu } from './ClusterMenu';
import { Legend } from './Legend';
import { NetworkTools } from './NetworkTools';
import { Stage } from './Stage';
import { useLongPressGuard } from './useLongPressGuard';
import { useStage } from './useStage';
import './cluster.css';
import './card.css';
import './stage.css';

/** The heart of the page: servers on a ring, and every message between them. */
export function Cluster() {
  const legends = useSession((state) => state.preferences.legends);
  const { stage, ruler, measured } = useStage();
  const guard = useLongPressGuard();
  return (
    <Region name="Cluster" tools={<NetworkTools />}>
      <div className="cluster">
        <ClusterMenu>
          <div className="stage" ref={stage} {...guard}>
            <span className="ruler" ref={ruler} aria-hidden />
            {measured && <Stage {...measured} />}
          </div>
        </ClusterMenu>
        {legends && <Legend />}
      </div>
    </Region>
  );
}
