/** The words and formats that views write with. */
export { nameOf } from '../base/address';
export { formatBallot } from '../protocol/ballot';
export { titleOf } from '../protocol/basic';
export { shortValue, spaced } from '../protocol/basic/wording';
export { majorityOf } from '../protocol/quorum';
export { fromMs, toMs } from '../sim/time';
export { nameOfMessage } from './narrator';
