import { forEachAt, getAt, setAt } from '../../../base/intMap';
import { compareBallots } from '../../ballot';
import { acceptorHolding } from '../acceptor';
import { UNAWARE } from '../learner';
import type { Peer } from '../peer';
import { type BasicWrongRule, inLibrary } from './vary';

const onePromiseForAll: BasicWrongRule = {
  id: 'one-promise-for-all',
  alsoKnownAs: [],
  title: 'One promise for all instances',
  wrong:
    'What an acceptor promises in one instance it promises in every other one that it has a record of; the right one has an n_p for each instance, and a message about one changes nothing in another.',
  breaks: 'LIB-independent',
  hint: 'Have two instances under way, and let somebody prepare a high ballot in one of them.',
  vary: inLibrary(() => ({ elsewhere: promisedEverywhere })),
};

function promisedEverywhere(peer: Peer, seq: number): Peer {
  const promised = getAt(peer.instances, seq)?.acceptor.context.promised ?? null;
  let { instances } = peer;
  forEachAt(peer.instances, (instance, other) => {
    const { context } = instance.acceptor;
    if (compareBallots(promised, context.promised) <= 0) return;
    const acceptor = acceptorHolding({ ...context, promised });
    instances = setAt(instances, other, { ...instance, acceptor });
  });
  return instances === peer.instances ? peer : { ...peer, instances };
}

const newBallotReopens: BasicWrongRule = {
  id: 'new-ballot-reopens',
  alsoKnownAs: [],
  title: 'A new ballot opens the instance again',
  wrong:
    'A server that is asked to promise in an instance forgets what was decided there, as if all began anew; the right one still knows it, for a decision is final.',
  breaks: 'SD-stability',
  hint: 'Have a value decided, then let somebody propose there who has not heard of it.',
  vary: inLibrary(() => ({ knownWhenAsked: () => UNAWARE })),
};

const maxFromOwnStarts: BasicWrongRule = {
  id: 'max-from-own-starts',
  alsoKnownAs: [],
  title: 'Max of one’s own instances',
  wrong:
    'Max is the highest instance that this server itself has started; the right one also counts those that it heard of from others.',
  breaks: 'LIB-max',
  hint: 'Start instance 3 at one server, and look at Max at another one.',
  vary: inLibrary(() => ({ maxAfterHearing: ({ max }) => max })),
};

/** Each instance by itself, and which of them there are. */
export const INSTANCES: readonly BasicWrongRule[] = [
  onePromiseForAll,
  newBallotReopens,
  maxFromOwnStarts,
];
