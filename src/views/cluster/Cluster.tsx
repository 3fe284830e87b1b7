import { Region } from '../shared/Region';

export function Cluster() {
  return <Region name="Cluster">{null}</Region>;
}
