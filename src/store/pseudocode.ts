import { PSEUDOCODE } from '../protocol/basic/pseudocode';
import { MULTI_PSEUDOCODE } from '../protocol/multi/pseudocode';
import type { PseudoGroup } from '../protocol/pseudocode';
import type { Moment } from '../scenarios/run';

export type { PseudoGroup } from '../protocol/pseudocode';
export { linesRun } from '../protocol/pseudocode';

const PSEUDOCODES: Readonly<Record<Moment['protocol'], readonly PseudoGroup[]>> = {
  basic: PSEUDOCODE,
  multi: MULTI_PSEUDOCODE,
  pmmc: [],
};

export const pseudocodeOf = (protocol: Moment['protocol']): readonly PseudoGroup[] =>
  PSEUDOCODES[protocol];
