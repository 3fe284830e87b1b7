import { Region } from '../shared/Region';

export function Log() {
  return <Region name="Log">{null}</Region>;
}
