import type { Because } from '../../base/actor';
import type { Peer } from '../../protocol/basic';
import { instanceTouched, isMulti, type Observed } from '../cluster';
import type { Facts } from '../facts';
import { stateIn } from '../reading';
import type { Property } from './property';

/** A property of the one peer of the library whose handler ran. */
function perPeer(
  id: string,
  says: string,
  judge: (peer: Peer, before: Peer | null, facts: Facts, step: Observed) => Because | null,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      const server = step.outcome.node;
      const peer = server === null ? null : stateIn(step.after, server);
      if (!peer || server === null || isMulti(peer)) return null;
      const broken = judge(peer, stateIn(step.before, server) as Peer | null, facts, step);
      return broken ? { server, ...broken } : null;
    },
  };
}

export const doneIsTrue = perPeer(
  'LIB-known-le-true',
  'What a server believes others are done with, they are done with.',
  (peer, _before, facts) => {
    const index = peer.done.findIndex((known, i) => known > (facts.done[i] ?? -1));
    return index < 0
      ? null
      : { about: index + 1, believed: peer.done[index], true: facts.done[index] };
  },
);

export const minIsSafe = perPeer(
  'GC-min-bound',
  'Min never passes an instance that some server is not done with.',
  (peer, _before, facts) => {
    const bound = 1 + Math.min(...facts.done);
    return peer.min > bound ? { min: peer.min, bound } : null;
  },
);

export const neverBackwards = perPeer(
  'GC-monotone',
  'Done, Min and Max never decrease.',
  (peer, before) => {
    if (!before) return null;
    const lost = peer.done.some((known, i) => known < (before.done[i] ?? -1));
    return lost || peer.min < before.min || peer.max < before.max
      ? { min: peer.min, max: peer.max }
      : null;
  },
);

export const forgottenIsGone = perPeer(
  'GC-forgotten',
  'No record of an instance below Min is kept, and every record at or above it is.',
  (peer, before) => {
    const lowest = peer.instances.chunks[0];
    const first = lowest ? lowest.base + lowest.items.findIndex((item) => item !== null) : peer.min;
    if (first < peer.min) return { min: peer.min, kept: first };
    const shrunk =
      before !== null && before.min === peer.min && peer.instances.size < before.instances.size;
    return shrunk ? { min: peer.min, records: peer.instances.size } : null;
  },
);

export const maxHasHeard = perPeer(
  'LIB-max',
  'Max is at least every instance the server started or heard of.',
  (peer, _before, _facts, step) => {
    const seq = instanceTouched(step);
    const ownDone = step.event.type === 'call' && step.event.request.type === 'done';
    const belowMin = seq !== null && seq < peer.min;
    return seq !== null && !ownDone && !belowMin && seq > peer.max ? { max: peer.max, seq } : null;
  },
);

export const LIBRARY: readonly Property[] = [
  doneIsTrue,
  minIsSafe,
  neverBackwards,
  forgottenIsGone,
  maxHasHeard,
];
