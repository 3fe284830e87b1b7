import { Region } from '../shared/Region';

export function Events() {
  return <Region name="Events">{null}</Region>;
}
