import { Region } from '../shared/Region';

export function Inspector() {
  return <Region name="Inspector">{null}</Region>;
}
