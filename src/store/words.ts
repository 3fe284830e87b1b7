/** The words and formats that views write with. */
export { CLERK_BASE, nameOf } from '../base/address';
export { formatBallot } from '../protocol/ballot';

export { spaced } from '../protocol/basic/wording';
export { majorityOf } from '../protocol/quorum';
export { fromMs, toMs } from '../sim/time';

export { instanceOfMessage, nameOfMessage, tagOf, titleOf } from './messageWords';
export { entryWords, shortValue } from './values';
