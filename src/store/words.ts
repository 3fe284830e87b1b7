/** The words and formats that views write with. */
export { CLERK_BASE, nameOf } from '../base/address';
export { isAbout, positionsOf } from '../check/cluster';
export { formatBallot } from '../protocol/ballot';
export { majorityOf } from '../protocol/quorum';
export { spaced } from '../protocol/sentences';
export { fromMs, toMs } from '../sim/time';

export type { Sign } from './messageWords';
export {
  isHeartbeat,
  isRefusal,
  nameOfMessage,
  positionOfMessage,
  signOf,
  slotWords,
  tagOf,
  titleOf,
} from './messageWords';
export { entryWords, shortValue } from './values';
