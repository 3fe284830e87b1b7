import { Region } from '../shared/Region';

export function Timeline() {
  return <Region name="Timeline">{null}</Region>;
}
