import { Region } from '../shared/Region';
import { useSession } from '../shared/useSession';
import { Legend } from './Legend';
import { LogGrid } from './LogGrid';
import './log.css';

/** What every server knows of every instance, and above it what is chosen. */
export function Log() {
  const legends = useSession((state) => state.preferences.legends);
  return (
    <Region name="Log" tools={legends && <Legend />}>
      <LogGrid />
    </Region>
  );
}
